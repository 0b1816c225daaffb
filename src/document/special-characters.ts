/** Characters that look like a space or like nothing, and make two texts differ that look the same. */

/** A space of another kind, a tab, or an invisible character. */
export const SPECIAL_CHARACTER = /\t|(?! )\p{Zs}|\p{Default_Ignorable_Code_Point}/u;

const NAMES: Readonly<Record<string, string>> = {
  "0009": "a tab",
  "00A0": "a no-break space",
  "00AD": "a soft hyphen",
  "200B": "a zero-width space",
  "202F": "a narrow no-break space",
  FEFF: "a byte-order mark",
};

/** `a no-break space (U+00A0)`: the character at an offset, visibly. */
export function visible(text: string, at: number): string {
  const hex = (text.codePointAt(at) as number).toString(16).toUpperCase().padStart(4, "0");
  return `${NAMES[hex] ?? "a special character"} (U+${hex})`;
}
