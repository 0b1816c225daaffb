/** The sentences of a plan that all formats share. */
import { count } from "../../message.ts";
import { sessionInWords } from "../../report/wording.ts";
import type { PlanChange, PlanLeft, PlanReport, PlanRequest, PlanVacancy, Totals } from "./plan-report.ts";
import type { PlanSession } from "./words.ts";

/** What the plan comes to, and whether a smaller one exists: the first sentences of every format. */
export function verdict(report: PlanReport): string[] {
  const { steps, vacancies, left, before } = report;
  const changes = changesIn(report);
  const what = report.fix === "error" ? "errors" : "errors or warnings";
  if (changes === 0 && left.length === 0) return [`The week has no ${what}. No change is needed.`];
  if (changes === 0 && vacancies.length === 0) return [`No staffing change can fix the ${found(left.length, report)} listed below.`];
  const people = vacancies.reduce((sum, one) => sum + one.people, 0);
  const missing =
    people === 0
      ? []
      : [
          `${count(people, "clinician")} ${people === 1 ? "is" : "are"} missing: nobody in the roster can cover ${vacancies.length === 1 ? "the session" : "these sessions"}.`,
        ];
  if (changes === 0) return [...missing, proofInWords(report)];
  const fixed = before.errors + (report.fix === "warning" ? before.warnings : 0) - left.length;
  const first =
    left.length === 0
      ? `The week can be fixed: ${count(changes, "staffing change")}${steps.length > 1 ? `, in ${count(steps.length, "session")}` : ""}.`
      : `${count(changes, "staffing change")} ${changes === 1 ? "fixes" : "fix"} ${fixed} of ${found(fixed + left.length, report)}. ${left.length} ${left.length === 1 ? "is" : "are"} left.`;
  return [first, ...missing, proofInWords(report)];
}

function found(n: number, { fix }: PlanReport): string {
  return count(n, fix === "error" ? "error" : "finding");
}

/** `No smaller plan exists.`, or by how much a plan might be smaller. */
function proofInWords({ isProven, cost, bound }: PlanReport): string {
  if (isProven) return "No smaller plan exists.";
  const [missing, days, changes] = [cost.vacancies - bound.vacancies, cost.days - bound.days, cost.changes - bound.changes];
  const found = "This is the best plan found. A smaller plan, if there is one,";
  if (missing > 0) return `${found} leaves at most ${count(missing, "fewer clinician")} missing.`;
  if (missing === 0 && days > 0) return `${found} calls clinicians in on at most ${count(days, "fewer day")}.`;
  if (missing === 0 && days === 0 && changes > 0) return `${found} has at most ${count(changes, "fewer change")}.`;
  return "This is the best plan found. A smaller plan may exist.";
}

function changesIn({ steps }: PlanReport): number {
  return steps.reduce((sum, { changes }) => sum + changes.length, 0);
}

/** `ortiz 18:00–19:30 instead of 18:30–19:30`, `brandt joins, 19:15–20:00`, `okafor leaves`. */
export function changeInWords({ clinician, what, before, after }: PlanChange, isWhole: boolean): string {
  const words = (times: PlanChange["after"]) => times.map((time) => time.words).join(" and ");
  switch (what) {
    case "joins":
      return `${clinician} joins${isWhole ? " for the whole session" : ` ${words(after)}`}`;
    case "leaves":
      return `${clinician} leaves this session`;
    case "changes":
      return `${clinician} ${words(after)} instead of ${words(before)}`;
  }
}

/** Whether a clinician who joins a session is there for all of it. */
export function isForWholeSession({ after, session }: PlanChange): boolean {
  return after.length === 1 && session.when.endsWith(` ${after[0]?.words}`);
}

/** `or okafor, or kim for 18:00–18:30 (just as few changes, as far as the roster shows)`. */
export function alternativesInWords({ alternatives, after, what }: PlanChange): string | null {
  if (alternatives.length === 0) return null;
  const isSame = (times: PlanChange["after"]) =>
    what === "joins" && times.map(({ words }) => words).join() === after.map(({ words }) => words).join();
  const names = alternatives.map(
    ({ clinician, times }) => `${clinician}${isSame(times) ? "" : ` for ${times.map(({ words }) => words).join(" and ")}`}`,
  );
  return `or ${names.join(", or ")} (just as few changes, as far as the roster shows)`;
}

/** `Once you find someone: noor leaves the session`: a change that has to wait for a missing clinician. */
export function laterInWords(change: string): string {
  return `Once you find someone: ${change}`;
}

/** `1 couples therapist, licensed in NJ, 17:00–18:15`. */
export function vacancyInWords({ people, role, states, times }: PlanVacancy): string {
  const licensed = states.length === 0 ? "" : `, licensed in ${states.join(" and ")}`;
  return `${count(people, role.replaceAll("-", " "))}${licensed}, ${times.map(({ words }) => words).join(" and ")}`;
}

/** `mon-evening (Evening group) · Mon, Nov 30 18:00–19:30 · group`. */
export function sessionTitle(session: PlanSession): string {
  return `${sessionInWords(session)} · ${session.when} · ${session.kind}`;
}

/** `Wed, Dec 2 16:00–16:50 (wed-couples), has no other session that day`: one time for which a clinician is asked. */
export function requestInWords({ session, day, time, beginsDay }: PlanRequest["times"][number]): string {
  return `${day} ${time.words} (${session})${beginsDay ? ", has no other session that day" : ""}`;
}

/** A finding that is left, and the reason. */
export function leftInWords({ severity, rule, session, message, why }: PlanLeft): string {
  return `${severity} ${rule}${session === null ? "" : ` ${session.id}`}: ${message} Not in the plan: ${why}.`;
}

/** `6 errors → 0, 4 warnings → 3`. */
export function totalsInWords(before: Totals, after: Totals): string {
  const one = (name: string, was: number, is: number) => (was === 0 && is === 0 ? [] : [`${count(was, name)} → ${is}`]);
  return (
    [...one("error", before.errors, after.errors), ...one("warning", before.warnings, after.warnings)].join(", ") || "no error, no warning"
  );
}
