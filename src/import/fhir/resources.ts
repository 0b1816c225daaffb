/** The resources of a FHIR file: a Bundle, NDJSON, a list, or one resource. Each is one source row. */

import { decode } from "../../document/decode.ts";
import { findSyntaxError } from "../../document/json-syntax.ts";
import { Lines } from "../../document/lines.ts";
import { type Message, say, trusted } from "../../message.ts";
import type { Unimportable } from "../entry.ts";
import type { Notes, Open } from "../notes.ts";
import type { RowLocation } from "../source.ts";
import { bundle as bundleShape, outcome as outcomeShape } from "./shapes.ts";

/** A resource before its type is looked at. */
export interface Resource {
  readonly at: RowLocation;
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly fullUrl: string | null;
}

/** A file of more bytes, or with more values, is no export of a week, and takes more memory than an import may. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_VALUES = 1_000_000;
const MAX_RESOURCES = 50_000;

/** Bundles within Bundles come from batches of searches. */
const MAX_NESTED = 3;

const MORE_PAGES: Open = {
  code: "more-pages",
  scope: "rows",
  message: say`This Bundle is one page of several: it has a link to the next page.`,
  answer: say`Fetch all pages, and import them in one run. Every page except the last asks this, so check that no page is missing.`,
};

const FEWER_THAN_TOTAL: Open = {
  code: "more-pages",
  scope: "rows",
  message: say`This Bundle has fewer resources than its search found.`,
  answer: say`Fetch all pages, and import them in one run.`,
};

const SERVER_ERROR: Open = {
  code: "more-pages",
  scope: "rows",
  message: say`The server reports an error in an OperationOutcome, so resources may be missing.`,
  answer: say`Fetch the appointments again.`,
};

/** The resources of a file; those that are none, or tell of the search, are settled. */
export function readResources(bytes: Uint8Array, file: number, notes: Notes): readonly Resource[] | Unimportable {
  if (bytes.length > MAX_BYTES) return refusal(say`This file has more than ${trusted("32 MiB")}.`, EXPORT_LESS, file);
  if (hasManyValues(bytes)) return refusal(say`This file has more than ${trusted("1,000,000")} values.`, EXPORT_LESS, file);
  const decoded = decode(bytes);
  if (!("text" in decoded)) return refusal(decoded.message, decoded.help, file);
  const values = valuesIn(decoded.text.replace(/^\ufeff/, ""));
  if ("fault" in values) return refusal(values.fault, say`Export the file again, as FHIR JSON (a Bundle) or NDJSON.`, file);
  const lone = values.length === 1 ? recordOf(values[0]) : null;
  if (lone?.resourceType === "OperationOutcome")
    return refusal(
      say`The server answered with an OperationOutcome, not with appointments: ${inWords(lone)}.`,
      say`Fetch the appointments again.`,
      file,
    );
  if (values.length > 0 && values.every((value) => recordOf(value)?.resourceType === undefined))
    return refusal(say`This JSON is not FHIR: nothing in it has a resourceType.`, say`Export a Bundle or NDJSON of Appointments.`, file);
  const resources = new Collected(file, notes);
  for (const value of values) resources.add(value, null, 0);
  return resources.count > MAX_RESOURCES
    ? refusal(say`This file has more than ${trusted("50,000")} resources.`, EXPORT_LESS, file)
    : resources.found;
}

const EXPORT_LESS = say`Export one week, or import the appointments in several files.`;

const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b];

/** Counted before anything is parsed. A comma in a text counts as well. */
function hasManyValues(bytes: Uint8Array): boolean {
  let values = 0;
  for (const byte of bytes) if (byte === COMMA || byte === BRACKET || byte === BRACE) values++;
  return values > MAX_VALUES;
}

function refusal(message: Message, help: Message, file: number): Unimportable {
  return { message, help, at: { file, sheet: null, line: 1, cell: null } };
}

/** An NDJSON line that is not valid JSON. */
const BROKEN = Symbol("broken");

/** The values of a text: one, those of a list, or one of each line. */
function valuesIn(text: string): readonly unknown[] | { readonly fault: Message } {
  const whole = parsed(text);
  if (Array.isArray(whole)) return whole;
  if (whole !== BROKEN) return [whole];
  const lines = firstLines(text);
  if (lines.length > 1 && recordOf(parsed(lines[0] as string))?.resourceType !== undefined) return lines.map(parsed);
  const error = findSyntaxError(text);
  if (error === null || text.trim() === "") return { fault: say`This file is empty.` };
  const { line, column } = new Lines(text).position(error.offset);
  return { fault: say`This is not JSON: ${trusted(error.expected)} is expected in line ${line}, column ${column}.` };
}

