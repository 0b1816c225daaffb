/** The text in a session's block: always the verdict and number, and as much of the rest as fits. */
import type { Block, DrawnSession } from "../week/drawn-session.ts";
import { columnsOf, cropped, type Look, type Marks, type Words, wrapped } from "./text.ts";

/** A line of a block. Its head has the color of the verdict. */
export interface Line {
  readonly head: string;
  readonly text: string;
}

/** Minimum characters of a useful part of an id. */
const LEAST_OF_ID = 4;

/** Right-to-left letters: a terminal would reorder the rest of the line. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** `✗ 12`; with `!` for errors or warnings that do not affect the verdict. */
export function headOf({ session, number, others }: DrawnSession, { shapes }: Marks): string {
  return `${shapes[session.shown]} ${number}${others === null ? "" : "!"}`;
}

/** The lines of a block with a number of columns and rows beside its edge. */
export function blockLines({ one, isFirst }: Block, width: number, rows: number, { marks, words }: Look): Line[] {
  const head = headOf(one, marks);
  const id = inGrid(one.session.id, words);
  const room = width - columnsOf(head) - 1;
  const isBeside = columnsOf(id) <= room || rows < 3;
  const beside = isBeside && (room >= LEAST_OF_ID || columnsOf(id) <= room) ? cropped(id, room, marks.cut) : "";
  const below: string[] = [];
  /** Adds the first of these texts that fits. */
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

/** Text from the roster, unless it would reverse the line. */
function inGrid(text: string, { theirs }: Words): string {
  return RIGHT_TO_LEFT.test(text) ? "" : theirs(text).trim();
}

/** `8p 1t 1:6`: attendance, staff and cap in short. */
export function figures({ drawn: { brief } }: DrawnSession): string {
  return brief.join(" ");
}

/** Shorter versions for narrow blocks. */
function fewerFigures({ drawn: { brief } }: DrawnSession): string[] {
  return brief.slice(1).map((_, i) => brief.slice(0, brief.length - 1 - i).join(" "));
}
