/** The headline: what an audit comes to, in a sentence or two, with which every report for people begins. */
import { count } from "../message.ts";
import type { Report, ReportRoster, Shown } from "./report.ts";
import { openRowsInWords, VERDICTS } from "./wording.ts";

interface Sentence {
  readonly tone: "good" | "bad" | "doubtful" | "neutral";
  readonly text: string;
}

/** Whether everything was audited, and whether the week is in order. */
export function headline({ summary, rosters }: Report): Sentence[] {
  const { problems } = summary;
  if (problems === 0) return [withOpenRows(ofWeek(summary, rosters, "The week"), rosters)];
  const invalid = rosters.filter((roster) => roster.problems.length > 0).length;
  const some = invalid < rosters.length;
  const what = some ? "Not everything could be audited" : "Nothing was audited";
  const first: Sentence = {
    tone: "bad",
    text: `${what}: ${count(problems, "problem")} in the input.${some ? " The other rosters were audited." : ""}`,
  };
  return auditedIn(rosters) === 0 ? [first] : [first, withOpenRows(ofWeek(summary, rosters, "What could be audited"), rosters)];
}

/** The sentence, and how many source rows of imported rosters were not audited. Such rows make it no all-clear. */
function withOpenRows(sentence: Sentence, rosters: readonly ReportRoster[]): Sentence {
  const imported = rosters.filter(({ openRows }) => openRows > 0);
  if (imported.length === 0) return sentence;
  const open = imported.reduce((sum, { openRows }) => sum + openRows, 0);
  const missing = `${openRowsInWords(open, rosters.length)}.`;
  if (sentence.tone !== "good") return { ...sentence, text: `${sentence.text} ${missing}` };
  return { tone: "doubtful", text: `No session breaks a limit, but ${missing}` };
}

function ofWeek({ errors, warnings, notes, breaching }: Report["summary"], rosters: readonly ReportRoster[], week: string): Sentence {
  const audited = auditedIn(rosters);
  if (audited === 0) return { tone: "neutral", text: "Every session is canceled, so there was nothing to audit." };
  if (breaching > 0) {
    const break_ = breaching === 1 ? "breaks" : "break";
    return { tone: "bad", text: `${week} is not in order: ${count(breaching, "session")} of ${audited} ${break_} a limit.` };
  }
  const [waived, unjudged] = [sessionsWith("waived", rosters), sessionsWith("unjudged", rosters)];
  const toSettle = `${count(errors, "error")} must be settled before the week starts.`;
  const isFound = errors + warnings + notes > 0;
  if (waived + unjudged > 0) {
    const broken = [
      ...(waived > 0 ? [`${count(waived, "session")} under a waiver`] : []),
      ...(unjudged > 0 ? [`${count(unjudged, "session")} under a rule that is off`] : []),
    ];
    const all = isFound ? "no session breaks a limit" : "no session breaks a limit, and no rule found anything";
    const text = `But for ${broken.join(" and ")}, ${all}.`;
    return errors > 0 ? { tone: "bad", text: `${text} ${toSettle}` } : { tone: "doubtful", text };
  }
  if (errors > 0) return { tone: "bad", text: `No session breaks a limit, but ${toSettle}` };
  if (isFound) return { tone: "doubtful", text: "No session breaks a limit; there is something to look at." };
  if (sessionsWith("no-limit", rosters) === audited)
    return { tone: "neutral", text: "No session has a limit to be held to, and no rule found anything." };
  return { tone: "good", text: `${week} is in order: no limit is broken at any moment, and no rule found anything.` };
}

/** The number of sessions in all rosters that are shown with a verdict. */
export function sessionsWith(shown: Shown, rosters: readonly ReportRoster[]): number {
  return rosters.reduce((sum, { tally }) => sum + tally.shown[shown], 0);
}

/** The number of sessions in all rosters that were audited: all but the canceled ones. */
export function auditedIn(rosters: readonly ReportRoster[]): number {
  return VERDICTS.reduce((sum, verdict) => sum + (verdict === "canceled" ? 0 : sessionsWith(verdict, rosters)), 0);
}
