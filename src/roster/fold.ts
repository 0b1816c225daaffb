/** Folds text for comparison: ignores letter case, Unicode form and invisible characters. */

export interface Folded {
  readonly text: string;
  /** The range in the original text of each code unit; null if the code units are the same. */
  readonly starts: readonly number[] | null;
  readonly ends: readonly number[] | null;
}

/** ASCII text, which folds to one code unit per character. Most texts match. */
const PLAIN = /^[\t\n\r\x20-\x7e]*$/;
/** Invisible characters: controls, and characters without width. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;
/** A character with the marks and invisible characters after it, which Unicode may compose or reorder. At most 30, because sorting more takes too long. */
const CLUSTER = /.[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]{0,30}/gsu;

/** Folds a text in linear time. */
export function fold(text: string): Folded {
  if (PLAIN.test(text)) return { text: text.toLowerCase(), starts: null, ends: null };
  let folded = "";
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    // Upper case first, so that `ß` equals `SS`.
    const plain = cluster.replace(INVISIBLE, "").normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD");
    for (let i = 0; i < plain.length; i++) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
    folded += plain;
  }
  return { text: folded, starts, ends };
}
