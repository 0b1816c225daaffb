/** Titles that say that a session is canceled: as the first word, or in brackets. Other words, such as OFF, are no sign of it. */

const FIRST_WORD = /^\W*cancell?ed(?:\s+by\s+\p{L}+)?(?![\p{L}\p{N}])[\s\-–—:|,.*\])]*/iu;
const IN_BRACKETS = /[[(*]\s*(?:late\s+)?cancell?ed(?:\s+by\s+\p{L}+)?\s*[\])*]/iu;

/** A title without its `Canceled`; null if it does not say so. */
export function titleOfCanceled(title: string | null): string | null {
  if (title === null) return null;
  const mark = [FIRST_WORD, IN_BRACKETS].find((pattern) => pattern.test(title));
  return mark === undefined ? null : title.replace(mark, " ").replace(/\s+/gu, " ").trim();
}
