/** Draws the days of a roster with characters: days across, half hours down, each session a block. */
import { type ClockHours, showClock } from "../../../clock.ts";
import type { CalendarDay, Grid, Piece } from "../../report.ts";
import { type Block, blocksOf, brokenWithin, type DrawnSession } from "../week/drawn-session.ts";
import { type InLane, inLanes } from "../week/lanes.ts";
import { blockLines, headOf, type Line } from "./block.ts";
import { COLOR_OF, columnsOf, type Look, padded } from "./text.ts";

/** Minutes of a row. */
const ROW = 30;
/** Minimum empty rows to fold into one. */
const FOLDED = 4;
/** The width of `18:00`, and of `12:00 PM`. */
const LABELS: Readonly<Record<ClockHours, number>> = { 12: 8, 24: 5 };
/** The minimum width of a day: `Mon 30`. */
const LEAST_DAY = 6;
/** Maximum width of a block: a wider one shows no more. */
const MAX_WIDTH_OF_LANE = 28;

/** The look of a grid, and the clock of its hours. */
interface GridLook extends Look {
  readonly hours: ClockHours;
}

type Placed = InLane<Block>;

/** A drawn day. A day with too many sessions side by side is drawn in several parts. */
interface Column {
  readonly day: CalendarDay;
  /** `2/3`; empty for a day in one part. */
  readonly part: string;
  readonly placed: readonly Placed[];
  readonly lanes: number;
}

/** The lines of a grid. Days that do not fit go below the others. */
export function* gridLines({ days }: Grid, sessions: readonly DrawnSession[], look: GridLook): Generator<string> {
  const blocks = blocksOf(sessions);
  const lane = 1 + Math.max(0, ...blocks.map(({ one }) => columnsOf(headOf(one, look.marks))));
  const most = Math.max(1, Math.floor((look.width - LABELS[look.hours] - 1) / lane));
  const columns = days.flatMap((day) => columnsOfDay(day, blocks, most));
  const shown = strips(columns, lane, look.width - LABELS[look.hours]).filter((strip) => strip.some(({ placed }) => placed.length > 0));
  for (const [i, strip] of shown.entries()) {
    if (i > 0) yield "";
    yield* stripLines(strip, lane, look);
  }
}

function columnsOfDay(day: CalendarDay, blocks: readonly Block[], most: number): Column[] {
  const own = blocks.filter(({ piece }) => piece.day === day.day);
  const placed = inLanes(own.map((what) => ({ what, piece: onRows(what.piece) })));
  const lanes = Math.max(1, ...placed.map((one) => one.lanes));
  const parts = Math.ceil(lanes / most);
  return Array.from({ length: parts }, (_, part) => {
    const first = part * most;
    const here = placed.filter(({ lane }) => lane >= first && lane < first + most);
    return {
      day,
      part: parts === 1 ? "" : `${part + 1}/${parts}`,
      placed: here.map((one) => ({ ...one, lane: one.lane - first, lanes: Math.min(one.lanes - first, most) })),
      lanes: Math.min(lanes - first, most),
    };
  });
}

/** A piece extended to whole rows, because pieces that share a row need separate lanes. */
function onRows({ from, until, ...piece }: Piece): Piece {
  return { ...piece, from: Math.floor(from / ROW) * ROW, until: Math.ceil(until / ROW) * ROW };
}

/** Groups of columns that fit side by side in a width. */
function strips(columns: readonly Column[], lane: number, width: number): Column[][] {
  const all: Column[][] = [];
  let taken = Number.POSITIVE_INFINITY;
  for (const column of columns) {
    const more = 1 + leastWidth(column, lane);
    if (taken + more > width) {
      all.push([]);
      taken = 0;
    }
    all.at(-1)?.push(column);
    taken += more;
  }
  return all;
}

function leastWidth({ lanes, part }: Column, lane: number): number {
  return Math.max(lanes * lane, LEAST_DAY + (part === "" ? 0 : 1 + part.length));
}

/** The width of each column. Extra width goes to the columns with the least width per lane. */
function widthsOf(columns: readonly Column[], lane: number, width: number): number[] {
  const widths = columns.map((column) => leastWidth(column, lane));
  const wants = columns.map(({ lanes, placed }) => (placed.length === 0 ? 0 : 1 + 0.55 * (lanes - 1)));
  for (let rest = width - widths.reduce((sum, one) => sum + 1 + one, 0); rest > 0; rest--) {
    const needs = widths.map((taken, i) => (taken < (columns[i] as Column).lanes * MAX_WIDTH_OF_LANE ? (wants[i] as number) / taken : 0));
    const neediest = Math.max(...needs);
    if (neediest === 0) break;
    const at = needs.indexOf(neediest);
    widths[at] = (widths[at] as number) + 1;
  }
  return widths;
}

