/** Globs of a mapping: `*` for any text and `?` for one character, in any letter case. Never regular expressions. */

/** Whether a text fits a pattern as a whole. Runs of white space are one space. Takes at most the product of both lengths. */
export function fitsGlob(pattern: string, text: string): boolean {
  const wanted = [...normalized(pattern)];
  const given = [...normalized(text)];
  let at = 0;
  let i = 0;
  /** Where to go on after the last `*` took one character more. */
  let star = -1;
  let taken = 0;
  while (i < given.length) {
    if (wanted[at] === "*") {
      star = at++;
      taken = i;
    } else if (at < wanted.length && (wanted[at] === "?" || wanted[at] === given[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++taken;
    } else return false;
  }
  while (wanted[at] === "*") at++;
  return at === wanted.length;
}

/** A title without differences of letter case, white space and Unicode form. */
export function normalized(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}
