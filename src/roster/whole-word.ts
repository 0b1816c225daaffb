/**
 * Finds ids in text: each place where an id of three or more characters stands as a whole word. Anything but a letter or
 * a digit bounds a word, so `p-014` stands in `group-p-014` and not in `p-0145`.
 */
export interface IdFinder {
  /** The ids in a text with their ranges, from left to right and not overlapping; of several at one place the longest. */
  find(text: string): { readonly id: string; readonly start: number; readonly end: number }[];
}

const SHORTEST = 3;
const WORD = /[\p{L}\p{N}\p{M}]/u;
const PIECE = /[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]/gu;

/** Looks ids up by their first piece (a run of letters and digits, or one other character), then by their whole text. */
export function idFinder(ids: Iterable<string>): IdFinder {
  const all = new Set<string>();
  const lengthsByPiece = new Map<string, Set<number>>();
  for (const id of ids) {
    if ([...id].length < SHORTEST) continue;
    all.add(id);
    const piece = (id.match(PIECE) as RegExpMatchArray)[0];
    const lengths = lengthsByPiece.get(piece) ?? new Set();
    lengthsByPiece.set(piece, lengths.add(id.length));
  }
  return {
    find(text) {
      const found: { id: string; start: number; end: number }[] = [];
      if (all.size === 0) return found;
      let covered = 0;
      for (const { 0: piece, index: start } of text.matchAll(PIECE)) {
        const lengths = lengthsByPiece.get(piece);
        if (lengths === undefined || start < covered) continue;
        let id = "";
        for (const length of lengths) {
          const candidate = text.slice(start, start + length);
          if (length > id.length && all.has(candidate) && endsWord(text, start + length)) id = candidate;
        }
        if (id === "") continue;
        covered = start + id.length;
        found.push({ id, start, end: covered });
      }
      return found;
    },
  };
}

function endsWord(text: string, end: number): boolean {
  return end >= text.length || !WORD.test(characterAt(text, end)) || !WORD.test(characterBefore(text, end));
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) as number);
}

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text.slice(at - 1, at);
}
