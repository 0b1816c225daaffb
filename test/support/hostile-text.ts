/** Text that would steer a terminal or the runner of a pipeline, were it printed as it is. */
export const HOSTILE = [
  "\u001b[31mred\u001b[0m",
  "\u001b]0;title\u0007",
  "\u009b2J",
  "\u202eevil\u2066",
  "a\u200bb",
  "::error::owned",
  "x\n::error::owned",
  "\r::set-output name=a::b",
  "##[command]rm",
  "line\u2028break",
  "\ttab",
];

/** Text between quotes as YAML and JSON read it alike, with escapes for what YAML does not take as it is. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Control, line-breaking, bidirectional and invisible characters, other than a line's end. */
export const STEERING = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
