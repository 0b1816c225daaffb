import leven from "leven";

/** Longer text is no slip of the keyboard, and comparing it would take its length squared. */
const MAX_LENGTH_OF_WORD = 100;

/** The candidate likeliest meant: at most a third of the letters and `most` edits away, the first of equal ones; else null. */
export function suggest(word: string, candidates: Iterable<string>, onlyIfUnique = false, most = 4): string | null {
  if (word.length > MAX_LENGTH_OF_WORD) return null;
  const farthest = Math.max(1, Math.min(most, Math.floor(word.length / 3)));
  const lower = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = farthest + 1;
  let isUnique = true;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > bestDistance) continue;
    const other = candidate.toLowerCase();
    const distance = isTransposed(lower, other) ? 1 : leven(lower, other, { maxDistance: bestDistance + 1 });
    isUnique &&= distance !== bestDistance;
    if (distance < bestDistance) {
      isUnique = true;
      best = candidate;
      bestDistance = distance;
    }
    if (bestDistance === 0) break;
  }
  return isUnique || !onlyIfUnique ? best : null;
}

/** Whether two neighboring letters are swapped, and nothing else: the commonest slip of all. */
function isTransposed(one: string, other: string): boolean {
  if (one.length !== other.length || one === other) return false;
  let i = 0;
  while (one[i] === other[i]) i++;
  return one[i] === other[i + 1] && one[i + 1] === other[i] && one.slice(i + 2) === other.slice(i + 2);
}
