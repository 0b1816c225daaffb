/**
 * The headline: the result of an audit in one or two sentences, at the start of every report for people. It never claims more
 * than was checked.
 */
import { count } from "../message.ts";
import { eachFinding } from "./located.ts";
import type { Report, ReportFinding, ReportRoster, Shown } from "./report.ts";
import { openQuestionsInWords, openRowsInWords, VERDICTS } from "./wording.ts";

interface Sentence {
  readonly tone: "good" | "bad" | "doubtful" | "neutral";
  readonly text: string;
}

/** The sentences of the headline: whether everything was audited, and the result. */
export function headline(report: Report): Sentence[] {
  const { summary, rosters } = report;
  const { problems } = summary;
  if (problems === 0) return [verdict(report)];
  const invalid = rosters.filter((roster) => roster.problems.length > 0).length;
  const some = invalid < rosters.length;
  const what = some ? "Not everything could be audited" : "Nothing was audited";
  const first: Sentence = {
    tone: "bad",
    text: `${what}: ${count(problems, "problem")} in the input.${some ? " The other rosters were audited." : ""}`,
  };
  if (auditedIn(rosters) === 0) return [first];
  const { tone, text } = verdict(report);
  return [first, { tone, text: `In the audited rosters, ${text.charAt(0).toLowerCase()}${text.slice(1)}` }];
}

/** The sentences as one text. */
export function headlineText(report: Report): string {
  return headline(report)
    .map(({ text }) => text)
    .join(" ");
}

function verdict(report: Report): Sentence {
  const { rosters, summary } = report;
  const audited = auditedIn(rosters);
  const errors = otherErrors(report);
  if (audited === 0) {
    return { tone: errors.length > 0 ? "bad" : "neutral", text: sentence(["every session is canceled, and none was audited", ...errors]) };
  }
  const ratios = ratioChecks(rosters);
  const broken = brokenLimits(report);
  const off = rulesOff(rosters);
  const open = leftOpen(rosters);
  const doubleBooked = rosters.reduce((sum, { sessions }) => sum + sessions.filter(({ conflict }) => conflict).length, 0);
  const isWithin = broken.length === 0 && errors.length === 0 && doubleBooked === 0;
  const lighter = (isWithin ? (["warning", "note"] as const) : []).flatMap((severity) => {
    const found = summary[`${severity}s`];
    return found === 0 ? [] : [count(found, severity)];
  });
  const isKept = broken.length === 0 && ratios.checked > 0;
  const isSaid = isKept && doubleBooked === 0;
  // What is wrong comes first, so that no sentence begins as an all-clear does.
  const clauses = [
    ...broken,
    ...(isWithin && isKept ? [withinLimits(ratios, audited)] : []),
    ...(doubleBooked > 0 && summary.breaching === 0 ? [`${doubleBooked} of ${count(audited, "session")} are double-booked`] : []),
    ...errors,
    ...(!isWithin && isKept && doubleBooked < audited ? [doubleBooked > 0 ? NO_OTHER_BREAKS : noneBreaks(ratios, audited)] : []),
    ...ratiosInWords(ratios, audited, isSaid),
    ...off,
    ...open,
    ...(lighter.length > 0 ? [lighter.join(" and ")] : []),
  ];
  const text = sentence(clauses);
  if (summary.breaching > 0 || errors.length > 0) return { tone: "bad", text };
  if (!isWithin || ratios.unchecked.size + ratios.empty + off.length + open.length + lighter.length > 0) return { tone: "doubtful", text };
  return { tone: ratios.checked > 0 ? "good" : "neutral", text };
}

function sentence([first = "", ...rest]: readonly string[]): string {
  return `${first.charAt(0).toUpperCase()}${[first.slice(1), ...rest].join("; ")}.`;
}

const NO_OTHER_BREAKS = "no other session breaks a limit";

/** Which sessions were checked against a ratio, if not all: those of a kind with a ratio, or those with attendees. */
function whichChecked({ checked, empty }: RatioChecks, audited: number): string {
  if (checked === audited) return "";
  return checked + empty === audited ? " with attendees" : " with a ratio";
}

function noneBreaks(ratios: RatioChecks, audited: number): string {
  const { checked } = ratios;
  const ofThem = whichChecked(ratios, audited);
  return checked === 1 ? `the only session${ofThem} breaks no limit` : `none of the ${checked} sessions${ofThem} breaks a limit`;
}

function withinLimits(ratios: RatioChecks, audited: number): string {
  const { checked } = ratios;
  const ofThem = whichChecked(ratios, audited);
  return checked === 1 ? `the only session${ofThem} is within its limits` : `all ${checked} sessions${ofThem} are within their limits`;
}

/** The sessions that break a limit or are waived, as clauses. */
function brokenLimits({ rosters, summary }: Report): string[] {
  const all = `of ${count(auditedIn(rosters), "session")}`;
  const [waived, unjudged] = [sessionsWith("waived", rosters), sessionsWith("unjudged", rosters)];
  return [
    ...(summary.breaching > 0 ? [`${summary.breaching} ${all} ${breaks(summary.breaching)} a limit`] : []),
    ...(unjudged > 0 ? [`${unjudged} ${all} ${breaks(unjudged)} a limit whose rule is off`] : []),
    ...(waived > 0 ? [`${waived} ${all} ${waived === 1 ? "is" : "are"} waived`] : []),
  ];
}

