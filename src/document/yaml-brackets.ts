/** Finds mistakes in brackets, commas and quotation marks of YAML by scanning the text. Messages show no text of the file. */
import { type Message, say, trusted } from "../message.ts";
import { COLON_IN_TEXT, COMMAS, commaAtEnd, commaBefore, type Hint, hintAt, inQuotes, insertion, replacement } from "./hint.ts";
import type { Edit } from "./repaired-text.ts";

const OPEN = "[{";
const CLOSE = "]}";

/** Maximum length of a quoted text with an apostrophe. */
const MAX_QUOTED = 300;

/** Maximum characters to examine after a bracket. */
const MAX_REST = 2_000;

/** Maximum characters of a key to examine before its value. */
const MAX_BEFORE = 100;

/** The rest of a line without a comment; of an entry of a list in brackets; of a value in braces. */
const REST_OF_LINE = /^[^\n]*?(?=\s*(?:$|\s#))/m;
const REST_OF_ENTRY = /^[^\n,\]}]*/;
const REST_OF_VALUE = /^[^\n]*?(?=\s*(?:,\s*[\w-]+:|[\n\]}]|,?\s*$))/m;

/** An open bracket, and the last item in it. */
interface Level {
  readonly at: number;
  readonly bracket: string;
  last: "nothing" | "comma" | "colon" | "plain" | "quoted" | "brackets";
  /** The end offset of that item. */
  end: number;
  /** Whether the current item is the value of a key. */
  isValue: boolean;
  /** The first key of ours after a comma in a list: where the list probably ends. */
  key: { readonly at: number; readonly word: string; readonly end: number } | null;
}

/** Keys of ours that follow a list or mapping in braces. No other key is named. */
export const OUR_KEY =
  /^(?:id|title|kind|start|minutes|end|clinicians|patients|couples|partners|cpt|status|fixed|roles|modalities|licensedIn|away|available|maxHours|canLead|counselor|state|coverage|from|until)$/;

/** The first mistake before the error at `offset`, or null. */
export function bracketSlip(text: string, offset: number): Hint | null {
  const scan = new Scan(text);
  while (scan.at < text.length && scan.at <= offset) {
    const slip = scan.line();
    if (slip !== null) return slip;
  }
  return null;
}

/** The bracket that closes a level. */
function closingOf({ bracket }: Level): string {
  return CLOSE[OPEN.indexOf(bracket)] as string;
}

function closes(level: Level, bracket: string): boolean {
  return closingOf(level) === bracket;
}

