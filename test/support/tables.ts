/** Tables, mappings and readings for tests of the import. */
import { readDocuments } from "../../src/document/read.ts";
import { explainYaml } from "../../src/document/yaml-syntax.ts";
import type { Reading, SettledRow } from "../../src/import/entry.ts";
import type { Mapping } from "../../src/import/mapping/mapping.ts";
import { readMapping } from "../../src/import/mapping/read-mapping.ts";
import type { Cell, Table } from "../../src/import/source.ts";
import { readTables, type TableOptions, type TablesRead } from "../../src/import/tables/read-tables.ts";
import { daysSince1970 } from "../../src/roster/read-time.ts";
import { writeLocal } from "../../src/roster/time.ts";

type CellLike = string | number | Partial<Cell>;

function cellOf(like: CellLike): Cell {
  if (typeof like === "string") return { text: like };
  if (typeof like === "number") return { text: String(like), number: like };
  return { text: like.number === undefined ? "" : String(like.number), ...like };
}

export interface TableParts {
  readonly hiddenColumns?: readonly number[];
  readonly hiddenRows?: readonly number[];
  readonly sheet?: Table["sheet"];
  readonly isFrom1904?: boolean;
}

/** A sheet of cells; its first row is row 1. */
export function sheetOf(rows: readonly (readonly CellLike[])[], parts: TableParts = {}): Table {
  return {
    format: "xlsx",
    sheet: parts.sheet ?? { number: 1, name: "Sheet1", isHidden: false },
    rows: rows.map((cells, i) => ({ line: i + 1, cells: cells.map(cellOf), isHidden: parts.hiddenRows?.includes(i + 1) ?? false })),
    hiddenColumns: new Set(parts.hiddenColumns),
    isFrom1904: parts.isFrom1904 ?? false,
  };
}

/** A CSV file of lines whose cells are divided by bars. */
export function csvOf(text: string): Table {
  const rows = text
    .trimEnd()
    .split("\n")
    .map((line, i) => ({ line: i + 1, cells: line.split("|").map((cell) => ({ text: cell.trim() })), isHidden: false }));
  return { format: "csv", sheet: null, rows, hiddenColumns: new Set(), isFrom1904: false };
}

/** The mapping of a YAML text. Throws if it has problems. */
export function mappingOf(yaml: string): Mapping {
  const { mapping, problems } = readMapping(readDocuments(yaml, "mapping.yaml", explainYaml));
  if (mapping === null) throw new Error(JSON.stringify(problems));
  return mapping;
}

interface Given extends Partial<Omit<TableOptions, "mapping" | "week">> {
  readonly mapping?: string;
  readonly week?: string;
}

/** What tables say. Throws if they cannot be imported. */
export function readingOf(tables: Table | readonly Table[], given: Given = {}): TablesRead {
  const found = readTables([tables].flat() as Table[], 0, optionsOf(given));
  if ("message" in found) throw new Error(JSON.stringify(found.message));
  return found;
}

export function optionsOf({ mapping, week, timezone = null, sheet = null }: Given): TableOptions {
  const [year, month, date] = (week ?? "").split("-").map(Number);
  return {
    mapping: mapping === undefined ? null : mappingOf(mapping),
    timezone,
    week: week === undefined ? null : daysSince1970(year as number, month as number, date as number),
    sheet,
  };
}

/** The fate of each row by its line or cell; those of entries, shifts and facts are `entry`, `shift` and `fact`. */
export function fatesOf({ settled, entries, shifts, facts }: Reading): Record<string, string> {
  const name = ({ at }: Pick<SettledRow, "at">) => `${at.sheet !== null && at.sheet > 1 ? `${at.sheet}!` : ""}${at.cell ?? at.line}`;
  return Object.fromEntries([
    ...settled.map((row) => [name(row), row.fate]),
    ...entries.map((entry) => [name(entry), "entry"]),
    ...shifts.map((shift) => [name(shift), "shift"]),
    ...facts.map((fact) => [name(fact), "fact"]),
  ]);
}

/** `2026-11-30T18:00 to 2026-11-30T19:30` for each entry. */
export function hoursOf({ entries }: Reading): string[] {
  return entries.map(({ start, end }) => `${writeLocal(start.local)} to ${end === null ? "?" : writeLocal(end.local)}`);
}

/** The words of all messages of a reading. */
export function wordsOf({ settled, questions, guesses }: Reading): string {
  const messages = [
    ...settled.flatMap(({ detail }) => (detail === undefined ? [] : [detail])),
    ...questions.flatMap(({ message, answer }) => [message, answer]),
    ...guesses.map(({ message }) => message),
  ];
  return messages.map((message) => message.map((part) => ("own" in part ? part.own : "«not ours»")).join("")).join("\n");
}
