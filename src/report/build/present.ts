/**
 * From what the engine found to the report: masks, looks up places, cuts frames, makes fingerprints, sorts. Every format is
 * made from what comes out of here, so none of them can forget to mask.
 */

import type { Audit, Finding, WaiverFinding } from "../../audit/audit.ts";
import { limitKey } from "../../audit/limit-check.ts";
import { authority, nameOf } from "../../audit/phrases.ts";
import type { Related, Violation } from "../../audit/rule.ts";
import type { Granted } from "../../audit/waivers.ts";
import type { Document, Path, Problem } from "../../document/document.ts";
import { MAX_PROBLEMS } from "../../document/problems.ts";
import { type Message, type Protected, say, trusted } from "../../message.ts";
import { ROSTER_POLICY } from "../../roster/redaction-policy.ts";
import type { Roster } from "../../roster/roster.ts";
import { writeDate } from "../../roster/time.ts";
import type { Severity } from "../../standards/standard-file.ts";
import type { Frame, ReportFinding, ReportRoster, ReportSession, Tally } from "../report.ts";
import type { Location } from "../schema.ts";
import type { CalendarMaker } from "./calendar.ts";
import { compare } from "./compare.ts";
import { disclosureOf } from "./disclosure.ts";
import { fingerprints, type Hash } from "./fingerprint.ts";
import { type Mask, render, token, wordsOf } from "./mask.ts";
import { RedactedDocument } from "./redacted-document.ts";
import { SessionRows } from "./session-rows.ts";
import type { StandardLocations } from "./standard-locations.ts";

export interface Presented {
  /** The name of its file, fit to be shown. */
  readonly file: string;
  readonly sha256: string;
  readonly document: Document;
  readonly problems: readonly Problem[];
  /** What must not be shown of the roster's text; nothing where ids are shown. */
  readonly mask: Mask;
  /** What findings are known by from run to run: the name of the file, and what is masked there also where ids are shown. */
  readonly identity: { readonly file: string; readonly mask: Mask };
  /** Null for an invalid roster, which is not audited. */
  readonly audited: { readonly roster: Roster; readonly audit: Audit } | null;
  readonly standardPlaces: StandardLocations;
}

export interface PresentOptions {
  readonly showPatients: boolean;
  readonly hash: Hash;
  /** Makes the calendar, where a format draws it. */
  readonly calendarOf?: CalendarMaker | undefined;
}

/** The report of one roster. */
export function presentRoster(presented: Presented, { showPatients, hash, calendarOf }: PresentOptions): ReportRoster {
  const { file, sha256, document, problems, audited } = presented;
  const presenter = new Presenter(presented, showPatients);
  const shownProblems = problems
    .slice(0, MAX_PROBLEMS)
    .map((problem) => presenter.problem(problem))
    .sort(byPlace);
  const more = problems.length - MAX_PROBLEMS;
  if (more > 0)
    shownProblems.push({
      message: "There are more problems in this roster; they are not listed.",
      help: null,
      at: null,
      frame: [],
      file: null,
    });
  const base = { file, document: document.index, sha256, problems: shownProblems };
  if (audited === null) {
    return {
      ...base,
      program: null,
      week: null,
      sessions: [],
      tally: NO_SESSIONS,
      findings: [],
      notChecked: [],
      remarks: [],
      disclosure: null,
      calendar: null,
    };
  }
  const { roster, audit } = audited;
  const rows = new SessionRows(roster, audit, presenter.mask);
  return {
    ...base,
    program: roster.program === null ? null : presenter.mask.text(roster.program),
    week: roster.week === null ? null : writeDate(roster.week),
    get sessions() {
      return rows.all();
    },
    tally: rows.tally,
    findings: presenter.findings(audit, rows, hash),
    notChecked: audit.notChecked.map(({ rule, reason }) => ({ rule: rule.id, reason: presenter.text(reason) })),
    remarks: audit.remarks.map((remark) => presenter.text(remark)),
    get disclosure() {
      return disclosureOf(roster, audit, presenter.mask);
    },
    get calendar() {
      return calendarOf?.({ roster, audit, rows, mask: presenter.mask }) ?? null;
    },
  };
}

