/** Builds the findings of a roster for the report: masked, located and sorted. */
import type { Audit, Finding } from "../../audit/audit.ts";
import { seatsAt } from "../../audit/limit-check.ts";
import { authority, nameOf } from "../../audit/phrases.ts";
import type { Related, Violation } from "../../audit/rule.ts";
import type { Granted } from "../../audit/waivers.ts";
import type { Path } from "../../document/document.ts";
import { say, trusted } from "../../message.ts";
import { type Interval, type Roster, sessionPath, writeInterval } from "../../roster/roster.ts";
import { writeDate } from "../../roster/time.ts";
import { SEVERITIES } from "../../severity.ts";
import { limitKey } from "../../standards/combine.ts";
import { showWeight } from "../../standards/weight.ts";
import type { ReportFinding } from "../report.ts";
import { compare } from "./compare.ts";
import { fingerprints } from "./fingerprint.ts";
import { type Mask, token, wordsOf } from "./mask.ts";
import type { RedactedDocument } from "./redacted-document.ts";
import { boundOf, breachOf, type SessionRows } from "./sessions.ts";
import type { StandardLocations } from "./standard-locations.ts";

/** Data for fingerprints: the file name, and a mask that applies even if ids are shown. */
export interface Identity {
  readonly file: string;
  readonly mask: Mask;
}

/** The context for building findings. */
export interface FindingContext {
  readonly roster: Roster;
  readonly audit: Audit;
  readonly rows: SessionRows;
  readonly redacted: RedactedDocument;
  readonly mask: Mask;
  readonly showPatients: boolean;
  readonly identity: Identity;
  readonly standardLocations: StandardLocations;
}

/** The findings, sorted by location, rule and subject. */
export function findingRows(context: FindingContext): ReportFinding[] {
  const { audit, redacted, identity } = context;
  const { document } = redacted;
  // Few findings share a location and a rule.
  const subject = (one: { readonly finding: Finding; subject: string }) => {
    one.subject ||= subjectOf(one.finding);
    return one.subject;
  };
  const sorted = audit.findings
    .map((finding) => ({ finding, at: document.locate(finding.violation.path, "key").start, subject: "" }))
    .sort((a, b) => a.at - b.at || compare(a.finding.rule.id, b.finding.rule.id) || compare(subject(a), subject(b)))
    .map(({ finding }) => finding);
  const known = fingerprints(sorted.map((finding) => identityOf(finding, identity, document.index)));
  const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
  const framed = new Set([...sorted].sort((a, b) => rank(b) - rank(a)).slice(0, MAX_FRAMED));
  return sorted.map((finding, i) => findingRow(finding, known[i] as string, framed.has(finding), context));
}

/** Maximum findings with a code frame per roster, the highest severity first: no format shows more. */
const MAX_FRAMED = 1_000;

function findingRow(finding: Finding, fingerprint: string, isFramed: boolean, context: FindingContext): ReportFinding {
  const { rule, severity, violation, match, repairs } = finding;
  const { roster, audit, rows, redacted, mask, showPatients, standardLocations } = context;
  const { session, clinician, patient, couple, kind, limit, standards, path, advice } = violation;
  const masked = (text: string | undefined) => (text === undefined ? null : mask.text(text));
  const position = (session && audit.bySession[session.index]?.results.findIndex(({ effective }) => effective === limit)) ?? -1;
  // Messages about limits name their standards. Other messages do so only if not all standards have the rule on.
  const isOfSome = limit === undefined && !rule.namesStandards && standards.length < audit.standards.length;
  const whose = isOfSome
    ? say` Checked under the ${trusted(standards.length === 1 ? "standard" : "standards")} ${authority({ standards })}.`
    : [];
  const sources = limit?.origins.map(({ source, at }) => wordsOf(at, source, mask)) ?? [rule.source];
  const [waiver] = match.waivers;
  const local = (interval: Interval) => writeInterval(roster, session ?? null, interval);
  const related = [...(violation.related ?? []), ...relatedToWaivers(finding)].map((one) => relatedRow(one, redacted, standardLocations));
  const { at, anchor } = redacted.place(path, "key");
  return {
    rule: rule.id,
    severity,
    harmRank: rule.harmRank ?? null,
    session: masked(session?.id),
    clinician: masked(clinician?.id),
    patient: patient === undefined ? null : token(patient, showPatients),
    couple: couple === undefined ? null : token(couple, showPatients),
    kind: masked(kind),
    offering: violation.offering ?? null,
    standards: standards.map(({ name, file }) => wordsOf(file, name, mask)),
    message: redacted.text(say`${violation.message}${whose}`),
    source: [...new Set(sources)].join("; "),
    advice: advice === undefined ? null : redacted.text(advice),
    intervals: (violation.breach?.intervals ?? violation.intervals ?? []).map(local),
    limit: brokenLimit(violation),
    repairs: repairs.map(({ message, add, remove, interval, free = [] }) => ({
      message: redacted.text(message),
      ...{ add, remove, ...local(interval), free: free.map(({ id }) => mask.text(id)) },
    })),
    known: false,
    at,
    related: anchor.length === 0 ? related : [...anchor, ...related],
    fingerprint,
    waiver: waiver === undefined ? null : waiverRow(waiver, mask, standardLocations),
    frame: isFramed ? redacted.frame(path, "key", explaining(violation)) : [],
    breach: session === undefined || violation.breach === undefined ? null : breachOf(roster, session, violation.breach),
    limitIndex: position < 0 ? null : position,
    subject: session === undefined ? null : rows.of(session),
  };
}

