/** What an audit comes to, in a sentence or two, for the head of every report that people read. */
import { count } from "../message.ts";
import type { Report, ReportRoster, Verdict } from "./report.ts";

interface Sentence {
  readonly tone: "good" | "bad" | "doubtful" | "neutral";
  readonly text: string;
}

/** Whether everything was audited, and whether the week is in order. */
export function outcome({ summary, rosters }: Report): Sentence[] {
  const { problems } = summary;
  if (problems === 0) return [ofWeek(summary, rosters, "The week")];
  const invalid = rosters.filter((roster) => roster.problems.length > 0).length;
  const some = invalid < rosters.length;
  const what = some ? "Not everything could be audited" : "Nothing was audited";
  const first: Sentence = {
    tone: "bad",
    text: `${what}: ${count(problems, "problem")} in the input.${some ? " The other rosters were audited." : ""}`,
  };
  return auditedIn(rosters) === 0 ? [first] : [first, ofWeek(summary, rosters, "What could be audited")];
}

function ofWeek({ errors, warnings, notes, breaching }: Report["summary"], rosters: readonly ReportRoster[], week: string): Sentence {
  const audited = auditedIn(rosters);
  if (audited === 0) return { tone: "neutral", text: "Every session is cancelled, so there was nothing to audit." };
  const [waived, unlimited] = [sessionsWith("waived", rosters), sessionsWith("no-limit", rosters)];
  const unjudged = rosters.reduce((sum, { tally }) => sum + tally.unjudged, 0);
  if (errors + warnings + notes === 0) {
    if (unjudged > 0) {
      const breaks = `${count(unjudged, "session")} ${unjudged === 1 ? "breaks a limit whose rule is" : "break limits whose rules are"} off`;
      return { tone: "doubtful", text: `No rule found anything, but ${breaks}.` };
    }
    if (waived > 0) {
      const breaks = `${count(waived, "session")} ${waived === 1 ? "breaks a limit, which is" : "break limits, which are"} waived`;
      return { tone: "doubtful", text: `${week} is in order but for what is waived: ${breaks}.` };
    }
    if (unlimited === audited) return { tone: "neutral", text: "No session has a limit to be held to, and no rule found anything." };
    return { tone: "good", text: `${week} is in order: no limit is broken at any moment, and no rule found anything.` };
  }
  if (breaching > 0) {
    const break_ = breaching === 1 ? "breaks" : "break";
    return { tone: "bad", text: `${week} is not in order: ${count(breaching, "session")} of ${audited} ${break_} a limit.` };
  }
  if (errors > 0)
    return { tone: "bad", text: `No session breaks a limit, but ${count(errors, "error")} must be settled before the week starts.` };
  return { tone: "doubtful", text: "No session breaks a limit; there is something to look at." };
}

/** How many sessions of all rosters have a verdict. */
export function sessionsWith(verdict: Verdict, rosters: readonly ReportRoster[]): number {
  return rosters.reduce((sum, { tally }) => sum + tally.verdicts[verdict], 0);
}

/** How many sessions of all rosters were audited: all but the cancelled ones. */
export function auditedIn(rosters: readonly ReportRoster[]): number {
  return (["breach", "waived", "ok", "no-limit"] as const).reduce((sum, verdict) => sum + sessionsWith(verdict, rosters), 0);
}