function* stripLines(columns: readonly Column[], lane: number, look: GridLook): Generator<string> {
  const { width, style, marks, hours } = look;
  const widths = widthsOf(columns, lane, width - LABELS[hours]);
  const label = " ".repeat(LABELS[hours]);
  const across = (cells: readonly string[]) => [label, ...cells].join(" ");
  const names = columns.map(({ day, part }) => [day.name, day.name.replace(/, \w+/, "")].map((name) => `${name} ${part}`.trim()));
  const isWide = names.every(([name], i) => columnsOf(name as string) <= (widths[i] as number) || columns[i]?.placed.length === 0);
  const shown = names.map(([long, short], i) => (isWide && columnsOf(long as string) <= (widths[i] as number) ? long : short) as string);
  yield across(shown.map((name, i) => style.bold(name) + " ".repeat((widths[i] as number) - columnsOf(name)))).trimEnd();
  yield style.dim(across(widths.map((one) => marks.line.repeat(one))));
  const bodies = columns.map(({ placed }, i) => new Map(placed.map((one) => [one, lanesOf(one, widths[i] as number, look)])));
  let before: number | null = null;
  for (const at of rowsOf(columns)) {
    if (at === null) {
      yield `${" ".repeat(LABELS[hours] - 1)}${style.dim(marks.folded)}`;
      before = at;
      continue;
    }
    const cells = bodies.map((body, i) => cellsAt(at, body, widths[i] as number, look));
    const hour = at % 60 === 0 || before === null ? style.dim(showClock(at, hours).padStart(LABELS[hours])) : label;
    yield [hour, ...cells].join(" ").trimEnd();
    before = at;
  }
}

/** The rows of a grid by their first minutes, starting with the first used row; null for folded rows. */
function rowsOf(columns: readonly Column[]): (number | null)[] {
  const pieces = columns.flatMap(({ placed }) => placed.map(({ piece }) => piece));
  const first = Math.min(...pieces.map(({ from }) => from));
  const last = Math.max(...pieces.map(({ until }) => until));
  const rows: (number | null)[] = [];
  for (let at = first; at < last; ) {
    const next = pieces.some(({ from, until }) => from <= at && at < until)
      ? at + ROW
      : Math.min(...pieces.map(({ from }) => from).filter((from) => from > at));
    const isFolded = (next - at) / ROW >= FOLDED;
    if (isFolded) rows.push(null);
    else for (let row = at; row < next; row += ROW) rows.push(row);
    at = next;
  }
  return rows;
}

/** The position of a block in its column, and its text. */
interface Drawn {
  readonly left: number;
  readonly width: number;
  readonly lines: readonly Line[];
}

function lanesOf({ what, piece, lane, lanes }: Placed, width: number, look: Look): Drawn {
  const left = Math.floor((lane * width) / lanes);
  const own = Math.floor(((lane + 1) * width) / lanes) - left;
  return { left, width: own, lines: blockLines(what, own - 1, (piece.until - piece.from) / ROW, look) };
}

/** The text of a column in a row. */
function cellsAt(at: number, body: ReadonlyMap<Placed, Drawn>, width: number, { style, marks }: Look): string {
  let cells = "";
  let taken = 0;
  const here = [...body].filter(([{ piece }]) => piece.from <= at && at < piece.until).sort(([a], [b]) => a.lane - b.lane);
  for (const [{ what, piece }, { left, width: own, lines }] of here) {
    const { session } = what.one;
    const color = style[COLOR_OF[session.shown]];
    const { head, text } = lines[(at - piece.from) / ROW] ?? { head: "", text: "" };
    const edge = isBroken(what, at) ? marks.broken : marks.edge;
    const shown = session.verdict === "canceled" && text.trim() !== "" ? style.dim(text) : text;
    cells += `${" ".repeat(left - taken)}${color(edge + head)}${shown}${padded("", own - 1 - columnsOf(head) - columnsOf(text))}`;
    taken = left + own;
  }
  return cells + " ".repeat(width - taken);
}

/** Whether a session breaks a limit within a row. */
function isBroken({ one, piece }: Block, at: number): boolean {
  return brokenWithin(one, piece).some(({ part }) => part.from < at + ROW && part.until > at);
}