const NO_VERDICTS = { cancelled: 0, breach: 0, waived: 0, "no-limit": 0, ok: 0 };
const NO_SESSIONS: Tally = { verdicts: NO_VERDICTS, shown: { ...NO_VERDICTS, unjudged: 0 }, unjudged: [], unlimited: [], tightest: [] };

/** What is found on waivers, which belongs to no roster; in order, with the standards' files as places. */
export function presentWaivers(
  found: readonly WaiverFinding[],
  { mask, identityMask, places, hash, showPatients }: PresentOptions & { mask: Mask; identityMask: Mask; places: StandardLocations },
): ReportFinding[] {
  const text = (message: Message) => render(message, { mask, showPatients, lineOf: () => 0 });
  const prints = fingerprints(
    found.map(({ rule, waiver }) => [
      identityMask.text(waiver.at.file),
      0,
      rule.id,
      waiver.session === null ? null : identityMask.text(waiver.session),
      null,
      null,
      null,
      null,
      null,
      null,
      waiver.rule,
    ]),
    hash,
  );
  return found
    .map(({ rule, severity, message, help, waiver, standard }, i) => ({
      ...{ rule: rule.id, severity, clinician: null, patient: null, couple: null, kind: null, offering: null },
      session: waiver.session === null ? null : mask.text(waiver.session),
      standards: [wordsOf(standard.file, standard.name, mask)],
      message: text(message),
      source: rule.source,
      help: text(help),
      advice: text(help),
      repairs: [],
      at: places.at(waiver.at),
      related: [],
      fingerprint: prints[i] as string,
      waiver: null,
      frame: places.frame(waiver.at),
      subject: null,
      limit: null,
      breach: null,
    }))
    .sort((a, b) => byPlace(a, b) || compare(a.rule, b.rule));
}

/** A roster's document, with all that is shown of what was found in it. */
class Presenter extends RedactedDocument {
  readonly standardPlaces: StandardLocations;
  readonly #showPatients: boolean;
  readonly #identity: Presented["identity"];

  constructor({ document, problems, mask, identity, standardPlaces }: Presented, showPatients: boolean) {
    super(document, problems, { mask, showPatients, privacy: ROSTER_POLICY });
    this.#identity = identity;
    this.#showPatients = showPatients;
    this.standardPlaces = standardPlaces;
  }

