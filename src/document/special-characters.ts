/** Characters that look like others or are invisible, so that different texts look the same. */
import { type Message, say, trusted } from "../message.ts";

/** A space of another kind, a tab, a line separator, an invisible character, or a curly quotation mark other than an apostrophe. */
const SPECIAL_CHARACTER = /[“”„]|^[‘’‚]|[‘’]$|[\t\u0085\p{Zl}\p{Zp}]|(?! )\p{Zs}|\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}/u;

/** Names the first special character of a text: `a tab (U+0009)`; null for plain text. */
export function specialIn(text: string): Message | null {
  const at = text.search(SPECIAL_CHARACTER);
  return at < 0 ? null : say`${trusted(visible(text, at))}`;
}

/** Says to delete the special characters of a text; nothing for plain text. */
export function withoutSpecial(text: string): Message {
  const found = [...text.matchAll(new RegExp(SPECIAL_CHARACTER, "gu"))].map(({ index }) => visible(text, index));
  const [first, second] = found;
  if (first === undefined) return [];
  if (second === undefined) return say`It has ${trusted(first)}: delete that character. `;
  if (found.length === 2) return say`It has ${trusted(first)} and ${trusted(second)}: delete both. `;
  return say`It has ${found.length} special characters, first ${trusted(first)}: delete them. `;
}

/** The text without curly quotation marks. */
export function withoutCurly(text: string): string {
  return text.replace(/[“”„‘’‚]/g, "");
}

const NAMES: Readonly<Record<string, string>> = {
  "0009": "a tab",
  "00A0": "a no-break space",
  "00AD": "a soft hyphen",
  "200B": "a zero-width space",
  "202F": "a narrow no-break space",
  "2018": "a curly quotation mark",
  "2019": "a curly quotation mark",
  "201A": "a curly quotation mark",
  "201C": "a curly quotation mark",
  "201D": "a curly quotation mark",
  "201E": "a curly quotation mark",
  FEFF: "a byte-order mark",
};

/** The name of the character at an offset: `a no-break space (U+00A0)`. */
export function visible(text: string, at: number): string {
  const hex = (text.codePointAt(at) as number).toString(16).toUpperCase().padStart(4, "0");
  return `${NAMES[hex] ?? "a special character"} (U+${hex})`;
}
