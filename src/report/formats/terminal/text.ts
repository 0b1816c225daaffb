/** Text measured in terminal columns: a Chinese letter takes two, a combining mark none. */
import stringWidth from "string-width";
import type { Shown } from "../../report.ts";
import { sanitize, wrap } from "../../sanitize.ts";
import type { Style } from "../../style.ts";

/** How text is made fit for the terminal. */
export interface Words {
  /** Words of ours. */
  ours(text: string): string;
  /** Words of the roster, in which only what is masked is ours. */
  theirs(text: string): string;
}

/** The signs of a picture. */
export interface Marks {
  readonly shapes: Readonly<Record<Shown, string>>;
  readonly edge: string;
  /** The edge where a limit is broken. */
  readonly broken: string;
  readonly line: string;
  readonly folded: string;
  /** Stands for the rest of an id. */
  readonly cut: string;
}

/** How a picture is made: as wide as the terminal, with these signs and colors. */
export interface Look {
  readonly width: number;
  readonly style: Style;
  readonly marks: Marks;
  readonly words: Words;
}

export const UNICODE: Marks = {
  shapes: { breach: "✗", waived: "◇", ok: "✓", "no-limit": "○", unjudged: "△", conflict: "∞", canceled: "⊘" },
  ...{ edge: "│", broken: "█", line: "─", folded: "⋮", cut: "…" },
};

export const ASCII: Marks = {
  shapes: { breach: "X", waived: "=", ok: "+", "no-limit": "o", unjudged: "?", conflict: "&", canceled: "/" },
  ...{ edge: "|", broken: "#", line: "-", folded: ":", cut: "~" },
};

/** The color of each verdict. */
export const COLOR_OF: Readonly<Record<Shown, keyof Style>> = {
  breach: "red",
  waived: "yellow",
  ok: "green",
  "no-limit": "dim",
  unjudged: "yellow",
  conflict: "yellow",
  canceled: "dim",
};

const IN_ASCII: Readonly<Record<string, string>> = {
  ...{ "·": ",", "–": "-", "—": "-", "…": "...", "•": "*", "×": "x", "§": "section " },
  ...{ "“": '"', "”": '"', "‘": "'", "’": "'" },
};

/** Words for a terminal that shows Unicode, or ASCII alone. */
export function wordsFor(isAscii: boolean): Words {
  return isAscii ? { ours: inAscii, theirs: (text) => sanitize(text).replaceAll("•", "*") } : { ours: (text) => text, theirs: sanitize };
}

/** Words of ours without what is not in ASCII. */
function inAscii(text: string): string {
  return text.replaceAll(" · ", ", ").replace(/[^\u0020-\u007e]/g, (character) => IN_ASCII[character] ?? character);
}

/** Letters of ASCII and our own signs, each of which takes one column: of nearly all texts it need not be asked further. */
const OF_ONE_COLUMN = /^[ -~·–…─│█✗◇✓○△⊘⋮]*$/;

/** How many columns a text takes; color escapes take none. */
export function columnsOf(text: string): number {
  return OF_ONE_COLUMN.test(text) ? text.length : stringWidth(text);
}

const GRAPHEMES = new Intl.Segmenter("en");

/** The start of a text that fits into so many columns. */
function startOf(text: string, width: number): string {
  let start = "";
  let taken = 0;
  for (const { segment } of GRAPHEMES.segment(text)) {
    taken += columnsOf(segment);
    if (taken > width) break;
    start += segment;
  }
  return start;
}

/** A text, or as much of it as fits with the sign that there was more. */
export function cropped(text: string, width: number, cut: string): string {
  return columnsOf(text) <= width ? text : `${startOf(text, width - columnsOf(cut))}${cut}`;
}

/** A text with spaces after it, so that it takes so many columns. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columnsOf(text)));
}

/** Breaks text into lines of at most so many columns, at spaces; a word that is longer than a line within it. */
export function wrapped(text: string, width: number): string[] {
  // A line that starts with :: gets a character more before it is printed.
  const room = text.includes("::") ? width - 1 : width;
  const words = text.split(" ").flatMap((word) => broken(word, room));
  return wrap(words.join(" "), room, columnsOf);
}

/** A word in parts that each fit. */
function broken(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  const start = startOf(word, width);
  // What is too wide for any line is left out, or there would be no end.
  return start === "" ? [] : [start, ...broken(word.slice(start.length), width)];
}