  /** Findings in their final order: by place, rule and subject. */
  findings({ findings, standards }: Audit, rows: SessionRows, hash: Hash): ReportFinding[] {
    // Neighbours share most of the way to their places, so these are looked up in the order of their paths.
    const sorted = [...findings]
      .sort((a, b) => comparePaths(a.violation.path, b.violation.path))
      .map((finding) => ({ finding, offset: this.document.locate(finding.violation.path, "key").start }))
      .sort(
        (a, b) =>
          a.offset - b.offset ||
          compare(a.finding.rule.id, b.finding.rule.id) ||
          compare(subjectOf(a.finding.violation), subjectOf(b.finding.violation)),
      )
      .map(({ finding }) => finding);
    // Only some formats show fingerprints.
    let known: readonly string[] | null = null;
    const fingerprintOf = (i: number): string => {
      known ??= fingerprints(
        sorted.map((finding) => identity(finding, this.#identity, this.document.index)),
        hash,
      );
      return known[i] as string;
    };
    const shared = { presenter: this, rows, standards: standards.length, fingerprintOf };
    return sorted.map((finding, i) => new FindingRow(finding, i, shared));
  }

  /** `patient #3`, or the id if ids are shown. */
  token(who: Protected): string {
    return token(who, this.#showPatients);
  }

  /** A place that explains a finding, in the roster or in the file of a standard. */
  related(related: Related): ReportFinding["related"][number] {
    const at = "path" in related ? this.place(related.path, "key") : this.standardPlaces.at(related.stated);
    return { message: this.text(related.message), at };
  }

  /** The waiver that covers a finding, with its place. */
  waiver({ waiver, standard }: Granted): NonNullable<ReportFinding["waiver"]> {
    const { until, upTo, reason, approvedBy, at } = waiver;
    return {
      standard: wordsOf(standard.file, standard.name, this.mask),
      reason: this.mask.text(reason),
      approvedBy: this.mask.text(approvedBy),
      until: until === null ? null : writeDate(until),
      upTo: upTo === null ? null : `${upTo.clinicians}:${upTo.seats}`,
      at: this.standardPlaces.at(at),
    };
  }
}

/** What all findings of a roster are shown with. */
interface Shared {
  readonly presenter: Presenter;
  readonly rows: SessionRows;
  /** How many standards the roster was audited against. */
  readonly standards: number;
  /** The fingerprint of the finding at a position. */
  fingerprintOf(position: number): string;
}

/** A finding in the report. Its texts are made when a format asks: a roster may have 100,000 findings. */
class FindingRow implements ReportFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly #violation: Violation;
  readonly #finding: Finding;
  readonly #position: number;
  readonly #shared: Shared;
  #repairs: string[] | null = null;
  #breach: ReportFinding["breach"] = null;

  constructor(finding: Finding, position: number, shared: Shared) {
    const { rule, severity, violation } = finding;
    this.#finding = finding;
    this.rule = rule.id;
    this.severity = severity;
    this.#violation = violation;
    this.#position = position;
    this.#shared = shared;
  }

  get #presenter(): Presenter {
    return this.#shared.presenter;
  }
  get at(): Location {
    return this.#presenter.place(this.#violation.path, "key");
  }
  get subject(): ReportSession | null {
    const { session } = this.#violation;
    return session === undefined ? null : this.#shared.rows.of(session);
  }
  get limit(): number | null {
    const { session, limit } = this.#violation;
    return session === undefined || limit === undefined ? null : this.#shared.rows.positionOf(session, limit);
  }
  get breach(): ReportFinding["breach"] {
    const { session, breach } = this.#violation;
    if (session === undefined || breach === undefined) return null;
    this.#breach ??= this.#shared.rows.breach(session, breach);
    return this.#breach;
  }
  get session(): string | null {
    const { session } = this.#violation;
    return session === undefined ? null : this.#presenter.mask.text(session.id);
  }
  get clinician(): string | null {
    const { clinician } = this.#violation;
    return clinician === undefined ? null : this.#presenter.mask.text(clinician.id);
  }
  get patient(): string | null {
    const { patient } = this.#violation;
    return patient === undefined ? null : this.#presenter.token(patient);
  }
  get couple(): string | null {
    const { couple } = this.#violation;
    return couple === undefined ? null : this.#presenter.token(couple);
  }
  get kind(): string | null {
    const { kind } = this.#violation;
    return kind === undefined ? null : this.#presenter.mask.text(kind);
  }
  get offering(): string | null {
    return this.#violation.offering ?? null;
  }
  get standards(): string[] {
    return this.#violation.standards.map(({ name, file }) => wordsOf(file, name, this.#presenter.mask));
  }
  get source(): string {
    const { limit } = this.#violation;
    const sources = limit?.origins.map(({ source, at }) => wordsOf(at, source, this.#presenter.mask));
    return sources === undefined ? this.#finding.rule.source : [...new Set(sources)].join("; ");
  }
  get waiver(): ReportFinding["waiver"] {
    const [first] = this.#finding.settlement.waivers;
    return first === undefined ? null : this.#presenter.waiver(first);
  }
  get message(): string {
    const { limit, standards } = this.#violation;
    // Messages on limits say whose they are; of a rule that matters only where not all of the standards have it.
    const isOfSome = limit === undefined && !SAYS_WHOSE.has(this.rule) && standards.length < this.#shared.standards;
    const whose = isOfSome ? say` By the ${trusted(standards.length === 1 ? "standard" : "standards")} ${authority({ standards })}.` : [];
    return this.#presenter.text(say`${this.#violation.message()}${whose}`);
  }
  get repairs(): string[] {
    // Tried out once, however often they are asked for.
    this.#repairs ??= (this.#violation.repairs?.() ?? []).map((repair) => this.#presenter.text(repair));
    return this.#repairs;
  }
  get advice(): string | null {
    const { help } = this.#violation;
    return help === undefined ? null : this.#presenter.text(help);
  }
  get help(): string | null {
    const all = [...this.repairs, ...(this.advice === null ? [] : [this.advice])];
    return all.length === 0 ? null : all.join("; or ");
  }
  get related(): ReportFinding["related"] {
    const related = [...(this.#violation.related?.() ?? []), ...ofWaivers(this.#finding)];
    return related.map((one) => this.#presenter.related(one));
  }
  get fingerprint(): string {
    return this.#shared.fingerprintOf(this.#position);
  }
  get frame(): Frame {
    return this.#presenter.frame(this.#violation.path, "key");
  }
}

/** The lines of waivers that cover a finding, or do not any more. */
function ofWaivers({ settlement: { waivers, notShared, returned } }: Finding): Related[] {
  const whose = ({ standard }: Granted) => say`\`${nameOf(standard)}\``;
  return [
    ...waivers.map((one) => ({ message: say`waived by ${whose(one)}`, stated: one.waiver.at })),
    ...notShared.map((one) => ({ message: say`waived by ${whose(one)}, and not by its other standards`, stated: one.waiver.at })),
    ...returned.map((one) => ({ message: say`the waiver in ${whose(one)} ${trusted(WHY_RETURNED[one.why])}`, stated: one.waiver.at })),
  ];
}

/** Rules on limits of the whole roster, whose messages say whose the limit is. */
const SAYS_WHOSE: ReadonlySet<string> = new Set(["published-ratio-too-loose", "caseload-exceeded", "weekly-hours-low"]);

const WHY_RETURNED = { lapsed: "has lapsed", outgrown: "does not reach this far" } as const;

/** What a finding is about, without a line, a message or a patient's id. */
function identity(
  { rule, violation: { session, clinician, patient, couple, limit, kind, offering } }: Finding,
  { file, mask }: Presented["identity"],
  document: number,
): (string | number | null)[] {
  return [
    file,
    document,
    rule.id,
    session?.id ?? null,
    clinician?.id ?? null,
    kind === undefined ? null : mask.text(kind),
    limit === undefined ? null : limitKey(limit.limit),
    offering ?? null,
    patient === undefined ? null : token(patient, false),
    couple === undefined ? null : token(couple, false),
  ];
}

/** What is left to tell apart two findings of one rule at one place. */
function subjectOf({ session, clinician, patient, couple, limit, kind, offering }: Violation): string {
  const ordinal = String(patient?.ordinal ?? couple?.ordinal ?? 0).padStart(9, "0");
  return JSON.stringify([
    session?.id ?? "",
    clinician?.id ?? "",
    ordinal,
    limit === undefined ? "" : limitKey(limit.limit),
    kind ?? "",
    offering ?? "",
  ]);
}

/** By file, where it is another than the roster, then by line and column. */
export function byPlace(a: { at: Location | null }, b: { at: Location | null }): number {
  return compare(a.at?.file ?? "", b.at?.file ?? "") || (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0);
}

/** Order of paths step by step: positions by number, keys by code units. */
function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [one, other] = [a[i] as string | number, b[i] as string | number];
    if (one === other) continue;
    return typeof one === "number" && typeof other === "number" ? one - other : compare(String(one), String(other));
  }
  return a.length - b.length;
}
