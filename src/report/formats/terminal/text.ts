/** Measures and cuts text in terminal columns: a Chinese character takes two, a combining mark none. */
import stringWidth from "string-width";
import type { Shown } from "../../report.ts";
import { sanitize, wrap } from "../../sanitize.ts";
import type { Style } from "../../style.ts";

/** Prepares text for the terminal. */
export interface Words {
  /** Our own text. */
  ours(text: string): string;
  /** Text from the roster, with masked ids. */
  theirs(text: string): string;
}

/** The symbols of a drawing. */
export interface Marks {
  readonly shapes: Readonly<Record<Shown, string>>;
  readonly edge: string;
  /** The edge of a block while a limit is broken. */
  readonly broken: string;
  readonly line: string;
  readonly folded: string;
  /** Replaces the rest of an id. */
  readonly cut: string;
}

/** The look of a drawing: width, symbols and colors. */
export interface Look {
  readonly width: number;
  readonly style: Style;
  readonly marks: Marks;
  readonly words: Words;
}

export const UNICODE: Marks = {
  shapes: { breach: "✗", waived: "◇", ok: "✓", "no-limit": "○", unjudged: "△", conflict: "∞", empty: "◌", canceled: "⊘" },
  ...{ edge: "│", broken: "█", line: "─", folded: "⋮", cut: "…" },
};

export const ASCII: Marks = {
  shapes: { breach: "X", waived: "=", ok: "+", "no-limit": "o", unjudged: "?", conflict: "&", empty: ".", canceled: "/" },
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
  empty: "dim",
  canceled: "dim",
};

const IN_ASCII: Readonly<Record<string, string>> = {
  ...{ "·": ",", "–": "-", "—": "-", "…": "...", "•": "*", "×": "x", "§": "section " },
  ...{ "“": '"', "”": '"', "‘": "'", "’": "'" },
};

/** Text for a terminal with Unicode or with ASCII only. */
export function wordsFor(isAscii: boolean): Words {
  return isAscii ? { ours: inAscii, theirs: (text) => sanitize(text).replaceAll("•", "*") } : { ours: (text) => text, theirs: sanitize };
}

/** Our own text in ASCII. */
function inAscii(text: string): string {
  return text.replaceAll(" · ", ", ").replace(/[^\u0020-\u007e]/g, (character) => IN_ASCII[character] ?? character);
}

/** ASCII and our own symbols, each one column wide: a fast path for nearly all text. */
const OF_ONE_COLUMN = /^[ -~·–…─│█✗◇✓○△⊘⋮]*$/;

/** The width of a text in columns; color escapes have no width. */
export function columnsOf(text: string): number {
  return OF_ONE_COLUMN.test(text) ? text.length : stringWidth(text);
}

const GRAPHEMES = new Intl.Segmenter("en");

/** The start of a text that fits a width. */
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

/** A text, cut with a symbol if it does not fit. */
export function cropped(text: string, width: number, cut: string): string {
  return columnsOf(text) <= width ? text : `${startOf(text, width - columnsOf(cut))}${cut}`;
}

/** A text padded with spaces to a width. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columnsOf(text)));
}

/** Breaks text into lines that fit a width, at spaces, or inside a word that is too long. */
export function wrapped(text: string, width: number): string[] {
  // A line that starts with :: gets one more character when it is printed.
  const room = text.includes("::") ? width - 1 : width;
  const words = text.split(" ").flatMap((word) => broken(word, room));
  return wrap(words.join(" "), room, columnsOf);
}

/** A word in parts that fit. */
function broken(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  const start = startOf(word, width);
  // A character that is too wide for any line is dropped, to avoid an endless loop.
  return start === "" ? [] : [start, ...broken(word.slice(start.length), width)];
}
