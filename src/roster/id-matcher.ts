/**
 * Finds ids as whole words: `p-014` is in `group-p-014` but not in `p-0145`. Ignores letter case, Unicode form and invisible
 * characters.
 */
import { type Folded, fold } from "./fold.ts";

export interface IdMatcher {
  /** Whether there is no id that it could find. */
  readonly isEmpty: boolean;
  /** Where the ids are known that it finds. */
  readonly tables: readonly IdTable[];
  /** The ids in a text with their ranges, from left to right, without overlaps; the longest id wins. */
  find(text: string): readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

const SHORTEST = 3;
const NOTHING: ReturnType<IdMatcher["find"]> = [];
const WORD = /[\p{L}\p{N}\p{M}]/u;

/** A table of ids: a Map by id, or a Set of ids. */
interface IdTable {
  keys(): Iterable<string>;
}

/** Finds ids of three or more characters, which can be masked. */
export function idMatcher(...tables: readonly IdTable[]): IdMatcher {
  return matcher(tables, (length) => length >= SHORTEST);
}

/** Finds ids of one or two characters. They are not masked, because they occur in almost every text. */
export function shortIdMatcher(...tables: readonly IdTable[]): IdMatcher {
  return matcher(tables, (length) => length > 0 && length < SHORTEST);
}

/** Looks up folded ids by their first piece (a run of letters and digits, or one other character), then by their whole text. */
function matcher(tables: readonly IdTable[], isLookedFor: (length: number) => boolean): IdMatcher {
  /** The first code units of all ids, to skip most of a text without a table lookup. */
  const firstUnits = new Set<number>();
  /** The lengths of ids with several pieces, by first piece. */
  const lengthsByPiece = new Map<string, Set<number>>();
  /** Original ids by their folded text. */
  const ids = new Map<string, string>();
  for (const table of tables) for (const id of table.keys()) note(id);
  return {
    tables,
    isEmpty: ids.size === 0,
    find(text) {
      if (ids.size === 0) return NOTHING;
      const found: { id: string; start: number; end: number }[] = [];
      const folded = fold(text);
      for (let start = 0; start < folded.text.length; ) {
        const end = pieceEnd(folded.text, start);
        const word = firstUnits.has(folded.text.charCodeAt(start)) ? longestAt(folded.text, start, end) : "";
        if (word !== "") found.push({ id: ids.get(word) as string, ...rangeOf(folded, start, start + word.length) });
        start = word === "" ? end : start + word.length;
      }
      return found;
    },
  };

  function note(id: string): void {
    const { text: folded, starts } = fold(id);
    const length = starts === null ? folded.length : [...folded.normalize("NFC")].length;
    if (!isLookedFor(length) || ids.has(folded)) return;
    ids.set(folded, id);
    firstUnits.add(folded.charCodeAt(0));
    const end = pieceEnd(folded, 0);
    if (end === folded.length) return;
    const piece = folded.slice(0, end);
    const lengths = lengthsByPiece.get(piece);
    if (lengths === undefined) lengthsByPiece.set(piece, new Set([folded.length]));
    else lengths.add(folded.length);
  }

  /** The longest id that starts with the piece from `start` to `end`; empty if there is none. */
  function longestAt(text: string, start: number, end: number): string {
    const piece = text.slice(start, end);
    let longest = ids.has(piece) ? piece : "";
    for (const length of lengthsByPiece.get(piece) ?? []) {
      if (length <= longest.length) continue;
      const candidate = text.slice(start, start + length);
      if (ids.has(candidate) && endsWord(text, start + length)) longest = candidate;
    }
    return longest;
  }
}

/** The original range of a range of folded text. Some characters fold to several code units, and invisible ones to none. */
function rangeOf({ starts, ends }: Folded, start: number, end: number): { start: number; end: number } {
  return { start: starts === null ? start : (starts[start] as number), end: ends === null ? end : (ends[end - 1] as number) };
}

/** The end of the piece at an offset: a run of letters and digits, or one other character. */
function pieceEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isWord(text, end)) end += characterLength(text, end);
  return end === start ? start + characterLength(text, start) : end;
}

/** Whether a word ends at an offset: at the end of the text, or if at least one neighbor is not a letter or digit. */
function endsWord(text: string, end: number): boolean {
  if (end >= text.length || !isWord(text, end)) return true;
  const low = text.charCodeAt(end - 1);
  return !isWord(text, low >= 0xdc00 && low <= 0xdfff ? end - 2 : end - 1);
}

function isWord(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c < 128) return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 65 && c <= 90);
  return WORD.test(String.fromCodePoint(text.codePointAt(at) as number));
}

function characterLength(text: string, at: number): number {
  const c = text.charCodeAt(at);
  return c >= 0xd800 && c <= 0xdbff && at + 1 < text.length ? 2 : 1;
}