class Scan {
  readonly #text: string;
  at = 0;
  /** Lines inside brackets or quotes must be indented by more than this. */
  #indent = -1;
  /** The start of the last quoted text. */
  #quote = 0;
  /** Whether a comment may hide a closing bracket. */
  #hasCut = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads a line in block style, including the further lines of its quotes and brackets. */
  line(): Hint | null {
    const start = this.at;
    this.#skip(/ *(?:- +)*/y);
    const isEntry = this.#text.slice(start, this.at).includes("-");
    this.#indent = isEntry ? this.#text.slice(start, this.at).lastIndexOf("-") : -1;
    for (;;) {
      const c = this.#text[this.at] ?? "";
      const column = this.at - start;
      if (!`"'${OPEN}`.includes(c) || c === "") {
        if (!this.#skip(/[^\n:#"'[\]{}][^\n:#]*:[ \t]+/y) || this.#indent >= column) return this.#toNextLine();
        this.#indent = column;
        continue;
      }
      const slip = OPEN.includes(c) ? this.#brackets() : this.#quoted(REST_OF_LINE);
      if (slip !== null) return slip;
      const end = this.at;
      if (!this.#skip(/[ \t]*:[ \t]+/y)) return this.#after(c, end);
      this.#indent = column;
    }
  }

  /** Checks the text after quotes or brackets in block style. */
  #after(opened: string, end: number): Hint | null {
    this.#skip(/[ \t]*/y);
    const c = this.#text[this.at] ?? "\n";
    if (/[\r\n:]/.test(c) || (c === "#" && this.at > end) || CLOSE.includes(c)) return this.#toNextLine();
    if (!OPEN.includes(opened)) return this.#textAfterQuotes(end);
    if (c === ",") return hintAt(this.at, say`A comma follows the closing bracket.`, say`Delete it.`, replacement(this.at, " "));
    return hintAt(this.at, say`Text follows the closing bracket.`, say`Delete it. If it is a comment, write # and a space before it.`);
  }

  #textAfterQuotes(end: number): Hint {
    if (this.#isApostrophe(end)) {
      const message = say`This text starts with a single quote, so its apostrophe is read as the closing quote.`;
      return hintAt(this.at, message, say`Put the text in double quotes, such as: "O'Brien"`, ...this.#doubleQuotes(end));
    }
    const message = say`Text follows the closing quotation mark.`;
    const [text] = /[^\n,[\]{}#\\]+/.exec(this.#text.slice(this.#quote, this.#quote + MAX_QUOTED)) ?? [""];
    // An id that is repaired in a wrong way would be unknown wherever it is used.
    const isId = /\bid\s*:\s*$/.test(this.#text.slice(Math.max(0, this.#quote - MAX_BEFORE), this.#quote));
    const isWhole = !isId && this.#quote + text.length > this.at;
    const edits = isWhole ? [inQuotes(this.#quote, text.trimEnd())] : [];
    return hintAt(this.at, message, say`Put the whole text in one pair of quotes, or remove the quotes.`, ...edits);
  }

  /** The edits that put a text into double quotes, if its end is certain; `end` is the offset after its apostrophe. */
  #doubleQuotes(end: number): Edit[] {
    const rest = /^[^'"\\\n]*'(?=\s*(?:[,\]}:]|$)|\s+#)/m.exec(this.#text.slice(end, end + MAX_QUOTED))?.[0];
    const isPlain = rest !== undefined && !/["\\]/.test(this.#text.slice(this.#quote, end));
    return !isPlain ? [] : [replacement(end + rest.length - 1, '"'), replacement(this.#quote, '"')];
  }

  #isApostrophe(end: number): boolean {
    return this.at === end && this.#text[end - 1] === "'" && /[\p{L}\d]/u.test(this.#text[end] ?? "");
  }

  /** Reads brackets and their content. */
  #brackets(): Hint | null {
    const levels: Level[] = [];
    this.#hasCut = false;
    do {
      const isNewLine = levels.length > 0 && this.#space();
      const level = levels.at(-1);
      const c = this.#text[this.at] ?? "";
      if (level !== undefined && (c === "" || (isNewLine && this.#leaves(c)))) return this.#unclosed(level, true);
      const slip = level === undefined ? null : this.#slipBefore(c, levels, isNewLine);
      if (slip !== null) return slip;
      if (OPEN.includes(c)) {
        levels.push({ at: this.at++, bracket: c, last: "nothing", end: this.at, isValue: false, key: null });
      } else if (level !== undefined && CLOSE.includes(c)) {
        this.at++;
        levels.pop();
        this.#read(levels.at(-1), "brackets");
      } else if (level !== undefined && c === ",") {
        this.at++;
        this.#read(level, "comma");
      } else if (level !== undefined && this.#isColon(level)) {
        this.at++;
        this.#read(level, "colon");
      } else if (`"'`.includes(c)) {
        const open = this.#quoted(level?.bracket === "[" ? REST_OF_ENTRY : REST_OF_VALUE);
        if (open !== null) return open;
        this.#read(level, "quoted");
      } else {
        const plain = this.#plain(level as Level, isNewLine);
        if (plain !== null) return plain;
      }
    } while (levels.length > 0);
    return null;
  }

  #read(level: Level | undefined, what: Level["last"]): void {
    if (level === undefined) return;
    if (what === "colon") level.isValue = true;
    if (what === "comma") level.isValue = false;
    level.last = what;
    level.end = this.at;
  }

  /** A hint about an item that must not follow the last one. */
  #slipBefore(c: string, levels: readonly Level[], isNewLine: boolean): Hint | null {
    const level = levels.at(-1) as Level;
    if (c === ",")
      return /nothing|comma/.test(level.last)
        ? hintAt(this.at, say`There is nothing before this comma.`, say`Delete it.`, replacement(this.at, " "))
        : null;
    if (CLOSE.includes(c)) return closes(level, c) ? null : this.#mismatch(c, levels);
    if (isNewLine && /^-\s/.test(this.#text.slice(this.at, this.at + 2))) {
      const message = say`A list in brackets has no hyphens.`;
      return hintAt(this.at, message, say`Delete the hyphens and write commas between the entries; or delete the brackets.`);
    }
    if (/nothing|comma|colon/.test(level.last) || this.#isColon(level)) return null;
    if (OPEN.includes(c) && level.last === "plain" && level.bracket === "{" && !level.isValue) {
      return hintAt(level.end, say`A colon is missing after this key.`, say`Write a colon and a space between the key and its value.`);
    }
    // Plain text may continue on the next line.
    if (level.last === "plain" && !OPEN.includes(c) && !(isNewLine && `"'`.includes(c))) return null;
    if (isNewLine) return commaAtEnd(level.end);
    if (OPEN.includes(c)) {
      const what = c === "{" ? "brace" : "bracket";
      return commaBefore(this.at, say`A comma is missing before this ${trusted(what)}.`);
    }
    if (level.last === "quoted") {
      const isEntry = level.bracket === "[" && this.at > level.end;
      const isKey = /^[\w-]+["']?\s*:/.test(this.#text.slice(this.at, this.at + 40).replace(/^["']/, ""));
      if (this.#isApostrophe(level.end) || !(isEntry || isKey)) return this.#textAfterQuotes(level.end);
    }
    return commaBefore(this.at, say`A comma is missing here.`);
  }

  /** A hint about a closing bracket that does not match the innermost open one. */
  #mismatch(c: string, levels: readonly Level[]): Hint {
    const [outer, level] = [levels.at(-2), levels.at(-1) as Level];
    const isForOuter = outer !== undefined && closes(outer, c);
    if (this.#text.slice(level.at, this.at).includes("\n")) return this.#unclosed(level, isForOuter);
    const [bracket, closing] = [trusted(c), trusted(closingOf(level))];
    const { key } = level;
    if (isForOuter && key !== null && this.#afterLine() !== levels.length - 1) {
      const message = say`The \`[\` before this key is not closed.`;
      return hintAt(key.at, message, say`Add \`]\` before \`${trusted(key.word)}\`.`, insertion(key.end, "]", level.at));
    }
    const message = say`Mismatched brackets: \`${trusted(level.bracket)}\` is closed with \`${bracket}\`.`;
    const mistake = (help: Message, edit: Edit) => hintAt(this.at, message, help, edit);
    if (isForOuter && this.#afterLine() !== levels.length - 1)
      return mistake(say`Add \`${closing}\` before this \`${bracket}\`.`, insertion(this.at, closingOf(level), level.at));
    if (level.last === "brackets" && this.#afterLine() === levels.length)
      return mistake(say`Delete this \`${bracket}\`.`, replacement(this.at, " "));
    return mistake(say`Write \`${closing}\` in place of this \`${bracket}\`.`, replacement(this.at, closingOf(level)));
  }

  /** The number of brackets that the rest of the line closes, beyond those that it opens. */
  #afterLine(): number {
    const rest = /[^\n]*/.exec(this.#text.slice(this.at + 1, this.at + 1 + MAX_REST))?.[0] ?? "";
    return [...rest].reduce((sum, c) => sum + (CLOSE.includes(c) ? 1 : OPEN.includes(c) ? -1 : 0), 0);
  }

  /** Reads plain text to the end of its line. If it ends with a key, the comma between a value and that key is missing. */
  #plain(level: Level, isNewLine: boolean): Hint | null {
    const start = this.at;
    const isFirst = !/plain/.test(level.last);
    this.#skip(/(?:[^\s,[\]{}:#]|:(?![\s,[\]{}]|$)|(?<!\s)#|[ \t]+(?![\s#,[\]{}]|$)){1,2000}/my);
    if (this.at === start) this.at++;
    const isKey = this.#isColon(level) && /\s/.test(this.#text[this.at + 1] ?? "");
    if (isKey && !isFirst && isNewLine) return commaAtEnd(level.end);
    const found = this.#text.slice(start, this.at);
    const isText = isKey && level.last === "colon" && this.#isFreeText(start);
    if (isText && !OUR_KEY.test(/\S*$/.exec(found)?.[0] ?? "")) return this.#colonInText(start);
    const word = /\s([\w-]+)$/.exec(found);
    if (isKey && level.last === "colon" && word !== null) {
      const at = this.at - (word[1] as string).length;
      return hintAt(at, say`A comma is missing before this key.`, COMMAS, insertion(at - 1, ","));
    }
    if (isKey && level.last === "comma" && level.bracket === "[" && OUR_KEY.test(found))
      level.key ??= { at: start, word: found, end: level.end - 1 };
    this.#read(level, "plain");
    return null;
  }

  /** Whether the value at `start` is of a key whose values are any text. */
  #isFreeText(start: number): boolean {
    return /(?:^|[\s{,])["']?(?:title|program|name|reason)["']?\s*:\s*$/.test(this.#text.slice(Math.max(0, start - MAX_BEFORE), start));
  }

  /** A hint about a colon in the text at `start`, which ends before the next key or the closing bracket. */
  #colonInText(start: number): Hint {
    const text = /^[^\n[\]{}]*?(?=\s*(?:,\s*[\w-]+:|[\n\]}]|,?\s*$))/.exec(this.#text.slice(start, start + MAX_REST))?.[0];
    const edits = text === undefined ? [] : [inQuotes(start, text)];
    return hintAt(start, COLON_IN_TEXT.message, COLON_IN_TEXT.help, ...edits);
  }

  /** Whether a colon ends a key here. Directly after quotes or brackets, it needs no space. */
  #isColon({ last, end }: Level): boolean {
    if (this.#text[this.at] !== ":") return false;
    return ((last === "quoted" || last === "brackets") && this.at === end) || /[\s,[\]{}]/.test(this.#text[this.at + 1] ?? " ");
  }

  /** Reads a quoted text. `rest` finds the text before a missing quotation mark. */
  #quoted(rest: RegExp): Hint | null {
    const start = this.at;
    this.#quote = start;
    const quote = this.#text[start] as string;
    for (this.at++; this.at < this.#text.length; this.at++) {
      const c = this.#text[this.at];
      if (c === "\\" && quote === '"') this.at++;
      else if (c === quote && quote === "'" && this.#text[this.at + 1] === "'") this.at++;
      else if (c === quote) {
        this.at++;
        return null;
      } else if (c === "\n") {
        const next = /[ \t\r\n]*/y;
        next.lastIndex = this.at;
        const space = next.exec(this.#text)?.[0] ?? "";
        if (space.length - space.lastIndexOf("\n") - 1 <= this.#indent) break;
      }
    }
    const curly = /[^\n]*/.exec(this.#text.slice(start, start + 2_000))?.[0].search(/[“”]/) ?? -1;
    if (curly >= 0) return hintAt(start + curly, say`This is a curly quotation mark.`, say`Use straight quotes (") instead of curly ones.`);
    const text = rest.exec(this.#text.slice(start + 1, start + MAX_QUOTED))?.[0];
    const isPlain = text !== undefined && !text.includes(quote) && !text.includes("\\");
    const edits = isPlain ? [insertion(start + 1 + text.length, quote, start)] : [];
    const message = say`The quotation mark that opens here is not closed on this line.`;
    return hintAt(start, message, say`Close it with the same quotation mark.`, ...edits);
  }

  /** Skips spaces and comments; returns whether a line ended. */
  #space(): boolean {
    const start = this.at;
    for (;;) {
      this.#skip(/\s*/y);
      const at = this.at;
      if (this.#text[at] !== "#" || !/\s/.test(this.#text[at - 1] ?? "")) return this.#text.slice(start, at).includes("\n");
      this.#skip(/[^\n]*/y);
      if (/[\]}]/.test(this.#text.slice(at, this.at))) this.#hasCut = true;
    }
  }

  /** Whether a new line is indented too little to be inside the brackets. */
  #leaves(c: string): boolean {
    return !CLOSE.includes(c) && this.at - this.#text.lastIndexOf("\n", this.at - 1) - 1 <= this.#indent;
  }

  /** `isCertain` says whether the list or mapping ends after its last item. */
  #unclosed(level: Level, isCertain: boolean): Hint {
    const message = say`The \`${trusted(level.bracket)}\` that opens here is not closed.`;
    if (this.#hasCut) {
      const help = say`A # after a space begins a comment, which runs to the end of the line. Put text with a # in quotes.`;
      return hintAt(level.at, message, help);
    }
    const help = say`Add \`${trusted(closingOf(level))}\` where the list or mapping ends.`;
    return isCertain ? hintAt(level.at, message, help, insertion(level.end, closingOf(level), level.at)) : hintAt(level.at, message, help);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0].length ?? 0;
    this.at += found;
    return found > 0;
  }

  #toNextLine(): null {
    const end = this.#text.indexOf("\n", this.at);
    this.at = end < 0 ? this.#text.length : end + 1;
    return null;
  }
}
