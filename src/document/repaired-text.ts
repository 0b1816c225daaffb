/**
 * A text whose syntax errors are repaired one by one, only to find further problems. Knows which offset of the author's text each
 * offset comes from, and where a repair may be wrong.
 */
import type { Span } from "./document.ts";

/** A change of a text: replaces a span. Neither adds nor removes lines. */
export interface Edit extends Span {
  readonly text: string;
  /** The start of the collection that the edit closes; the edit may be wrong from there on. */
  readonly from?: number;
  /** Whether it moves the line with its whole entry, so that no problem in the line comes from it. */
  readonly isMove?: true;
}

/** What a repaired text lacks: entries of `sessions`, which define nobody, or more. */
export type LeftOut = "nothing" | "sessions" | "more";

export class RepairedText {
  readonly text: string;
  readonly leftOut: LeftOut;
  /** The edits in their order, each in the offsets of the text before it. */
  readonly #edits: readonly Edit[];
  /** The repaired lines, in the offsets of the author's text. */
  readonly #repaired: readonly Span[];

  private constructor(text: string, leftOut: LeftOut, edits: readonly Edit[], repaired: readonly Span[]) {
    this.text = text;
    this.leftOut = leftOut;
    this.#edits = edits;
    this.#repaired = repaired;
  }

  static of(text: string): RepairedText {
    return new RepairedText(text, "nothing", [], []);
  }

  /** The text with a slip repaired. The last edit comes first, so that none moves another. */
  repaired(edits: readonly Edit[]): RepairedText {
    return edits.reduce((text: RepairedText, edit) => text.#with(edit, text.#unsure(edit), text.leftOut), this);
  }

  /** The text with a span blanked. */
  without(span: Span): RepairedText {
    const text = this.text.slice(span.start, span.end).replace(/[^\n\r]/g, " ");
    return this.#with({ ...span, text }, span, this.leftOut !== "more" && this.isInSessions(span) ? "sessions" : "more");
  }

  /** Whether a span of this text is inside the `sessions` of a roster in block style. */
  isInSessions({ start, end }: Span): boolean {
    const section = [...this.text.slice(0, start).matchAll(/^[^\s#-][^\n]*/gm)].at(-1)?.[0] ?? "";
    return /^["']?sessions["']?\s*:/.test(section) && !/^[^\s#-]/m.test(this.text.slice(start, end));
  }

  /** The span in the author's text. */
  original({ start, end }: Span): Span {
    return { start: this.#original(start), end: this.#original(end) };
  }

  /** Whether a span of the author's text has repaired lines, so that a problem there may come from a repair. */
  isUnsure({ start, end }: Span): boolean {
    return this.#repaired.some((line) => start < line.end && end > line.start);
  }

  #with(edit: Edit, unsure: Span, leftOut: LeftOut): RepairedText {
    const text = this.text.slice(0, edit.start) + edit.text + this.text.slice(edit.end);
    return new RepairedText(text, leftOut, [...this.#edits, edit], [...this.#repaired, this.original(unsure)]);
  }

  /** The lines of an edit. White space in place of a comment, a comma or a tab between values changes no value. */
  #unsure({ start, end, text, from = start, isMove }: Edit): Span {
    if (isMove) return { start, end };
    const isIndent = start === 0 || this.text[start - 1] === "\n";
    if (text.trim() === "" && !isIndent && !/[\]}]/.test(this.text.slice(start, end))) return { start, end };
    const next = this.text.indexOf("\n", end);
    return { start: from === 0 ? 0 : this.text.lastIndexOf("\n", from - 1) + 1, end: next < 0 ? this.text.length : next };
  }

  #original(offset: number): number {
    return this.#edits.reduceRight((at, { start, end, text }) => {
      if (at >= start + text.length) return at - text.length + (end - start);
      return Math.min(at, end);
    }, offset);
  }
}
