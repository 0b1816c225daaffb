/**
 * From what the engine found to the report: masks, looks up places, cuts frames, makes fingerprints, sorts. Every format is
 * made from what comes out of here, so none of them can forget to mask.
 */

import type { Audit, Finding } from "../audit/audit.ts";
import { limitKey } from "../audit/evidence.ts";
import { authority } from "../audit/phrases.ts";
import type { Violation } from "../audit/rule.ts";
import { type Document, Lines, type Path, type Problem } from "../document/document.ts";
import { MOST_PROBLEMS } from "../document/problems.ts";
import { type Message, own, type Protected, say } from "../message.ts";
import type { Frame, ReportFinding, ReportProblem, ReportRoster, ReportSession, Tally } from "../report/report.ts";
import type { Place } from "../report/report-schema.ts";
import { shownPath } from "../roster/privacy.ts";
import type { Roster } from "../roster/roster.ts";
import { writeDate } from "../roster/time.ts";
import type { Severity } from "../standards/standard-file.ts";
import { fingerprints, type Hash } from "./fingerprint.ts";
import { Framer } from "./frame.ts";
import { type Mask, NO_MASK, type Renderer, render, token } from "./mask.ts";
import { SessionRows } from "./session-rows.ts";

export interface Presented {
  readonly file: string;
  readonly sha256: string;
  readonly document: Document;
  readonly problems: readonly Problem[];
  /** What must not be shown of the roster's text. */
  readonly mask: Mask;
  /** Null for an invalid roster, which is not audited. */
  readonly audited: { readonly roster: Roster; readonly audit: Audit } | null;
}

export interface PresentOptions {
  readonly showPatients: boolean;
  readonly hash: Hash;
}

/** The report of one roster. */
export function presentRoster(
  { file, sha256, document, problems, mask, audited }: Presented,
  { showPatients, hash }: PresentOptions,
): ReportRoster {
  const presenter = new Presenter(document, problems, showPatients ? NO_MASK : mask, showPatients);
  const maskedFile = mask.text(file).replaceAll("\\", "/");
  const shownFile = showPatients ? file.replaceAll("\\", "/") : maskedFile;
  const shownProblems = problems
    .slice(0, MOST_PROBLEMS)
    .map((problem) => presenter.problem(problem))
    .sort(byPlace);
  const more = problems.length - MOST_PROBLEMS;
  if (more > 0)
    shownProblems.push({ message: "There are more problems in this roster; they are not listed.", help: null, at: null, frame: [] });
  const base = { file: shownFile, document: document.index, sha256, problems: shownProblems };
  if (audited === null) {
    return { ...base, program: null, week: null, sessions: [], tally: NO_SESSIONS, findings: [], notChecked: [], remarks: [] };
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
    findings: presenter.findings(audit, maskedFile, rows, hash),
    notChecked: audit.notChecked.map(({ rule, reason }) => ({ rule: rule.id, reason: presenter.text(reason) })),
    remarks: audit.remarks.map((remark) => presenter.text(remark)),
  };
}

const NO_SESSIONS: Tally = { verdicts: { cancelled: 0, breach: 0, waived: 0, "no-limit": 0, ok: 0 }, unlimited: [], tightest: [] };

class Presenter {
  readonly mask: Mask;
  readonly #document: Document;
  readonly #lines: Lines;
  readonly #framer: Framer;
  readonly #renderer: Renderer;

  constructor(document: Document, problems: readonly Problem[], mask: Mask, showPatients: boolean) {
    this.mask = mask;
    this.#document = document;
    this.#lines = new Lines(document.text);
    const hidden = problems.filter((problem) => problem.hidesValue).map((problem) => JSON.stringify(problem.path));
    this.#framer = new Framer(document, this.#lines, mask, showPatients, new Set(hidden));
    const lineOf = (path: Path) => this.#lines.position(document.locate(path, "value").start).line;
    this.#renderer = { mask, showPatients, lineOf };
  }

