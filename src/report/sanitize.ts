/** Makes text safe for terminals and CI runners: shows control characters, and disables runner commands. */

/** Control characters, lone surrogates, line and paragraph separators, direction marks and zero-width characters. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** `##[…]` and `##vso[…]` anywhere in a line are commands of Azure runners, and of old GitHub runners. */
const COMMAND_MARK = /##(?=[\w.-]*\[)/g;

/** One line of text. Control, bidirectional and invisible characters are shown as `\u{202e}`. */
export function sanitize(text: string): string {
  return text.replace(CONTROL, visible).replace(COMMAND_MARK, "#\\#");
}

function visible(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

/** Escapes `::` at the start of a line, which a GitHub runner would obey. */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*)::/gm, "$1\\::");
}

/** Breaks text at spaces into lines of at most `width`, as measured by `measure`. A longer word gets its own line. */
export function wrap(text: string, width: number, measure = (line: string): number => line.length): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Sanitized text in indented lines of at most `width` characters. */
export function paragraph(text: string, width: number, indent = "  "): string[] {
  return wrap(sanitize(text), width - indent.length).map((line) => `${indent}${line}`);
}