function breaks(sessions: number): string {
  return sessions === 1 ? "breaks" : "break";
}

/** The unwaived errors that are not breaches, by rule. */
function otherErrors(report: Report): string[] {
  const isOther = ({ severity, waiver, breach }: ReportFinding) => severity === "error" && waiver === null && breach === null;
  const byRule = new Map<string, number>();
  for (const { finding } of eachFinding(report)) if (isOther(finding)) byRule.set(finding.rule, (byRule.get(finding.rule) ?? 0) + 1);
  const total = [...byRule.values()].reduce((sum, n) => sum + n, 0);
  return total === 0 ? [] : [`${count(total, report.summary.breaching > 0 ? "other error" : "error")} (${numbered(byRule)})`];
}

interface RatioChecks {
  /** The number of sessions checked against a ratio. */
  readonly checked: number;
  /** The number of sessions that need no ratio, by kind. */
  readonly exempt: ReadonlyMap<string, number>;
  /** The number of sessions that nobody attends. */
  readonly empty: number;
  /** The number of sessions without the ratio that they need, by kind. */
  readonly unchecked: ReadonlyMap<string, number>;
  /** The built-in standards with a ratio for these kinds. */
  readonly standards: readonly string[];
}

function ratioChecks(rosters: readonly ReportRoster[]): RatioChecks {
  const all = rosters.flatMap(({ tally }) => tally.unchecked);
  const unchecked = summed(all.map(({ kind, sessions }) => [kind, sessions]));
  const exempt = summed(rosters.flatMap(({ tally }) => [...tally.exempt]));
  const checked = rosters.reduce((sum, { tally }) => sum + tally.checked, 0);
  const empty = auditedIn(rosters) - checked - total(unchecked) - total(exempt);
  return { checked, exempt, empty, unchecked, standards: [...new Set(all.flatMap(({ standard }) => standard ?? []))] };
}

function summed(numbers: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [key, n] of numbers) sums.set(key, (sums.get(key) ?? 0) + n);
  return sums;
}

function total(numbers: ReadonlyMap<string, number>): number {
  return [...numbers.values()].reduce((sum, n) => sum + n, 0);
}

/** The number of sessions checked against a ratio, unless all were. `isSaid` if an earlier clause gives the number. */
function ratiosInWords(ratios: RatioChecks, audited: number, isSaid: boolean): string[] {
  const { checked, exempt, empty, unchecked, standards } = ratios;
  if (checked === audited) return [];
  const missing = total(unchecked);
  const unattended = empty === 0 ? [] : [`nobody attends ${count(empty, "session")}`];
  if (checked + missing + empty === 0) return ["no session needs a ratio"];
  const were = (n: number) => (n === 1 ? "was" : "were");
  const parts = [
    ...(checked === 0 ? ["no session was checked against a ratio"] : []),
    ...(checked > 0 && !isSaid ? [`${count(checked, "session")} ${were(checked)} checked against a ratio`] : []),
    ...(checked > 0 && missing > 0
      ? [`${missing} ${were(missing)} not${isSaid ? " checked against a ratio" : ""} (${numbered(unchecked)})`]
      : []),
    ...(exempt.size > 0 ? [`${total(exempt)} ${total(exempt) === 1 ? "needs" : "need"} no ratio (${numbered(exempt)})`] : []),
  ];
  const add = standards.length === 0 ? "" : `: add ${standards.map((name) => `--standard ${name}`).join(" and ")}`;
  return [...(parts.length === 0 ? [] : [`${parts.join(", ")}${add}`]), ...unattended];
}

/** `clinician-double-booked, 2 patient-double-booked`; a single one without its number, which the sentence has. */
function numbered(all: ReadonlyMap<string, number>): string {
  if (all.size === 1) return [...all.keys()].join();
  return [...all].map(([what, n]) => (n === 1 ? what : `${n} ${what}`)).join(", ");
}

/** What imports left open: the number of source rows that were not audited, and the number of questions. */
function leftOpen(rosters: readonly ReportRoster[]): string[] {
  const rows = rosters.reduce((sum, { openRows }) => sum + openRows, 0);
  const questions = rosters.reduce((sum, { openQuestions }) => sum + openQuestions, 0);
  return [
    ...(rows === 0 ? [] : [openRowsInWords(rows, rosters.length)]),
    ...(questions === 0 ? [] : [openQuestionsInWords(questions, rosters.length)]),
  ];
}

function rulesOff(rosters: readonly ReportRoster[]): string[] {
  const rules = [...new Set(rosters.flatMap(({ tally }) => tally.rulesOff))];
  if (rules.length === 0) return [];
  return [`the ${rules.length === 1 ? "rule" : "rules"} ${rules.join(", ")} ${rules.length === 1 ? "is" : "are"} off`];
}

/** The number of sessions in all rosters with a displayed verdict. */
export function sessionsWith(shown: Shown, rosters: readonly ReportRoster[]): number {
  return rosters.reduce((sum, { tally }) => sum + tally.shown[shown], 0);
}

/** The number of audited sessions in all rosters: all except canceled ones. */
export function auditedIn(rosters: readonly ReportRoster[]): number {
  return VERDICTS.reduce((sum, verdict) => sum + (verdict === "canceled" ? 0 : sessionsWith(verdict, rosters)), 0);
}
