/** Names files of another kind that were given as a roster: spreadsheets, calendars, documents, unresolved merges. */
import { listed, type Message, say, trusted } from "../message.ts";
import type { Problem } from "./document.ts";
import { Lines } from "./lines.ts";
import { about } from "./problems.ts";

const WRITE_TEXT = say`Write the week as text, in YAML or JSON; \`ratio-audit init\` writes an example.`;
const IMPORT = say`Make a roster from it with \`ratio-audit import\`.`;
const IMPORT_WORKBOOK = say`If it is a workbook (.xlsx), make a roster from it with \`ratio-audit import\`.`;
const SAVE_AND_IMPORT = say`Save a workbook as .xlsx without a password, then make a roster from it with \`ratio-audit import\`.`;

/** The name of a file type, and the help for it if writing text is not the only way. */
type Foreign = readonly [what: string, help?: Message | undefined];

/** The first bytes of files that are not text (null: any byte), and what such a file is. */
const SIGNATURES: readonly (readonly [bytes: readonly (number | null)[], ...Foreign])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "a zip archive, such as an Excel workbook or a Word document", IMPORT_WORKBOOK],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old Office file, such as an .xls workbook, or a workbook with a password", SAVE_AND_IMPORT],
  [[0x25, 0x50, 0x44, 0x46], "a PDF"],
  [[0x1f, 0x8b], "a gzip archive"],
  [[0x89, 0x50, 0x4e, 0x47], "an image"],
  [[0xff, 0xd8, 0xff], "an image"],
  [[0x47, 0x49, 0x46, 0x38], "an image"],
  [[0x49, 0x49, 0x2a, 0x00], "an image"],
  [[0x4d, 0x4d, 0x00, 0x2a], "an image"],
  // HEIC, as phones take them.
  [[0x00, 0x00, 0x00, null, 0x66, 0x74, 0x79, 0x70], "an image or a video"],
];

function signed(bytes: Uint8Array) {
  return SIGNATURES.find(([signature]) => signature.every((byte, i) => byte === null || bytes[i] === byte));
}

/** The name of a known binary format that a file starts with; null for text. */
export function signatureOf(bytes: Uint8Array): string | null {
  return signed(bytes)?.[1] ?? null;
}

/** The problem of a file that starts like a known binary format; null for text. */
export function binaryFile(bytes: Uint8Array): { code: "bad-encoding"; message: Message; help: Message } | null {
  const found = signed(bytes);
  if (found === undefined) return null;
  const [, what, help = WRITE_TEXT] = found;
  return { code: "bad-encoding", message: say`This file is ${trusted(what)}, not text.`, help };
}

/** The starts of other text formats. */
const STARTS: readonly (readonly [pattern: RegExp, ...Foreign])[] = [
  [/^BEGIN:V(?:CALENDAR|EVENT|TODO)/i, "a calendar (iCalendar)", IMPORT],
  [/^BEGIN:VCARD/i, "a contact card (vCard)"],
  [/^<!doctype html|^<(?:!--|html|head|meta|title|style|body|table|div)\b/i, "a web page"],
  [/^<\?xml|^<[a-z]+[\s>]/i, "an XML file"],
  [/^\[?\s*\{\s*"resourceType"/, "FHIR data", IMPORT],
  [/^\{\\rtf/, "a Rich Text document"],
  [/^%PDF-/, "a PDF"],
];

const TABLE: Foreign = ["a table of values separated by commas, semicolons or tabs (CSV)", IMPORT];

/** The name of another text format that a text starts like, tables aside; null if it may be YAML, JSON or a table. */
export function textFormatOf(text: string): string | null {
  return startOf(text)?.[0] ?? null;
}

function startOf(text: string): Foreign | null {
  const head = text.slice(firstVisible(text)).slice(0, 100);
  const found = STARTS.find(([pattern]) => pattern.test(head));
  return found === undefined ? null : [found[1], found[2]];
}

/** The offset of the first character that is no white space. */
function firstVisible(text: string): number {
  return /\S/.exec(text)?.index ?? 0;
}

/** The problem of a text that starts like another format or has conflict markers; null if it may be YAML or JSON. */
export function foreignText(text: string): Problem | null {
  const conflict = mergeConflict(text);
  if (conflict !== null) return conflict;
  const found = startOf(text) ?? (isDelimited(text) ? TABLE : null);
  if (found === null) return null;
  const [what, help = WRITE_TEXT] = found;
  const start = firstVisible(text);
  return about({ code: "not-a-roster", message: say`This file is ${trusted(what)}, not a roster.`, help }, { start, end: start + 1 });
}

/** Maximum lines with conflict markers to name. */
const MAX_MARKERS = 9;

const MARKERS = ["<<<<<<<", ">>>>>>>", "|||||||", "======="];

function mergeConflict(text: string): Problem | null {
  if (!MARKERS.some((marker) => text.includes(marker))) return null;
  const markers = [...text.matchAll(/^(?:<{7}|>{7}|\|{7})(?= |\r?$)|^={7}(?=\r?$)/gm)];
  const [first] = markers;
  if (first === undefined) return null;
  const lines = new Lines(text);
  const named = markers.slice(0, MAX_MARKERS).map(({ index }) => lines.position(index).line);
  const where = say`${trusted(named.length === 1 ? "a marker on line" : "markers on lines")} ${listed(named, (line) => say`${line}`, MAX_MARKERS)}`;
  return about(
    {
      code: "broken-syntax",
      message: say`This file has an unresolved merge conflict (${where}).`,
      help: say`Keep one version of each conflict, and delete the lines that start with <<<<<<<, ======= and >>>>>>>.`,
    },
    { start: first.index, end: first.index + first[0].length },
  );
}

/** Lines at the start of a file to search for a table. */
const MAX_HEAD = 20;

/** Whether two consecutive lines have the same number of delimiters, without YAML syntax in or above them. */
function isDelimited(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, MAX_HEAD)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, "x"));
  const end = lines.findIndex((line) => /^\s*[-#%{[]|:\s|:$/.test(line));
  const head = end < 0 ? lines : lines.slice(0, end);
  return [",", ";", "\t"].some((delimiter) => {
    const counts = head.map((line) => line.split(delimiter).length - 1);
    // In sentences, a space follows each comma.
    const isTight = new RegExp(`${delimiter}\\S`);
    const least = head.map((line) => (isTight.test(line) ? 1 : 2));
    return counts.some((found, i) => found >= (least[i] as number) && counts[i + 1] === found);
  });
}
