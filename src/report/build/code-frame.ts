/** The lines of a roster that explain a finding. Everything that may not be shown is masked. */
import type { Document, Path, Token } from "../../document/document.ts";
import type { Lines } from "../../document/lines.ts";
import type { Frame, FrameLine } from "../report.ts";
import type { Mask } from "./mask.ts";

/** Maximum lines of a frame. */
const MAX_LINES = 12;

/** Maximum columns of a line; a longer line is cut around the location. */
const MAX_WIDTH = 120;

interface Shown {
  readonly mask: Mask;
  readonly showPatients: boolean;
  /** Whether the last key of a path may be shown. */
  isShownKey(path: Path): boolean;
  /** Whether the value at a path may be shown. */
  isShownValue(path: Path): boolean;
}

/**
 * Frames contain only what may be shown: punctuation, known keys, and the values of fields without people. All other characters
 * become dots, comments are cut off, and columns stay the same.
 */
export class CodeFramer {
  readonly #document: Document;
  readonly #lines: Lines;
  readonly #shown: Shown;
  /** The tokens of the last entry, cached because one entry may have a thousand problems. */
  #latest: { readonly entry: string; readonly tokens: readonly Token[] } = { entry: "", tokens: [] };

  constructor(document: Document, lines: Lines, shown: Shown) {
    this.#document = document;
    this.#lines = lines;
    this.#shown = shown;
  }

  /** The first line of the entry around `path`, the line of `path` itself, and the lines of `more` keys. */
  frame(path: Path, part: "key" | "value", more: readonly Path[] = []): Frame {
    if (!this.#document.readable || path.length === 0) return [];
    const lines = new Map<number, FrameLine>();
    const add = (of: Path, at: number) => {
      const { line } = this.#lines.position(at);
      if (lines.size < MAX_LINES && !lines.has(line)) lines.set(line, this.#line(line, at, this.#tokens(entryOf(of))));
    };
    add(path, this.#document.locate(path, part).start);
    add(path, this.#document.locate([...entryOf(path), "id"], "key").start);
    for (const one of more) add(one, this.#document.locate(one, "key").start);
    return [...lines.values()].sort((a, b) => a.line - b.line);
  }

  /** The line around an offset, which is in the entry around `path`. */
  lineAt(offset: number, path: Path): FrameLine {
    return this.#line(this.#lines.position(offset).line, offset, this.#tokens(entryOf(path)));
  }

  #tokens(entry: Path): readonly Token[] {
    const key = JSON.stringify(entry);
    if (this.#latest.entry !== key) this.#latest = { entry: key, tokens: this.#tokensOn(entry) };
    return this.#latest.tokens;
  }

  /** The tokens of an entry, and the key of its section, which may be on the same line. */
  #tokensOn(entry: Path): Token[] {
    const tokens = [...this.#document.tokens(entry)].filter(({ isAliased }) => !isAliased);
    if (entry.length < 2) return tokens;
    const path = entry.slice(0, 1);
    const { start, end } = this.#document.locate(path, "key");
    return [{ path, part: "key", text: String(path[0]), start, end, isAliased: false }, ...tokens];
  }

  #line(line: number, at: number, tokens: readonly Token[]): FrameLine {
    const start = this.#lines.lineStart(at);
    const end = this.#lines.lineEnd(at, MAX_WIDTH + 1);
    const from = end - start <= MAX_WIDTH ? start : Math.max(start, Math.min(at - 40, end - MAX_WIDTH));
    const until = Math.min(end, from + MAX_WIDTH);
    const raw = this.#document.text.slice(from, until);
    const text = this.#shown.showPatients ? raw : this.#masked(raw, from, tokens);
    const cut = from > start ? "…" : "";
    return { line, text: `${cut}${text.trimEnd()}${until < end ? "…" : ""}`, at: at - from + cut.length };
  }

  /** Whether a token may be shown. Text with a backslash or a doubled quote is hidden, because the mask would not recognize an escaped id. */
  #isShown({ path, part }: Token, text: string): boolean {
    if (text.includes("\\") || text.includes("''")) return false;
    return part === "key" ? this.#shown.isShownKey(path) : this.#shown.isShownValue(path);
  }

  #masked(raw: string, from: number, tokens: readonly Token[]): string {
    let masked = "";
    let at = 0;
    for (const token of tokens) {
      const start = Math.max(token.start - from, at);
      const end = Math.min(token.end - from, raw.length);
      if (end <= start || start >= raw.length) continue;
      masked += punctuation(raw.slice(at, start));
      const text = raw.slice(start, end);
      // A cut token could show part of an id, which the mask would not recognize.
      const whole = token.start >= from && token.end <= from + raw.length;
      masked += whole && this.#isShown(token, text) ? this.#shown.mask.inPlace(text) : dots(text);
      at = end;
    }
    const rest = raw.slice(at);
    const comment = /(?:^|\s)#/.exec(rest);
    return masked + punctuation(comment === null ? rest : rest.slice(0, comment.index));
  }
}

/** The list entry or section around a path. */
function entryOf(path: Path): Path {
  return path.slice(0, typeof path[1] === "number" ? 2 : 1);
}

function punctuation(text: string): string {
  return text.replace(/[^\s\-:,{}[\]]/gu, dotsFor);
}

function dots(text: string): string {
  return text.replace(/[^\s]/gu, dotsFor);
}

/** The dots for a character: two outside the Basic Multilingual Plane, where a character takes two columns of a location. */
function dotsFor(character: string): string {
  return "•".repeat(character.length);
}
