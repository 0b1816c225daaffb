/** `ratio-audit week`: the week drawn in the terminal, and a list of its sessions with the same content. */
import type { FormatOptions } from "../../formats.ts";
import { headline } from "../../headline.ts";
import type { Calendar, Report, ReportProblem, ReportRoster, Shown } from "../../report.ts";
import { sanitize, withoutCommands } from "../../sanitize.ts";
import { sessionInWords, VERDICT_WORDS, verdictInWords } from "../../wording.ts";
import { type DrawnSession, drawnSessions, figuresOf } from "../week/drawn-session.ts";
import { figures } from "./block.ts";
import { gridLines } from "./grid.ts";
import { notDrawn, placeOf, summaryOf, titleOf } from "./terminal-wording.ts";
import { ASCII, COLOR_OF, columnsOf, type Look, padded, UNICODE, wordsFor, wrapped } from "./text.ts";

/** The minimum width of text. */
const NARROWEST = 40;

interface Options extends Pick<FormatOptions, "width" | "style"> {
  /** Whether to print only ASCII, except for text from the roster. */
  readonly isAscii: boolean;
}

/** The result, then each roster with its grids and list, then the standards. */
export function* terminalWeek(report: Report, { width, style, isAscii }: Options): Generator<string> {
  const marks = isAscii ? ASCII : UNICODE;
  const look: Look = { width: Math.max(width, NARROWEST), style, marks, words: wordsFor(isAscii) };
  for (const line of linesOf(report, look)) yield withoutCommands(`${line}\n`);
}

function* linesOf(report: Report, look: Look): Generator<string> {
  const { width, style, words } = look;
  const { ours } = words;
  const tones = { good: style.green, bad: style.red, doubtful: style.yellow, neutral: (text: string) => text };
  for (const { tone, text } of headline(report)) yield* wrapped(ours(text), width).map((line) => tones[tone](line));
  for (const problem of report.problems) yield* problemLines(null, problem, look);
  for (const roster of report.rosters) {
    yield "";
    yield* wrapped(titleOf(roster, words).join(ours(" · ")), width).map((line) => style.bold(line));
    for (const problem of roster.problems) yield* problemLines(roster, problem, look);
    if (roster.calendar !== null) yield* calendarLines(roster, roster.calendar(), look);
  }
  yield "";
  for (const text of summaryOf(report)) yield* wrapped(ours(sanitize(text)), width);
}

function problemLines(roster: ReportRoster | null, problem: ReportProblem, { width, style, words }: Look): string[] {
  const { message, help } = problem;
  const place = words.theirs(placeOf(roster, problem));
  const [first = "", ...rest] = wrapped(`cannot audit ${place}`.trim(), width);
  const below = [message, ...(help === null ? [] : [`Help: ${help}`])];
  return [
    "",
    ...[first, ...rest].map((line) => style.red(line)),
    ...below.flatMap((text) => wrapped(words.ours(sanitize(text)), width - 2)).map((line) => `  ${line}`),
  ];
}

function* calendarLines(roster: ReportRoster, calendar: Calendar, look: Look): Generator<string> {
  const sessions = drawnSessions(roster, calendar.sessions);
  for (const grid of calendar.grids) {
    const days = new Set(grid.days.map(({ day }) => day));
    const here = sessions.filter(({ drawn }) => drawn.pieces.some(({ day }) => days.has(day)));
    yield "";
    yield* wrapped(look.words.ours(grid.title), look.width);
    if (here.length === 0) yield "No sessions on these days.";
    else yield* gridLines(grid, here, { ...look, hours: calendar.clockHours });
    for (const change of grid.clockChanges) yield* wrapped(look.words.ours(`${change}.`), look.width);
  }
  yield "";
  yield* keyLines(sessions, look);
  yield "";
  yield* listLines(sessions, look);
  for (const text of notDrawn(calendar)) yield* ["", ...wrapped(text, look.width)];
}

/** The key to the symbols that are used in the grids. */
function keyLines(sessions: readonly DrawnSession[], { width, style, marks }: Look): string[] {
  const verdicts = (Object.keys(VERDICT_WORDS) as Shown[]).filter((one) => sessions.some(({ session }) => session.shown === one));
  const example = sessions.find(({ session }) => session.verdict === "breach") ?? sessions.find(({ drawn }) => drawn.cap !== null);
  const isBroken = sessions.some(({ breaches }) => breaches.length > 0);
  const items = [
    ...verdicts.map((one) => `${style[COLOR_OF[one]](marks.shapes[one])} ${VERDICT_WORDS[one]}`),
    ...(isBroken ? [`${marks.broken} while a limit is broken`] : []),
    ...(sessions.some(({ others }) => others !== null) ? ["! has other errors or warnings"] : []),
    ...(example === undefined ? [] : [`${figures(example)} is ${figuresOf(example.drawn).join(", ")}`]),
  ];
  return flowing(items, width);
}

/** Items in lines, as many as fit in each. */
function flowing(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const longer = `${last}   ${item}`;
    if (last !== undefined && columnsOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(...wrapped(item, width));
  }
  return lines;
}

/** The length of the longest verdict. */
const WORD = Math.max(...Object.values(VERDICT_WORDS).map((word) => word.length));

/** Every session with its number and verdict, on one line if it fits, with its breaches below. */
function* listLines(sessions: readonly DrawnSession[], { width, style, marks, words }: Look): Generator<string> {
  const { ours, theirs } = words;
  const digits = String(sessions.length).length;
  const indent = " ".repeat(digits + WORD + 6);
  const room = width - indent.length;
  const rows = sessions.map(({ session, drawn }) => [
    theirs(sessionInWords(session)),
    ours(session.when),
    theirs(session.kind),
    ours(figuresOf(drawn).join(" · ")),
  ]);
  const widths = [0, 1, 2, 3].map((i) => rows.reduce((most, row) => Math.max(most, columnsOf(row[i] as string)), 0));
  const isTable = widths.reduce((sum, one) => sum + one + 2, -2) <= room;
  for (const [i, { session, number, breaches, waivers, others }] of sessions.entries()) {
    const row = rows[i] as string[];
    const verdict = session.shown;
    const color = style[COLOR_OF[verdict]];
    const head = `${String(number).padStart(digits)}  ${marks.shapes[verdict]} ${verdictInWords(session)}`;
    const columns = row.map((cell, at) => padded(cell, widths[at] as number));
    const texts = [row.slice(0, 3).join(ours(" · ")), row[3] as string];
    const about = isTable ? [columns.join("  ").trimEnd()] : texts.flatMap((text) => wrapped(text, room));
    const broken = breaches.flatMap((text) => wrapped(ours(text), room)).map((line) => color(line));
    const more = others === null ? [] : wrapped(`! ${others}`, room);
    const waived = waivers.flatMap((text) => wrapped(ours(sanitize(text)), room));
    const [first = "", ...rest] = [...about, ...broken, ...waived, ...more];
    yield `${color(head)}${" ".repeat(indent.length - columnsOf(head))}${first}`;
    yield* rest.map((line) => `${indent}${line}`);
  }
}