/** The lines that are not blank; of too many, only one more than there may be. */
function firstLines(text: string): string[] {
  const lines: string[] = [];
  // Cut at single characters: a pattern for a whole line overflows the stack at one of many megabytes.
  const ends = /[\r\n]|$/g;
  let start = 0;
  while (start < text.length && lines.length <= MAX_RESOURCES) {
    ends.lastIndex = start;
    const end = ends.exec(text)?.index ?? text.length;
    const line = text.slice(start, end);
    if (line.trim() !== "") lines.push(line);
    start = end + 1;
  }
  return lines;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return BROKEN;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

class Collected {
  readonly found: Resource[] = [];
  readonly #file: number;
  readonly #notes: Notes;
  #position = 0;

  constructor(file: number, notes: Notes) {
    this.#file = file;
    this.#notes = notes;
  }

  get count(): number {
    return this.#position;
  }

  /** Adds a resource, or those of a Bundle; no more than are too many. */
  add(value: unknown, fullUrl: string | null, depth: number): void {
    if (this.#position > MAX_RESOURCES) return;
    const record = recordOf(value);
    if (record?.resourceType === "Bundle" && depth < MAX_NESTED && this.#addBundle(record, depth)) return;
    const at = { file: this.#file, sheet: null, line: ++this.#position, cell: null };
    const type = record?.resourceType;
    if (value === BROKEN) this.#notes.settle(at, "not-understood", say`not JSON`);
    else if (record === null || typeof type !== "string") this.#notes.settle(at, "not-understood", say`no resourceType`);
    else if (type === "Bundle") this.#notes.settle(at, "not-understood", say`this Bundle is not readable`);
    else if (type === "OperationOutcome") this.#settleOutcome(at, record);
    else this.found.push({ at, type, value: record, fullUrl });
  }

  #addBundle(record: Readonly<Record<string, unknown>>, depth: number): boolean {
    const read = bundleShape.safeParse(record);
    if (!read.success) return false;
    const { type, total, link = [], entry = [] } = read.data;
    const hasNext = link.some(({ relation }) => relation === "next");
    if (hasNext) this.#notes.ask(MORE_PAGES);
    const matches = entry.filter(({ search }) => search === undefined || (search.mode ?? "match") === "match").length;
    if (!hasNext && type === "searchset" && total !== undefined && total > matches) this.#notes.ask(FEWER_THAN_TOTAL);
    for (const { resource, fullUrl = null, response } of entry) {
      const value = resource ?? response?.outcome;
      if (value !== undefined) this.add(value, fullUrl, depth + 1);
      else
        this.#notes.settle(
          { file: this.#file, sheet: null, line: ++this.#position, cell: null },
          "left-out",
          say`an entry without a resource`,
        );
    }
    return true;
  }

  #settleOutcome(at: RowLocation, record: unknown): void {
    const isError = severitiesIn(record).some((severity) => severity === "fatal" || severity === "error");
    if (isError) {
      this.#notes.settle(at, "not-understood", say`an OperationOutcome: ${inWords(record)}`);
      this.#notes.ask(SERVER_ERROR, at);
    } else this.#notes.settle(at, "left-out", say`an OperationOutcome: ${inWords(record)}`);
  }
}

function severitiesIn(record: unknown): readonly (string | null | undefined)[] {
  const read = outcomeShape.safeParse(record);
  // One that is not readable may report anything.
  return read.success ? (read.data.issue ?? []).map(({ severity }) => severity) : ["error"];
}

/** The types of issues that FHIR has. */
const ISSUES = new Set(
  `invalid structure required value invariant security login unknown expired forbidden suppressed processing not-supported duplicate
  multiple-matches not-found deleted too-long code-invalid extension too-costly business-rule conflict transient lock-error no-store
  exception timeout incomplete throttled informational`.split(/\s+/),
);

/** What an OperationOutcome reports, without its texts. */
function inWords(record: unknown): Message {
  const read = outcomeShape.safeParse(record);
  const codes = read.success
    ? (read.data.issue ?? []).flatMap(({ code }) => (typeof code === "string" && ISSUES.has(code) ? code : []))
    : [];
  return say`${trusted([...new Set(codes)].slice(0, 3).join(", ") || "no details")}`;
}
