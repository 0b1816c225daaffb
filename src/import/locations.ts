/** Rows of sources in words: `lines 2–9 and 12`, `sheet 2, rows 5–7`. */
import { groupedBy } from "../grouped.ts";
import { columnIndex } from "./column-letters.ts";
import type { RowLocation, SourceFormat } from "./source.ts";

/** Maximum ranges of rows to list; the rest is counted. */
const MAX_RANGES = 12;

const WORDS: Readonly<Record<SourceFormat, string>> = { csv: "line", ics: "line", xlsx: "row", fhir: "resource" };

/** A location as text, the same for equal ones. */
export function locationKey({ file, sheet, line, cell }: RowLocation): string {
  return `${file}/${sheet}/${line}/${cell}`;
}

/** The order of the source: by file, sheet, line, then column. */
export function byLocation(a: RowLocation, b: RowLocation): number {
  return a.file - b.file || (a.sheet ?? 0) - (b.sheet ?? 0) || a.line - b.line || columnOf(a) - columnOf(b);
}

/** `C4` is in column 2; a whole row comes before its cells. */
function columnOf({ cell }: RowLocation): number {
  return columnIndex(/^[A-Z]*/.exec(cell ?? "")?.[0] ?? "");
}

/** Removes duplicate locations: a recurring event has several entries at one location. */
export function distinct(rows: readonly RowLocation[]): readonly RowLocation[] {
  return [...new Map(rows.map((at) => [locationKey(at), at])).values()];
}

/** Where rows are, in the order in which they are given. `formats` are those of the files; a lone file is not named. */
export function locationsInWords(rows: readonly RowLocation[], formats: readonly SourceFormat[]): string {
  const places = [...groupedBy(rows, ({ file, sheet }) => JSON.stringify([file, sheet])).values()].map((some) => {
    const [{ file, sheet }] = some as [RowLocation];
    const source = [...(formats.length > 1 ? [`file ${file + 1}`] : []), ...(sheet === null ? [] : [`sheet ${sheet}`])];
    return [...source, rangesOf(some, WORDS[formats[file] ?? "csv"])].join(", ");
  });
  return places.join("; ");
}

function rangesOf(rows: readonly RowLocation[], word: string): string {
  const cells = rows.flatMap(({ cell }) => cell ?? []);
  if (cells.length === rows.length) return `${cells.length === 1 ? "cell" : "cells"} ${shortened(cells)}`;
  const lines = [...new Set(rows.map(({ line }) => line))].sort((a, b) => a - b);
  const ranges: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to === line - 1) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  const named = ranges.map(({ from, to }) => (from === to ? String(from) : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`));
  return `${lines.length === 1 ? word : `${word}s`} ${shortened(named)}`;
}

function shortened(words: readonly string[]): string {
  const listed = words.slice(0, MAX_RANGES).join(", ");
  return words.length > MAX_RANGES ? `${listed} and more` : listed;
}
