import leven from "leven";

/** Maximum length of a word to compare: longer text is not a typing error, and the comparison takes quadratic time. */
const MAX_LENGTH_OF_WORD = 100;

/** The likeliest candidate: at most a third of the letters and `most` edits away, the first of equals; else null. */
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

/** Whether the only difference is two swapped neighboring letters, the most common typing error. */
function isTransposed(one: string, other: string): boolean {
  if (one.length !== other.length || one === other) return false;
  let i = 0;
  while (one[i] === other[i]) i++;
  return one[i] === other[i + 1] && one[i + 1] === other[i] && one.slice(i + 2) === other.slice(i + 2);
}
