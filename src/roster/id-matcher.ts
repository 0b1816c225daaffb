/**
 * Finds ids of three or more characters as whole words: `p-014` occurs in `group-p-014` and not in `p-0145`. Letter case,
 * Unicode form and invisible characters make no difference, because `P‑014` names the same patient.
 */
export interface IdMatcher {
  /** The ids to find. */
  readonly ids: Iterable<string>;
  /** The ids in a text with their ranges, from left to right and not overlapping; of several at one place the longest. */
  find(text: string): readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

const SHORTEST = 3;
const NOTHING: ReturnType<IdMatcher["find"]> = [];
const WORD = /[\p{L}\p{N}\p{M}]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** Looks ids up by their first piece (a run of letters and digits, or one other character), then by their whole text. */
export function idMatcher(...lists: readonly Iterable<string>[]): IdMatcher {
  const ids = new Map<string, string>();
  /** The code units that an id starts with, so that most of a text is passed over without a lookup. */
  const firstUnits = new Set<number>();
  const lengthsByPiece = new Map<string, Set<number>>();
  for (const list of lists) for (const id of list) add(id);
  return {
    ids: ids.values(),
    find(text) {
      if (ids.size === 0) return NOTHING;
      const { folded, starts, ends } = fold(text);
      let found = NOTHING;
      for (let at = 0; at < folded.length; ) {
        const end = pieceEnd(folded, at);
        const length = firstUnits.has(folded.charCodeAt(at)) ? longestAt(folded, at, end) : 0;
        if (length > 0) {
          const id = ids.get(folded.slice(at, at + length)) as string;
          found = [...found, { id, start: starts?.[at] ?? at, end: ends?.[at + length - 1] ?? at + length }];
        }
        at = length === 0 ? end : at + length;
      }
      return found;
    },
  };

  function add(id: string): void {
    const { folded } = fold(id);
    if (!isLongEnough(folded) || ids.has(folded)) return;
    ids.set(folded, id);
    firstUnits.add(folded.charCodeAt(0));
    const piece = folded.slice(0, pieceEnd(folded, 0));
    const lengths = lengthsByPiece.get(piece);
    if (lengths === undefined) lengthsByPiece.set(piece, new Set([folded.length]));
    else lengths.add(folded.length);
  }

  /** The length of the longest id that starts with the piece of a text from `start` to `end`; 0 if there is none. */
  function longestAt(text: string, start: number, end: number): number {
    let longest = 0;
    for (const length of lengthsByPiece.get(text.slice(start, end)) ?? []) {
      if (length > longest && ids.has(text.slice(start, start + length)) && endsWord(text, start + length)) longest = length;
    }
    return longest;
  }
}

/** A text without what makes no difference between ids. */
interface Folded {
  readonly folded: string;
  /** The range in the original text of each code unit of `folded`; absent where both have the same offsets. */
  readonly starts?: readonly number[];
  readonly ends?: readonly number[];
}

/** Lower case, decomposed (NFKD), without invisible characters. */
function fold(text: string): Folded {
  if (/^[\0-\x7f]*$/.test(text)) return { folded: text.toLowerCase() };
  let folded = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const plain = INVISIBLE.test(character) ? "" : character.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD");
    for (let i = 0; i < plain.length; i++) {
      starts.push(at);
      ends.push(end);
    }
    folded += plain;
    at = end;
  }
  return { folded, starts, ends };
}

/** Whether a folded id has at least three characters, which may be several code units each. */
function isLongEnough(folded: string): boolean {
  return [...folded.normalize("NFC")].length >= SHORTEST;
}

/** The end of the run of letters and digits that starts at an offset, or of the one other character there. */
function pieceEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isWord(text, end)) end += characterLength(text, end);
  return end === start ? start + characterLength(text, start) : end;
}

/** Whether a word ends at an offset: at the end of the text, or where at least one neighbor is no letter or digit. */
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
