/** `ratio-audit week --plain`: the week in sentences for screen readers, one line per session. */
import { headline } from "../../headline.ts";
import type { Report, ReportProblem, ReportRoster } from "../../report.ts";
import { sanitize, withoutCommands } from "../../sanitize.ts";
import { sessionInWords, verdictInWords, withHelp } from "../../wording.ts";
import { type DrawnSession, drawnSessions, figuresOf } from "../week/drawn-session.ts";
import { notDrawn, placeOf, summaryOf, titleOf } from "./terminal-wording.ts";
import { type Words, wordsFor } from "./text.ts";

/** The result, then each roster with its sessions, then the standards. */
export function* weekSentences(report: Report, { isAscii }: { readonly isAscii: boolean }): Generator<string> {
  for (const line of linesOf(report, wordsFor(isAscii))) yield withoutCommands(`${line}\n`);
}

function* linesOf(report: Report, words: Words): Generator<string> {
  const { ours } = words;
  for (const { text } of headline(report)) yield ours(text);
  for (const problem of report.problems) yield problemLine(null, problem, words);
  for (const roster of report.rosters) {
    yield "";
    yield `${titleOf(roster, words).join(", ")}:`;
    for (const problem of roster.problems) yield problemLine(roster, problem, words);
    if (roster.calendar === null) continue;
    const calendar = roster.calendar();
    for (const one of drawnSessions(roster, calendar.sessions)) yield sentence(one, words);
    yield* notDrawn(calendar);
  }
  yield "";
  for (const text of summaryOf(report)) yield ours(sanitize(text));
}

function problemLine(roster: ReportRoster | null, problem: ReportProblem, { ours, theirs }: Words): string {
  const place = placeOf(roster, problem);
  return `Cannot audit${place === "" ? "" : ` ${theirs(place)}`}: ${ours(sanitize(withHelp(problem)))}`;
}

/** `Mon, Nov 30 18:00 to 19:30, mon-evening, group: breaks a limit, 2 patients too many for 30 min, 18:00 to 18:30; …` */
function sentence({ drawn, session, breaches, waivers, others }: DrawnSession, { theirs }: Words): string {
  const what = [
    verdictInWords(session),
    ...breaches.map((text) => spoken(waivers.length > 0 ? text.replace(/, waived$/, "") : text)),
    ...waivers.map((text) => sanitize(text)),
    ...(others === null ? [] : [`with ${others}`]),
  ].join(", ");
  return `${spoken(session.when)}, ${theirs(sessionInWords(session))}, ${theirs(session.kind)}: ${what}; ${figuresOf(drawn).map(spoken).join(", ")}.`;
}

/** Replaces symbols that screen readers misread or skip. */
function spoken(text: string): string {
  return text
    .replaceAll("–", " to ")
    .replaceAll(" · ", ", ")
    .replace(/limit (\d+):(\d+)/g, "limit $1 to $2");
}
