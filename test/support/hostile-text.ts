/** Text that would steer a terminal or the runner of a pipeline, or be markup, were it printed as it is. */
export const HOSTILE = [
  "\u009b2J",
  "\r::set-output name=a::b",
  "\ttab",
  "\u001b[31mred\u001b[0m \u001b]0;title\u0007",
  "\u202eright to left\u202c \u2066x\u2069 \u200bnothing",
  "::error::pwned",
  "  ::set-output name=x::pwned",
  "##[command]rm ##[error]x",
  "##vso[task.setvariable variable=x]y",
  "a]]>b<![CDATA[c",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "a | b | c",
  "`code` and ``more` ",
  "=cmd()|' /C calc'!A0",
  "@SUM(1+1)",
  "line\nbreak\r\nand ::warning::one\n::error::two",
  "nul\u0000byte and \u0085 and \u2028",
  "[click](javascript:alert(1)) ![x](y) [1](2)",
  "# heading\n- list\n1. one\n> quote\n***\n~~~",
  "**bold** _it_ ~~gone~~ &lt;b&gt; $x$",
  "{0} {{x}} %0A::error::x %25 %s \\u0041 \\",
  "50% off, a:b, c=d",
  "\ufffe\uffff no characters",
];

/** Text between quotes as YAML and JSON read it alike, with escapes for what YAML does not take as it is. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Control, line-breaking, bidirectional and invisible characters, other than a line's end. */
export const STEERING = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
