/** Edits of a list or mapping in the text of a document: items that go, and new ones. All other text is kept. */
import type { Span } from "./document.ts";

/** A span of the text and what replaces it. */
export interface Splice extends Span {
  readonly text: string;
}

/** A list or mapping in the text. */
export interface Collection extends Span {
  /** The spans of its entries, without dashes, or of its members. */
  readonly items: readonly Span[];
  /** The end of what precedes it, such as its key. */
  readonly after: number;
}

export interface ItemEdits {
  /** Positions of the items to remove. */
  readonly removed: ReadonlySet<number>;
  /** Texts of new items. */
  readonly added: readonly string[];
  /** The position of the kept item that the new ones follow; if the last item goes, they replace it. */
  readonly at: number;
}

/** The text with some splices made. Throws if they overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of inOrder(splices)) {
    if (start < at) throw new Error("edits of a text overlap");
    pieces.push(text.slice(at, start), replacement);
    at = end;
  }
  return [...pieces, text.slice(at)].join("");
}

/** Splices in the order of the text; what is inserted precedes what is removed after it. */
export function inOrder<S extends Span>(splices: readonly S[]): S[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The edits of a collection in braces or brackets. */
export function flowEdits(text: string, { start, end, items }: Collection, { removed, added, at }: ItemEdits): Splice[] {
  const item = (i: number) => items[i] as Span;
  const last = items.length - 1;
  const kept = items.findLastIndex((_, i) => !removed.has(i));
  if (kept < 0) return [{ start: start + 1, end: end - 1, text: added.join(", ") }];
  const gapBefore = (i: number) => text.slice(i === 0 ? start + 1 : item(i - 1).end, item(i).start);
  const lineBreakBefore = (i: number) => LINE_BREAK_LAST.exec(gapBefore(i))?.[0] ?? null;
  const restOfLine = (i: number) => REST_OF_LINE.exec(text.slice(item(i).end));

  const edits: Splice[] = [];
  const edit = (from: number, until: number, replacement: string) => edits.push({ start: from, end: until, text: replacement });
  const going = new Set(removed);
  const lineBreak = lineBreakBefore(at);
  const separator = lineBreak !== null ? `,${lineBreak}` : gapBefore(at) === "," ? "," : ", ";
  if (added.length > 0) {
    const rest = lineBreak === null ? null : restOfLine(at);
    const { end: from } = item(at);
    if (going.delete(last)) edit(item(last).start, item(last).end, added.join(separator));
    else if (rest === null) edit(from, from, added.map((one) => separator + one).join(""));
    else {
      // The comma belongs before a comment, and the new lines after it.
      const [all, comma] = rest;
      if (comma === "") edit(from, from, ",");
      edit(from + all.length, from + all.length, `${lineBreak}${added.join(separator)}${comma}`);
    }
  }
  if ([...going].every((i) => lineBreakBefore(i) !== null && restOfLine(i) !== null)) {
    for (const i of going) edit(item(i).start - (lineBreakBefore(i) as string).length, item(i).end + (restOfLine(i)?.[0].length ?? 0), "");
    const comma = going.has(last) && restOfLine(last)?.[1] === "" ? text.indexOf(",", item(kept).end) : -1;
    if (comma >= 0) edit(comma, comma + 1, "");
    return edits;
  }
  const first = items.findIndex((_, i) => !going.has(i));
  for (const i of going) {
    if (i < first) edit(item(i).start, item(i + 1).start, "");
    else edit(item(i - 1).end, item(i).end, "");
  }
  return edits;
}

const LINE_BREAK_LAST = /(?:\r\n?|\n)[ \t]*$/;
/** A comma and a comment, with nothing else up to the end of the line. */
const REST_OF_LINE = /^[ \t]*(,?)[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=[\r\n])/;
const LINE_WITH_DASH = /(?:\r\n?|\n)[ \t]*-(?=\s)/;

/** The edits of a block list, which must keep or get an entry. Throws if an entry does not begin its line. */
export function blockListEdits(text: string, { items, after }: Collection, edits: ItemEdits): Splice[] {
  let end = after;
  const lines = items.map((item) => {
    const dash = LINE_WITH_DASH.exec(text.slice(end, item.start));
    if (dash === null) throw new Error("an entry does not begin its line");
    const line = { start: end + dash.index, end: endOfLine(text, item.end), content: end + dash.index + dash[0].length - 1 };
    end = item.end;
    return line;
  });
  return lineEdits(text, lines, { ...edits, added: edits.added.map((one) => `- ${one}`) });
}

/** The edits of a block mapping, which must keep a member. Throws if a member does not begin its line. */
export function blockMappingEdits(text: string, { items, after }: Collection, edits: ItemEdits): Splice[] {
  const lines = items.map((item, i) => {
    const before = LINE_BREAK_LAST.exec(text.slice(i === 0 ? after : (items[i - 1] as Span).end, item.start));
    if (before !== null) return { start: item.start - before[0].length, end: endOfLine(text, item.end), content: item.start };
    if (i > 0) throw new Error("a member does not begin its line");
    // The first member is behind the dash of its entry; the next one takes its place.
    return { start: item.start, end: edits.removed.has(0) ? (items[1] as Span).start : endOfLine(text, item.end), content: item.start };
  });
  return lineEdits(text, lines, edits);
}

/** An item that fills lines. */
interface Line extends Span {
  /** The offset of the dash or key. */
  readonly content: number;
}

function lineEdits(text: string, lines: readonly Line[], { removed, added, at }: ItemEdits): Splice[] {
  const edits = [...removed].map((i) => ({ start: (lines[i] as Line).start, end: (lines[i] as Line).end, text: "" }));
  if (added.length === 0) return edits;
  const { end, content } = lines[at] as Line;
  return [...edits, { start: end, end, text: added.map((one) => newLine(text, content) + one).join("") }];
}

/** A line break, and the indentation of an offset. */
function newLine(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  return `${text.includes("\r\n") ? "\r\n" : "\n"}${" ".repeat(offset - start)}`;
}

/** The end of the line around an offset, without its line break. */
function endOfLine(text: string, offset: number): number {
  const length = text.slice(offset).search(/[\r\n]/);
  return length < 0 ? text.length : offset + length;
}
