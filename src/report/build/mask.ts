/** Masks ids of patients and couples. All report text is masked here, before any format sees it. */
import type { Message } from "../../message.ts";
import type { IdMatcher } from "../../roster/id-matcher.ts";

/** Replaces an id in running text. */
const MASK = "•••";

/** Maximum length of displayed text: searching longer text for every id would take too long. */
const MAX_LENGTH_OF_SHOWN = 5_000;

export interface Mask {
  /** Replaces every id in text from a roster. */
  text(text: string): string;
  /** The same, but keeps the length, so that columns stay the same. */
  inPlace(text: string): string;
}

/** A mask for the ids that a finder finds. */
export function maskOf(finder: IdMatcher): Mask {
  const replace = (text: string, substitute: (length: number) => string): string => {
    if (text.length > MAX_LENGTH_OF_SHOWN) return substitute(MASK.length);
    const found = finder.find(text);
    if (found.length === 0) return text;
    let masked = "";
    let shown = 0;
    for (const { start, end } of found) {
      masked += text.slice(shown, start) + substitute(end - start);
      shown = end;
    }
    return masked + text.slice(shown);
  };
  return {
    text: (text) => replace(text, () => MASK),
    inPlace: (text) => replace(text, (length) => "•".repeat(length)),
  };
}

/** Masks nothing: for --show-patients. */
export const NO_MASK: Mask = { text: (text) => text, inPlace: (text) => text };

/** Text of a standard: unchanged for a built-in standard (`from` is null), masked from a file. */
export function wordsOf(from: unknown, words: string, mask: Mask): string {
  return from === null ? words : mask.text(words);
}

/** The context for rendering a message. */
export interface Renderer {
  readonly mask: Mask;
  readonly showPatients: boolean;
  /** The 1-based line of the value at a path. */
  lineOf(path: readonly (string | number)[]): number;
}

/** Renders a message: our own words unchanged, quotes masked, people as tokens with a line. */
export function render(message: Message, { mask, showPatients, lineOf }: Renderer): string {
  // Joined at once, because a concatenated string keeps all its pieces in memory.
  return message
    .map((part) => {
      if ("own" in part) return part.own;
      if ("quote" in part) return mask.text(part.quote);
      if ("lineOf" in part) return `line ${lineOf(part.lineOf)}`;
      return `${token(part, showPatients)} (line ${lineOf(part.path)})`;
    })
    .join("");
}

/** `patient #3`, or with `showPatients` the id. */
export function token(who: { readonly person: string; readonly ordinal: number; readonly id: string }, showPatients: boolean): string {
  return showPatients ? who.id : `${who.person} #${who.ordinal}`;
}

/** Renders a message without lines, for messages that are not about one file. */
export function renderWithoutLines(message: Message, mask: Mask): string {
  const lineOf = () => {
    throw new Error("a message about no file names a line of it");
  };
  return render(message, { mask, showPatients: false, lineOf });
}
