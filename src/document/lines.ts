/** Lines and columns of a text; lines end with LF, CRLF or CR, as in YAML. */
export class Lines {
  readonly #text: string;
  #starts: readonly number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Line and column, both 1-based, of an offset in UTF-16 code units. */
  position(offset: number): { line: number; column: number } {
    const index = this.#indexOf(offset);
    return { line: index + 1, column: offset - this.#startAt(index) + 1 };
  }

  /** The start of the line around an offset. */
  lineStart(offset: number): number {
    return this.#startAt(this.#indexOf(offset));
  }

  /** The end of the line around an offset, without its line break. Searches at most `max` characters. */
  lineEnd(offset: number, max: number): number {
    const last = Math.min(this.#text.length, offset + max);
    for (let i = offset; i < last; i++) if ("\r\n".includes(this.#text.charAt(i))) return i;
    return last;
  }

  /** The 0-based index of the line around an offset. */
  #indexOf(offset: number): number {
    this.#starts ??= startsOfLines(this.#text);
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#startAt(middle) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  #startAt(index: number): number {
    return this.#starts?.[index] ?? 0;
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  if (text.includes("\r")) {
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
    return starts;
  }
  // Several times faster than a regular expression.
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}
