/** Finds ids of three or more characters as whole words: `p-014` stands in `group-p-014` and not in `p-0145`. */
export interface IdMatcher {
  /** Where the ids are known that it finds. */
  readonly tables: readonly IdTable[];
  /** The ids in a text with their ranges, from left to right and not overlapping; of several at one place the longest. */
  find(text: string): readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

const SHORTEST = 3;
const NOTHING: ReturnType<IdMatcher["find"]> = [];
const WORD = /[\p{L}\p{N}\p{M}]/u;

/** Where ids are known: a Map by id, or a Set of ids. */
interface IdTable {
  keys(): Iterable<string>;
  has(id: string): boolean;
}

/** Looks ids up by their first piece (a run of letters and digits, or one other character), then by their whole text. */
export function idMatcher(...tables: readonly IdTable[]): IdMatcher {
  /** The code units that an id starts with, so that most of a text is passed over without a look into a table. */
  const firstUnits = new Set<number>();
  const lengthsByPiece = new Map<string, Set<number>>();
  /** Ids as Unicode composes or decomposes their letters, which look the same: file systems change one into the other. */
  const otherForms = new Map<string, string>();
  for (const table of tables) for (const id of table.keys()) if (isLongEnough(id)) noteForms(id);
  return {
    tables,
    find(text) {
      let found = NOTHING;
      for (let start = 0; start < text.length; ) {
        const end = pieceEnd(text, start);
        const word = firstUnits.has(text.charCodeAt(start)) ? longestAt(text, start, end) : "";
        if (word !== "") found = [...found, { id: otherForms.get(word) ?? word, start, end: start + word.length }];
        start = word === "" ? end : start + word.length;
      }
      return found;
    },
  };

  function noteForms(id: string): void {
    note(id);
    if (!/[^\0-\x7f]/.test(id)) return;
    for (const form of [id.normalize("NFC"), id.normalize("NFD")]) {
      if (form === id || !isLongEnough(form)) continue;
      otherForms.set(form, id);
      note(form);
    }
  }

  function note(id: string): void {
    firstUnits.add(id.charCodeAt(0));
    const piece = id.slice(0, pieceEnd(id, 0));
    const lengths = lengthsByPiece.get(piece);
    if (lengths === undefined) lengthsByPiece.set(piece, new Set([id.length]));
    else lengths.add(id.length);
  }

  /** The longest id that starts with the piece of a text from `start` to `end`; empty if there is none. */
  function longestAt(text: string, start: number, end: number): string {
    let longest = "";
    for (const length of lengthsByPiece.get(text.slice(start, end)) ?? []) {
      const candidate = text.slice(start, start + length);
      const isId =
        length > longest.length && isLongEnough(candidate) && (otherForms.has(candidate) || tables.some((table) => table.has(candidate)));
      if (isId && endsWord(text, start + length)) longest = candidate;
    }
    return longest;
  }
}

/** Whether an id has at least three characters, which may be two code units each. */
function isLongEnough(id: string): boolean {
  return id.length >= 2 * SHORTEST || [...id].length >= SHORTEST;
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