  text(message: Message): string {
    return render(message, this.#renderer);
  }

  problem({ message, help, path, part, span }: Problem): ReportProblem {
    return {
      message: this.text(message),
      help: help === null ? null : this.text(help),
      at: this.place(path, part, span),
      frame: this.#framer.frame(path, part),
    };
  }

  /** Findings in their final order: by place, rule and subject. */
  findings({ findings, standards }: Audit, file: string, rows: SessionRows, hash: Hash): ReportFinding[] {
    // Neighbours share most of the way to their places, so these are looked up in the order of their paths.
    const sorted = [...findings]
      .sort((a, b) => comparePaths(a.violation.path, b.violation.path))
      .map((finding) => ({ finding, offset: this.#document.locate(finding.violation.path, "key").start }))
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
        sorted.map((finding) => identity(finding, file, this.#document.index)),
        hash,
      );
      return known[i] as string;
    };
    const shared = { presenter: this, rows, standards: standards.length, fingerprintOf };
    return sorted.map((finding, i) => new FindingRow(finding, i, shared));
  }

  frame(path: Path, part: "key" | "value"): Frame {
    return this.#framer.frame(path, part);
  }

  /** `patient #3`, or the id if ids are shown. */
  token(who: Protected): string {
    return token(who, this.#renderer.showPatients);
  }

  /** A path's place in the text. */
  place(path: Path, part: "key" | "value", span = this.#document.locate(path, part)): Place {
    const start = this.#lines.position(span.start);
    const end = this.#lines.position(Math.max(span.end, span.start));
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column, path: shownPath(path, this.mask.text) };
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
  readonly waiver = null;
  readonly #violation: Violation;
  readonly #position: number;
  readonly #shared: Shared;
  #repairs: string[] | null = null;

  constructor({ rule, severity, violation }: Finding, position: number, shared: Shared) {
    this.rule = rule.id;
    this.severity = severity;
    this.#violation = violation;
    this.#position = position;
    this.#shared = shared;
  }

  get #presenter(): Presenter {
    return this.#shared.presenter;
  }
  get at(): Place {
    return this.#presenter.place(this.#violation.path, "key");
  }
  get subject(): ReportSession | null {
    const { session } = this.#violation;
    return session === undefined ? null : this.#shared.rows.of(session);
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
  get standards(): string[] {
    return this.#violation.standards.map((standard) => standard.name);
  }
  get message(): string {
    const { limit, standards } = this.#violation;
    // Messages on limits say whose they are; of a rule that matters only where not all of the standards have it.
    const isOfSome = limit === undefined && standards.length < this.#shared.standards;
    const whose = isOfSome ? say` By the ${own(standards.length === 1 ? "standard" : "standards")} ${authority({ standards })}.` : [];
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
    const related = this.#violation.related?.() ?? [];
    return related.map(({ message, path }) => ({ message: this.#presenter.text(message), at: this.#presenter.place(path, "key") }));
  }
  get fingerprint(): string {
    return this.#shared.fingerprintOf(this.#position);
  }
  get frame(): Frame {
    return this.#presenter.frame(this.#violation.path, "key");
  }
}

/** What a finding is about, without a line, a message or a patient's id. */
function identity(
  { rule, violation: { session, clinician, patient, couple, limit } }: Finding,
  file: string,
  document: number,
): (string | number | null)[] {
  return [
    file,
    document,
    rule.id,
    session?.id ?? null,
    clinician?.id ?? null,
    // The places of a kind and an offering, which no rule so far is about.
    null,
    limit === undefined ? null : limitKey(limit.limit),
    null,
    patient === undefined ? null : token(patient, false),
    couple === undefined ? null : token(couple, false),
  ];
}

/** What is left to tell apart two findings of one rule at one place. */
function subjectOf({ session, clinician, patient, couple, limit }: Violation): string {
  const ordinal = String(patient?.ordinal ?? couple?.ordinal ?? 0).padStart(9, "0");
  return JSON.stringify([session?.id ?? "", clinician?.id ?? "", ordinal, limit === undefined ? "" : limitKey(limit.limit)]);
}

function byPlace(a: { at: Place | null }, b: { at: Place | null }): number {
  return (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0);
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

/** Order by code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
