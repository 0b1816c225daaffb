/** Reads one file of whatever format into entries, with the mapping that was used. */

import { readCsv } from "./csv.ts";
import { detect, misnamed } from "./detect.ts";
import type { Reading, Unimportable } from "./entry.ts";
import { readFhir } from "./fhir/read-fhir.ts";
import { readCalendar } from "./ics/read-calendar.ts";
import { type Mapping, TABLE_KEYS, type TableMapping } from "./mapping/mapping.ts";
import type { SourceFile, SourceFormat } from "./source.ts";
import { readTables, type TableOptions } from "./tables/read-tables.ts";
import { isUnimportable } from "./unimportable.ts";
import { readWorkbook } from "./xlsx/read-workbook.ts";

/** What one file says. */
export interface ReadFile {
  readonly reading: Reading;
  readonly used: Mapping;
}

/** Why a file cannot be read, and its format; null for an unknown format. */
export interface UnreadSource {
  readonly refused: Unimportable;
  readonly format: SourceFormat | null;
}

/** Reads a file; `index` is its position among those of the run. */
export function readSource(file: SourceFile, index: number, options: TableOptions): ReadFile | UnreadSource {
  const format = detect(file);
  if (typeof format !== "string") return { refused: format, format: null };
  const read = READERS[format](file, index, options);
  if (isUnimportable(read)) return { refused: read, format };
  const remark = misnamed(file, format);
  if (remark === null) return read;
  return { ...read, reading: { ...read.reading, guesses: [{ message: remark }, ...read.reading.guesses] } };
}

type Reader = (file: SourceFile, index: number, options: TableOptions) => ReadFile | Unimportable;

const READERS: Readonly<Record<SourceFormat, Reader>> = {
  csv: ({ bytes }, index, options) => {
    const table = readCsv(bytes, index);
    return isUnimportable(table) ? table : readTables([table], index, options);
  },
  xlsx: ({ bytes }, index, options) => {
    const tables = readWorkbook(bytes, index);
    return isUnimportable(tables) ? tables : readTables(tables, index, options);
  },
  ics: (file, index, options) => withMapping(readCalendar(file, index, options), options),
  fhir: (file, index, options) => withMapping(readFhir(file, index, options), options),
};

function withMapping(reading: Reading | Unimportable, { mapping }: TableOptions): ReadFile | Unimportable {
  return isUnimportable(reading) ? reading : { reading, used: mapping ?? { mapping: 1, from: reading.format } };
}

/** One mapping for all files of a run: what the files have in common, and the tables of each. */
export function mergedMapping(given: Mapping | null, read: readonly ReadFile[]): Mapping {
  const used = read.map((one) => one.used);
  const [first = given ?? { mapping: 1 }, ...others] = used;
  if (others.length === 0) return first;
  const tables = new Map(used.flatMap(tablesOf).map((table) => [JSON.stringify(table), table]));
  // What the files do not have in common is not said of all of them.
  const shared = Object.entries(first).filter(([key, value]) => {
    const isTable = key === "tables" || (TABLE_KEYS as readonly string[]).includes(key);
    return !isTable && others.every((other) => JSON.stringify(other[key as keyof Mapping]) === JSON.stringify(value));
  });
  const [only, another] = [...tables.values()];
  const ofTables = another === undefined ? only : { tables: [...tables.values()] };
  return { ...(Object.fromEntries(shared) as unknown as Mapping), mapping: 1, ...ofTables };
}

/** The tables that a mapping describes. */
function tablesOf(mapping: Mapping): TableMapping[] {
  if (mapping.tables !== undefined) return [...mapping.tables];
  const stated = TABLE_KEYS.filter((key) => mapping[key] !== undefined);
  return stated.length === 0 ? [] : [Object.fromEntries(stated.map((key) => [key, mapping[key]]))];
}
