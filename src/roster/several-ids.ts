/** `p1 p2 p3`, `p1-p8`: similar ids without commas between them. */
const SAME_MAKE = /^([\p{L}_-]+)\d+(?:[\s;/.–-]+\1\d+)+$/u;
/** `p-1, p-2` and `ann;bob`. */
const SEPARATED = /,|;\s*[\p{L}\d]/u;
/** `7 patients`. */
const HEADCOUNT = /^\d+\s+\p{L}/u;
/** `x-1 y-2`, but not `p 14`, which may be one id. */
const NUMBERED_WORDS = /^\S*\d(?:\s+\S*\d)+$/;

/** Whether one id looks like several, or like a headcount. A name such as `Ann Smith` may be one id. */
export function readsAsSeveral(id: string): boolean {
  if (/[\s,;]/.test(id) && (SEPARATED.test(id) || HEADCOUNT.test(id) || NUMBERED_WORDS.test(id))) return true;
  // A cheap test first: few ids repeat their first letter.
  return id.includes(id.charAt(0), 1) && SAME_MAKE.test(id);
}

/** Whether one id has several words: a person's name, or several ids without commas. */
export function isOfSeveralWords(id: string): boolean {
  return /\S\s+\S/.test(id);
}
