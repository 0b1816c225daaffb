/** Text as it is compared: without letter case, Unicode form and invisible characters. */

export interface Folded {
  readonly text: string;
  /** The range of the original text that each code unit comes from; null where the units are the same. */
  readonly starts: readonly number[] | null;
  readonly ends: readonly number[] | null;
}

/** ASCII that folds to one unit for each, as most texts do. */
const PLAIN = /^[\t\n\r\x20-\x7e]*$/;
/** What a reader cannot see: controls, and what has no width of its own. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;
/** A character with the marks and invisible characters after it, which Unicode may compose or order otherwise. At most 30: sorting more takes too long. */
const CLUSTER = /.[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]{0,30}/gsu;

/** Folds a text, in time that grows with its length. */
export function fold(text: string): Folded {
  if (PLAIN.test(text)) return { text: text.toLowerCase(), starts: null, ends: null };
  let folded = "";
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    // Upper case first: `ß` and `SS` are the same word.
    const plain = cluster.replace(INVISIBLE, "").normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD");
    for (let i = 0; i < plain.length; i++) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
    folded += plain;
  }
  return { text: folded, starts, ends };
}
