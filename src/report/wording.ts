/** Report data in words that several formats share. */
import { count, MAX_LISTED } from "../message.ts";
import type { DisclosedKind, Report, ReportFinding, ReportProblem, ReportRoster, ReportSession, Shown } from "./report.ts";
import type { Location } from "./schema.ts";

/** A limit in a report. */
type Limit = Pick<ReportSession["limits"][number], "limit" | "cap" | "per">;

/** `1:6 patients`, `at most 3 couples`, `at least 2 clinicians`. */
export function boundInWords({ limit, cap, per }: Limit): string {
  return `${{ ratio: "", max: "at most ", minClinicians: "at least " }[limit]}${cap} ${per}`;
}

/** The same with the word `ratio`: `ratio 1:6 patients`. */
export function limitInWords(limit: Limit): string {
  return `${limit.limit === "ratio" ? "ratio " : ""}${boundInWords(limit)}`;
}

/** `limit 1:6`; for couples kinds with the unit: `limit 1:4 couples`; `at most 1 couple`, `at least 2 clinicians`. */
export function capInWords({ limit, cap, per }: Limit, isForCouples: boolean): string {
  if (limit === "ratio") return `limit ${cap}${isForCouples || per === "couples" ? ` ${per}` : ""}`;
  return `${limit === "max" ? "at most" : "at least"} ${count(Number(cap), per.slice(0, -1))}`;
}

/** The same in short: `1:6`, `max 3`, `min 2`. */
export function capInShort({ limit, cap }: Pick<Limit, "limit" | "cap">): string {
  return `${{ ratio: "", max: "max ", minClinicians: "min " }[limit]}${cap}`;
}

/** `no open seats`, `1 open seat`; under a limit that counts couples, `2 open seats for couples`. */
export function openInWords(open: number, { per }: Pick<Limit, "per">): string {
  const whose = open === 0 || per !== "couples" ? "" : open === 1 ? " for a couple" : " for couples";
  return `${open === 0 ? "no" : open} open ${open === 1 ? "seat" : "seats"}${whose}`;
}

/** `5 of 6 patients`, `3 of 4 couples (6 patients)`: taken and total seats in the limit's unit; couples also in patients. */
export function seatsInWords({ per, seats, patients }: ReportSession["limits"][number], open: number): string {
  const all = seats + open;
  if (per !== "couples") return `${seats} of ${count(all, "patient")}`;
  const noun = patients === 2 * seats ? count(all, "couple") : `${count(all, "seat")} counted in couples`;
  return `${seats} of ${noun} (${count(patients, "patient")})`;
}

/** The limit with a session's fewest open seats, and their number. */
export function tightestLimit({ openSeats, limits }: ReportSession) {
  return { open: openSeats as number, limit: limits.find((one) => one.openSeats === openSeats) as ReportSession["limits"][number] };
}

/** Displayed verdicts, in the order of summaries. */
export const VERDICTS: readonly Shown[] = ["breach", "unjudged", "waived", "conflict", "ok", "no-limit", "empty", "canceled"];

/** Displayed verdicts that tables list only where a session has them. */
const RARE: ReadonlySet<Shown> = new Set(["unjudged", "conflict", "empty"]);

/** The displayed verdicts that a table of rosters lists. */
export function listedVerdicts(number: (shown: Shown) => number): Shown[] {
  return VERDICTS.filter((one) => !RARE.has(one) || number(one) > 0);
}

/** The words for each displayed verdict. */
export const VERDICT_WORDS: Readonly<Record<Shown, string>> = {
  breach: "breaks a limit",
  waived: "waived",
  ok: "within its limits",
  "no-limit": "no limit",
  unjudged: "rule off",
  conflict: "double-booked",
  empty: "nobody attends",
  canceled: "canceled",
};

/** The same for one session, which may be at its limit. */
export function verdictInWords({ shown, openSeats }: Pick<ReportSession, "shown" | "openSeats">): string {
  return shown === "ok" && openSeats === 0 ? "at its limit" : VERDICT_WORDS[shown];
}

