/** `p1 p2 p3`, `p1-p8`: ids of one make with something other than a comma between them. */
const SAME_MAKE = /^([\p{L}_-]+)\d+(?:[\s;/.–-]+\1\d+)+$/u;
/** `p-1, p-2` and `ann;bob`. */
const SEPARATED = /,|;\s*[\p{L}\d]/u;
/** `7 patients`. */
const HEADCOUNT = /^\d+\s+\p{L}/u;
/** `x-1 y-2`: `p 14` may be one id. */
const NUMBERED_WORDS = /^\S*\d(?:\s+\S*\d)+$/;

/** Whether the text of one id reads as several in one, or as a headcount. A name such as `Ann Smith` may be one id. */
export function readsAsSeveral(id: string): boolean {
  if (/[\s,;]/.test(id) && (SEPARATED.test(id) || HEADCOUNT.test(id) || NUMBERED_WORDS.test(id))) return true;
  // Few ids have their first letter again, so few are looked at closely.
  return id.includes(id.charAt(0), 1) && SAME_MAKE.test(id);
}

/** Whether the text of one id is of several words: one person's name, or several ids without a comma. */
export function isOfSeveralWords(id: string): boolean {
  return /\S\s+\S/.test(id);
}
