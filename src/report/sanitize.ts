/** Text fit for a terminal: what could steer it, or be taken for a command of a CI runner, is made visible instead. */

/** Controls, halves of characters, breaks of lines and paragraphs, marks of direction, and what has no width. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** With `##[…]` or `##vso[…]` anywhere in a line somebody commands the runners of GitHub, as it once was, and of Azure. */
const COMMAND_MARK = /##(?=[\w.-]*\[)/g;

/** One line of text without control, bidirectional or invisible characters: they are shown as `\u{202e}`. */
export function sanitize(text: string): string {
  return text.replace(CONTROL, visible).replace(COMMAND_MARK, "#\\#");
}

function visible(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

/** No line starts with `::`, which a CI runner would obey. */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*)::/gm, "$1\\::");
}

/** Breaks text into lines of at most `width` characters at spaces; a longer word stands on a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
