/** Names files of another kind that were given as a roster: spreadsheets, calendars, documents, unresolved merges. */
import { listed, type Message, say, trusted } from "../message.ts";
import type { Problem } from "./document.ts";
import { about } from "./problems.ts";

/** The first bytes of files that are not text, and what such a file is. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "a zip archive, such as an Excel workbook or a Word document"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old Office file, such as an .xls workbook, or a workbook with a password"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF"],
  [[0x1f, 0x8b], "a gzip archive"],
  [[0x89, 0x50, 0x4e, 0x47], "a picture"],
  [[0xff, 0xd8, 0xff], "a picture"],
];

const WRITE_TEXT = say`Write the week as text, in YAML or JSON; \`ratio-audit init\` writes an example.`;

/** What the bytes of a file are, if they start like those of a known binary format; null for text. */
export function binaryFile(bytes: Uint8Array): { code: "bad-encoding"; message: Message; help: Message } | null {
  const found = SIGNATURES.find(([signature]) => signature.every((byte, i) => bytes[i] === byte));
  return found === undefined
    ? null
    : { code: "bad-encoding", message: say`This file is ${trusted(found[1])}, not text.`, help: WRITE_TEXT };
}

/** The starts of texts in another format. */
const STARTS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^BEGIN:V(?:CALENDAR|EVENT)/i, "a calendar (iCalendar)"],
  [/^<!doctype html|^<html/i, "a web page"],
  [/^<\?xml|^<[a-z]+[\s>]/i, "an XML file"],
  [/^\{\\rtf/, "a Rich Text document"],
  [/^%PDF-/, "a PDF"],
];

/** What a text is, if it starts like one of another format or has conflict markers; null for what may be YAML or JSON. */
export function foreignText(text: string): Problem | null {
  const conflict = mergeConflict(text);
  if (conflict !== null) return conflict;
  const start = /\S/.exec(text)?.index ?? 0;
  const head = text.slice(start, start + 100);
  const found = STARTS.find(([pattern]) => pattern.test(head));
  const what = found?.[1] ?? (isDelimited(text) ? "a table with values between commas, semicolons or tabs (CSV)" : null);
  return what === null
    ? null
    : about(
        { code: "not-a-roster", message: say`This file is ${trusted(what)}, not a roster.`, help: WRITE_TEXT },
        { start, end: start + 1 },
      );
}

/** Maximum lines with conflict markers to name. */
const MAX_MARKERS = 9;

function mergeConflict(text: string): Problem | null {
  const markers = [...text.matchAll(/^(?:<{7}|>{7})(?= |\r?$)/gm)];
  const [first] = markers;
  if (first === undefined || !markers.some(([marker]) => marker !== first[0])) return null;
  const lines = markers.slice(0, MAX_MARKERS).map(({ index }) => text.slice(0, index).split("\n").length);
  return about(
    {
      code: "broken-syntax",
      message: say`This file has an unresolved merge conflict (markers on lines ${listed(lines, (line) => say`${line}`, MAX_MARKERS)}).`,
      help: say`Keep one version of each conflict, and delete the lines that start with <<<<<<<, ======= and >>>>>>>.`,
    },
    { start: first.index, end: first.index + first[0].length },
  );
}

/** Whether the first two lines have the same number of delimiters, at least two, and nothing that YAML needs. */
function isDelimited(text: string): boolean {
  const [first, second] = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "");
  if (first === undefined || second === undefined) return false;
  if ([first, second].some((line) => /^\s*[-#%{[]|:\s|:$/.test(line.replace(/"[^"]*"/g, "")))) return false;
  return [",", ";", "\t"].some((delimiter) => {
    const count = first.split(delimiter).length;
    return count >= 3 && second.split(delimiter).length === count;
  });
}
