/** Billing codes as sources write them: with modifiers, several in a cell, or as a spreadsheet's number. */

/** A CPT code of psychiatry or an HCPCS code of behavioral health. Other text in the column, such as a record number, is not a code. */
const CODE = /(?<![A-Z0-9])(9\d{4}|[GHQST]\d{4})(?:\.0+)?(?=$|[^A-Z0-9.]|[A-Z]{2}(?![A-Z]))/g;

/** The codes in a cell, each once, without modifiers such as `-95` and `GT`: `90853-95` is `90853`. */
export function codesIn(text: string | null): readonly string[] {
  if (text === null) return [];
  return [...new Set([...text.toUpperCase().matchAll(CODE)].map(([, code]) => code as string))];
}
