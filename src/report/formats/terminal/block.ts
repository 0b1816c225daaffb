/** The text in the block of a session: its verdict and number always, of the rest as much as there is room for. */
import type { Block, DrawnSession } from "../week/drawn-session.ts";
import { columnsOf, cropped, type Look, type Marks, type Words, wrapped } from "./text.ts";

/** A line of a block; its head has the color of the verdict. */
export interface Line {
  readonly head: string;
  readonly text: string;
}

/** Of an id less than this tells nothing. */
const LEAST_OF_ID = 4;

/** Letters written from right to left: a terminal would reorder the rest of their line. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** `✗ 12`; with `!` if there are errors or warnings that do not decide the verdict. */
export function headOf({ session, number, others }: DrawnSession, { shapes }: Marks): string {
  return `${shapes[session.shown]} ${number}${others === null ? "" : "!"}`;
}

/** The lines of a block with this many columns and rows beside its edge. */
export function blockLines({ one, isFirst }: Block, width: number, rows: number, { marks, words }: Look): Line[] {
  const head = headOf(one, marks);
  const id = inGrid(one.session.id, words);
  const room = width - columnsOf(head) - 1;
  const isBeside = columnsOf(id) <= room || rows < 3;
  const beside = isBeside && (room >= LEAST_OF_ID || columnsOf(id) <= room) ? cropped(id, room, marks.cut) : "";
  const below: string[] = [];
  /** Adds the first of these texts for which there is room. */
  const add = (...texts: readonly string[]) => {
    const fitting = texts
      .map((text) => wrapped(words.ours(text), width))
      .find((lines) => lines.every((line) => columnsOf(line) <= width) && 1 + below.length + lines.length <= rows);
    below.push(...(fitting ?? []));
  };
  if (beside === "" && id !== "" && width > LEAST_OF_ID && rows > 1) below.push(cropped(id, width, marks.cut));
  if (!isFirst) add("continued");
  if (one.session.verdict === "canceled") add("canceled");
  else {
    add(figures(one), ...fewerFigures(one));
    for (const { breach } of one.findings) if (breach !== null) add(`${breach.howMuch}, ${breach.when}`, breach.howMuch);
    add(one.session.hours);
    if (one.session.title !== null) add(inGrid(one.session.title, words));
    add(inGrid(one.session.kind, words));
  }
  return [{ head, text: beside === "" ? "" : ` ${beside}` }, ...below.map((text) => ({ head: "", text }))];
}

/** A word of the roster, unless it would turn the line around. */
function inGrid(text: string, { theirs }: Words): string {
  return RIGHT_TO_LEFT.test(text) ? "" : theirs(text).trim();
}

/** `8p 1t 1:6`: who attends, who counts and the cap, in short. */
export function figures({ drawn: { brief } }: DrawnSession): string {
  return brief.join(" ");
}

/** The same for where there is no room for all of it. */
function fewerFigures({ drawn: { brief } }: DrawnSession): string[] {
  return brief.slice(1).map((_, i) => brief.slice(0, brief.length - 1 - i).join(" "));
}