/**
 * The keys whose lines explain a finding: for a broken limit, the session's times and people; for a finding with another session,
 * the times of both; and the related locations.
 */
function explaining({ breach, session, related = [] }: Violation): Path[] {
  const isOfSession = breach !== undefined && session !== undefined;
  const lists = isOfSession ? ATTENDANCE.map((key) => sessionPath(session, key)) : [];
  const clinicians = isOfSession ? session.clinicians.slice(0, MAX_CLINICIANS).map((_, i) => sessionPath(session, "clinicians", i)) : [];
  const paths = related.flatMap((one) => ("path" in one ? [one.path] : []));
  const others = paths.filter(([section, index]) => section === "sessions" && session !== undefined && index !== session.index);
  const both = session === undefined || others.length === 0 ? [] : [sessionPath(session), ...others].flatMap(timesOf);
  return [...lists, ...clinicians, ...paths.flatMap((path) => [path, ...ENTRIES.map((i) => [...path, i])]), ...both];
}

/** The id and times of the session around a path. */
function timesOf(path: Path): Path[] {
  return ["id", "start", "end", "minutes"].map((key) => [...path.slice(0, 2), key]);
}

/** The entries to show of a list that is a related location, such as absences. */
const ENTRIES = [0, 1, 2];

/** Maximum clinicians of a session to show. */
const MAX_CLINICIANS = 4;

const ATTENDANCE = ["start", "end", "minutes", "clinicians", "patients", "couples"];

/** The limit of a finding, at its worst moment. */
function brokenLimit({ limit: effective, worst, breach }: Violation): ReportFinding["limit"] {
  if (effective === undefined || worst === undefined) return null;
  const { limit, weighing } = effective;
  const weight = showWeight(worst.weights[weighing] as number);
  return { ...boundOf(limit), seats: seatsAt(worst, limit), weight, over: breach?.amount ?? 0 };
}

/** A related location of a finding, in the roster or in a standard file. */
function relatedRow(related: Related, redacted: RedactedDocument, standardLocations: StandardLocations): ReportFinding["related"][number] {
  const at = "path" in related ? redacted.location(related.path, "key") : standardLocations.at(related.stated);
  return { message: redacted.text(related.message), at };
}

/** The waiver that covers a finding. */
function waiverRow({ waiver, standard }: Granted, mask: Mask, standardLocations: StandardLocations): ReportFinding["waiver"] {
  const { until, upTo, reason, approvedBy, at } = waiver;
  return {
    standard: wordsOf(standard.file, standard.name, mask),
    reason: mask.text(reason),
    approvedBy: mask.text(approvedBy),
    until: until === null ? null : writeDate(until),
    upTo: upTo === null ? null : `${upTo.clinicians}:${upTo.seats}`,
    at: standardLocations.at(at),
  };
}

/** The lines of waivers that cover a finding, or no longer do. */
function relatedToWaivers({ match: { waivers, notShared, returned } }: Finding): Related[] {
  const whose = ({ standard }: Granted) => say`\`${nameOf(standard)}\``;
  return [
    ...waivers.map((one) => ({ message: say`waived by ${whose(one)}`, stated: one.waiver.at })),
    ...notShared.map((one) => ({ message: say`waived by ${whose(one)}, but not by its other standards`, stated: one.waiver.at })),
    ...returned.map((one) => ({ message: say`the waiver in ${whose(one)} ${trusted(WHY_RETURNED[one.why])}`, stated: one.waiver.at })),
  ];
}

const WHY_RETURNED = { lapsed: "has expired", outgrown: "does not cover a breach this large" } as const;

/** The identity of a finding, without lines, messages and patient ids. */
function identityOf({ rule, violation }: Finding, { file, mask }: Identity, document: number): (string | number | null)[] {
  const { session, clinician, patient, couple, limit, kind, offering } = violation;
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

/** A sort key for findings of the same rule and location. */
function subjectOf({ violation: { session, clinician, patient, couple, limit, kind, offering } }: Finding): string {
  const ordinal = String(patient?.ordinal ?? couple?.ordinal ?? 0).padStart(9, "0");
  const limited = limit === undefined ? "" : limitKey(limit.limit);
  return JSON.stringify([session?.id ?? "", clinician?.id ?? "", ordinal, limited, kind ?? "", offering ?? ""]);
}