/** `13 sessions: 4 break a limit, 1 waived, 7 within their limits, 1 without a limit; 1 more canceled`: the number of sessions per verdict. */
export function sessionsInWords(number: (shown: Shown) => number): string {
  const canceled = number("canceled");
  const audited = VERDICTS.reduce((sum, shown) => sum + number(shown), -canceled);
  if (audited === 0) return `${count(canceled, "session")}, ${canceled === 1 ? "canceled" : "all canceled"}`;
  const [breach, conflict, waived, unjudged, ok] = [
    number("breach"),
    number("conflict"),
    number("waived"),
    number("unjudged"),
    number("ok"),
  ];
  const break_ = (n: number) => (n === 1 ? "breaks" : "break");
  const verdicts = [
    `${breach} ${break_(breach)} a limit`,
    ...(unjudged > 0 ? [`${unjudged} ${break_(unjudged)} a limit whose rule is off`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(conflict > 0 ? [`${conflict} double-booked`] : []),
    `${ok} within ${ok === 1 ? "its" : "their"} limits`,
    `${number("no-limit")} without a limit`,
    ...(number("empty") > 0 ? [`${number("empty")} that nobody attends`] : []),
  ];
  return `${count(audited, "session")}: ${verdicts.join(", ")}${canceled > 0 ? `; ${canceled} more canceled` : ""}`;
}

/** `1 error, 0 warnings, 2 notes`. */
export function findingsInWords({ errors, warnings, notes }: Report["summary"]): string {
  return `${count(errors, "error")}, ${count(warnings, "warning")}, ${count(notes, "note")}`;
}

/** The same with waived findings, if any. */
export function findingsAndWaivedInWords(summary: Report["summary"]): string {
  return `${findingsInWords(summary)}${summary.waived > 0 ? `, ${summary.waived} waived` : ""}`;
}

/** The severity of a finding, with `waived` if it is: `error, waived`. */
export function severityInWords({ severity, waiver }: ReportFinding): string {
  return waiver === null ? severity : `${severity}, waived`;
}

/** A session by its id and title: `mon-evening (Evening process group)`. */
export function sessionInWords({ id, title }: Pick<ReportSession, "id" | "title">): string {
  return title === null ? id : `${id} (${title})`;
}

/** `3 source rows are not in this roster`: the rows that an import left out. */
export function openRowsInWords(open: number, rosters = 1): string {
  return `${count(open, "source row")} ${open === 1 ? "is" : "are"} not in ${rosters === 1 ? "this roster" : "these rosters"}`;
}

/** `the import of this roster left 1 question open`: the questions that open rows do not explain. */
export function openQuestionsInWords(open: number, rosters = 1): string {
  return `the import of ${rosters === 1 ? "this roster" : "these rosters"} left ${count(open, "question")} open`;
}

/** `license-mismatch: the roster has no …`; without the rule if there is none. */
export function notCheckedInWords({ rule, code, reason, sessions }: ReportRoster["notChecked"][number]): string {
  const why = reasonInWords({ code, reason, sessions });
  return rule === null ? why : `${rule}: ${why}`;
}

/** `attendance is a headcount (mon-evening, tue-evening)`. */
export function reasonInWords({
  code,
  reason,
  sessions,
}: Pick<ReportRoster["notChecked"][number], "code" | "reason" | "sessions">): string {
  if (code !== "headcount" || sessions.length === 0) return reason;
  const more = sessions.length - MAX_LISTED;
  return `${reason} (${sessions.slice(0, MAX_LISTED).join(", ")}${more > 0 ? ` and ${more} more` : ""})`;
}

/** The subject of a finding: a session, clinician, kind or offering, or the token of a patient or couple. */
export function subjectInWords({ subject, session, clinician, patient, couple, kind, offering }: ReportFinding): string | null {
  return subject?.id ?? session ?? clinician ?? patient ?? couple ?? kind ?? offering;
}

/** The same; for a session, with its times and kind: `mon-evening, Mon, Nov 30 18:00–19:30, group`. */
export function subjectInFull(finding: ReportFinding): string | null {
  const { subject } = finding;
  return subject === null ? subjectInWords(finding) : `${sessionInWords(subject)}, ${subject.when}, ${subject.kind}`;
}

/** A waiver in words: `by our-clinic, up to 1:7: new hire (approved by the director)`. */
export function waiverInWords({ standard, reason, approvedBy, until, upTo }: NonNullable<ReportFinding["waiver"]>): string {
  const bounds = `${upTo === null ? "" : `, up to ${upTo}`}${until === null ? "" : `, until ${until}`}`;
  return `by ${standard}${bounds}: ${reason} (approved by ${approvedBy})`;
}

/** The help for a problem or finding (its repairs and advice); null if there is none. */
export function helpInWords(one: ReportProblem | ReportFinding): string | null {
  if (!("rule" in one)) return one.help;
  const all = [...one.repairs.map((repair) => repair.message), ...(one.advice === null ? [] : [one.advice])];
  return all.length === 0 ? null : all.join("; or ");
}

/** The message of a problem or finding, with its help. */
export function withHelp(one: ReportProblem | ReportFinding): string {
  const help = helpInWords(one);
  return help === null ? one.message : `${one.message} Help: ${help}`;
}

/** ` (document 2)`: the position of a roster in its file; empty for the first. */
export function documentInWords({ document }: Pick<ReportRoster, "document">): string {
  return document === 0 ? "" : ` (document ${document + 1})`;
}

/** The file of a roster, with its position in the file. */
export function rosterInWords(roster: Pick<ReportRoster, "file" | "document">): string {
  return `${roster.file}${documentInWords(roster)}`;
}

/** `week.yaml:31:5 (document 2)`, which an editor can open; without a location, only the file. */
export function locationInWords(file: string, at: Pick<Location, "line" | "column"> | null, roster: ReportRoster | null = null): string {
  return `${file}${at === null ? "" : `:${at.line}:${at.column}`}${roster === null ? "" : documentInWords(roster)}`;
}

/** The staffing disclosure in words. It names no one. */
interface DisclosureInWords {
  /** `As planned for the week of 2026-11-30.` */
  readonly when: string;
  readonly headings: readonly string[];
  /** A row for each kind, with a cell for each heading. */
  readonly rows: readonly (readonly string[])[];
  /** The number of clinicians per role; null if there are none. */
  readonly staff: string | null;
}

/** The staffing disclosure of a roster; null where it has nothing to say. */
export function disclosureInWords({ disclosure: make, week }: ReportRoster): DisclosureInWords | null {
  const disclosure = make?.() ?? null;
  if (disclosure === null || disclosure.kinds.length === 0) return null;
  const staff = disclosure.roles.map(({ role, clinicians }) => count(clinicians, role));
  return {
    when: `As planned${week === null ? "" : ` for the week of ${week}`}.`,
    headings: ["Kind", "Sessions", "Length", "Program's published ratio", "Limit and worst moment", "CPT or HCPCS", "Staffing by role"],
    rows: disclosure.kinds.map(disclosureRow),
    staff: staff.length === 0 ? null : `Clinicians on these sessions, by role: ${staff.join(", ")}.`,
  };
}

/**
 * The limits of a kind, each with its worst moment and whether it is kept. A double-booked or unstaffed session is not within its
 * limits, even where it breaks none by itself.
 */
function limitsInWords({ limits, doubleBooked, unstaffed }: DisclosedKind): string {
  const faults = [
    ...(doubleBooked > 0 ? [`double-booked in ${count(doubleBooked, "session")}`] : []),
    ...(unstaffed > 0 ? [`unstaffed in ${count(unstaffed, "session")}`] : []),
  ].join(" and ");
  if (limits.length === 0) return ["no limit", ...(faults === "" ? [] : [faults])].join(", ");
  const held = (holds: boolean) => (holds ? faults || "within the limit" : "breaks the limit");
  return limits
    .map(({ cap, authority, worst, holds }) => `${cap} (${authority}): ${worst === null ? "nobody attends" : `${worst}, ${held(holds)}`}`)
    .join("; ");
}

function disclosureRow(disclosed: DisclosedKind): string[] {
  const { kind, title, sessions, minutes, published, codes, withoutCode, staffing } = disclosed;
  const coded = [...codes, ...(withoutCode === 0 ? [] : [codes.length === 0 ? "none stated" : `${withoutCode} without`])];
  return [
    title ?? kind,
    String(sessions),
    `${minutes.join(", ")} min`,
    published ?? "none",
    limitsInWords(disclosed),
    coded.join(", "),
    staffing
      .map(({ role, least, most }) => `${least === most ? "" : least === 0 ? "up to " : `${least} to `}${count(most, role)}`)
      .join(", "),
  ];
}

/** The next step after problems. */
export function fixProblems(problems: number): string {
  return `Fix the ${problems === 1 ? "problem" : "problems"} above, then run the command again.`;
}
