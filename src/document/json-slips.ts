/** Recognizes probable mistakes in invalid JSON. Messages show no text of the file. */
import { say, trusted } from "../message.ts";
import { COMMAS, commaAtEnd, type Hint, hintAt, insertion, replacement } from "./hint.ts";
import type { SyntaxFault } from "./json-syntax.ts";
import type { Edit } from "./repaired-text.ts";
import { specialIn } from "./special-characters.ts";

/** Quotation marks that JSON does not allow. */
const QUOTES = "'“”„«»‘’‚";

/** How a value in JSON starts. */
const VALUE = /["[{\d\p{L}-]/u;

/** A hint about a syntax error; null if only the expected token is known. */
export function jsonSlip(text: string, { offset, expected, opened }: SyntaxFault): Hint | null {
  const c = text[offset] ?? "";
  const last = text.slice(0, offset).trimEnd().at(-1) ?? "";
  const special = specialIn(c);
  if (special !== null && !QUOTES.includes(c))
    return hintAt(offset, say`JSON does not read ${special} as a space.`, say`Delete it and type a space.`, replacement(offset, " "));
  if (c === "") return opened === null ? null : notClosed(text, opened);
  if (opened === null && offset === text.search(/\S/)) {
    const help = say`Write it in JSON. If it is YAML, rename the file so that its name ends in .yaml.`;
    return hintAt(offset, say`This is not JSON, which starts with {.`, help);
  }
  if (expected === "the end of the file") return afterTheEnd(c, offset);
  if (c === "/" || c === "#")
    return hintAt(
      offset,
      say`JSON has no comments.`,
      say`Delete this one, or save the file as YAML (.yaml).`,
      ...withoutComment(text, offset),
    );
  if ("]}".includes(c)) return closing(text, offset, c, last, opened as number);
  if (expected.startsWith("a comma")) return noComma(text, offset, c, opened as number);
  if (expected === "a colon") {
    if (c === "=") return hintAt(offset, say`This is an equals sign, not a colon.`, say`Write a colon between the key and its value.`);
    if (!VALUE.test(c)) return null;
    return hintAt(offset, say`A colon is missing before this value.`, say`Write a colon between the key and its value.`);
  }
  if (c === ",") return hintAt(offset, say`There is nothing before this comma.`, say`Delete it.`, replacement(offset, " "));
  if (c === '"') return inQuotes(text, offset);
  if (QUOTES.includes(c))
    return hintAt(offset, say`JSON allows only straight double quotes (").`, say`Replace this one with ".`, ...withQuotes(text, offset));
  if (/[\p{L}_$]/u.test(c)) {
    const help = say`Write it in double quotes. Only numbers, true, false and null need none.`;
    return hintAt(offset, say`This text is not in quotes.`, help);
  }
  return null;
}

/** The edit that blanks a comment on one line. */
function withoutComment(text: string, start: number): Edit[] {
  const [comment] = /^(?:\/\*[^\n]*?\*\/|(?:\/\/|#)[^\n\r]*)/.exec(text.slice(start, start + MAX_LENGTH)) ?? [];
  return comment === undefined ? [] : [{ start, end: start + comment.length, text: " ".repeat(comment.length) }];
}

/** The edits that replace other quotation marks around a text, if the text has no more of them. */
function withQuotes(text: string, start: number): Edit[] {
  const [quoted] = /^['“”‘’][^'"“”‘’\\\n\r]*['“”‘’](?=\s*[:,\]}])/.exec(text.slice(start, start + MAX_LENGTH)) ?? [];
  return quoted === undefined ? [] : [replacement(start + quoted.length - 1, '"'), replacement(start, '"')];
}

/** Maximum length of a comment or text to repair. */
const MAX_LENGTH = 2_000;

function notClosed(text: string, opened: number): Hint {
  const bracket = text[opened] as string;
  const help = say`Add \`${trusted(bracket === "{" ? "}" : "]")}\` where the list or mapping ends.`;
  return hintAt(opened, say`The \`${trusted(bracket)}\` that opens here is not closed.`, help);
}

function afterTheEnd(c: string, offset: number): Hint | null {
  if ("]}".includes(c)) return hintAt(offset, say`This \`${trusted(c)}\` closes nothing.`, say`Delete it, or open what it should close.`);
  const help = say`Delete what follows, or move it to its own file.`;
  return hintAt(offset, say`Text follows the end of the JSON.`, help);
}

/** A hint about an unexpected closing bracket. */
function closing(text: string, offset: number, c: string, last: string, opened: number): Hint | null {
  const bracket = text[opened] as string;
  if ((bracket === "{") !== (c === "}")) return notClosed(text, opened);
  if (last === ",") {
    const comma = text.lastIndexOf(",", offset);
    return hintAt(
      offset,
      say`A comma comes before this \`${trusted(c)}\`.`,
      say`Delete the comma before ${trusted(c)}.`,
      replacement(comma, " "),
    );
  }
  if (last === ":") return hintAt(offset, say`A value is missing before this \`${trusted(c)}\`.`, say`Write a value after the colon.`);
  return null;
}

/** A hint about text after a complete value. */
function noComma(text: string, offset: number, c: string, opened: number): Hint | null {
  const previous = text[offset - 1] ?? "";
  if (/\d/.test(c) && previous === "0") {
    return hintAt(offset, say`A number cannot start with 0.`, say`Delete the 0. If it is an id or a code, write it in double quotes.`);
  }
  if (c === "=") return hintAt(offset, say`This is an equals sign, not a colon.`, say`Write a colon between the key and its value.`);
  if (previous === '"' && /[\p{L}\d]/u.test(c)) {
    const help = say`Check for a missing quotation mark before it. Inside text, write \\" in place of ".`;
    return hintAt(offset, say`Text follows the closing quotation mark.`, help);
  }
  // A key in a list means that the list is not closed.
  if (text[opened] === "[" && /^(?:"[^"\n]*"\s*)?:/.test(text.slice(offset, offset + 300))) return notClosed(text, opened);
  if (!VALUE.test(c)) return null;
  const end = text.slice(0, offset).trimEnd().length;
  return text.slice(end, offset).includes("\n")
    ? commaAtEnd(end)
    : hintAt(offset, say`A comma is missing before this value.`, COMMAS, insertion(offset, ","));
}

/** A hint about an invalid string. */
function inQuotes(text: string, start: number): Hint | null {
  for (let at = start + 1; at <= text.length; at++) {
    const c = text[at] ?? "\n";
    if (c === "\n" || c === "\r") {
      const message = say`The quotation mark that opens here is not closed on this line.`;
      return hintAt(start, message, say`Close it with a double quotation mark (").`);
    }
    if (c === "\t") return hintAt(at, say`This text has a tab.`, say`Write a space in its place.`);
    if (c < " ")
      return hintAt(at, say`This text has a control character.`, say`Delete it. To see it, turn on invisible characters in your editor.`);
    if (c === "\\") {
      if (!/^(?:["\\/bfnrt]|u[\da-fA-F]{4})/.test(text.slice(at + 1, at + 6)))
        return hintAt(at, say`This backslash escapes nothing.`, say`Write two backslashes.`);
      at++;
    } else if (c === '"') return null;
  }
  return null;
}
