/** Divides a table into its sections: titles, headings and the rows below them. A file may have several tables one below the other. */
import type { Message } from "../../message.ts";
import { say } from "../../message.ts";
import type { Question, RowFate } from "../entry.ts";
import type { TableMapping } from "../mapping/mapping.ts";
import type { Row, Table } from "../source.ts";
import { filled, isBlankRow, normalizedHeading, rowAt, spread } from "./cells.ts";
import { isHeadingRow } from "./heading-row.ts";
import { type MappedHeading, mappedHeadings, mappedLayout, unusedStatus } from "./mapped.ts";
import { meetingAbove } from "./meeting.ts";
import { type Recognized, recognize } from "./recognize.ts";
import type { Layout, Section } from "./section.ts";

/** Rows outside of sections, with what they are. */
interface Outside {
  readonly row: Row;
  readonly fate: RowFate;
  readonly detail?: Message;
}

export interface Divided {
  readonly sections: readonly Section[];
  readonly outside: readonly Outside[];
  readonly guesses: readonly Message[];
  /** Questions about columns; nothing can be read before they are answered. */
  readonly questions: readonly Pick<Question, "message" | "answer">[];
}

/** A heading row and its rows, as positions. */
interface Part {
  readonly heading: number;
  readonly end: number;
  readonly mapped: MappedHeading | null;
}

interface FoundPart extends Recognized {
  readonly part: Part;
  readonly heading: Row | null;
  readonly body: readonly Row[];
}

/** The sections of a table by a mapping's tables, or without them by what is recognized; null if there are none. */
export function divided(table: Table, wanted: readonly TableMapping[]): Divided | null {
  const rows = spread(table);
  const isMapped = wanted.some(({ columns }) => columns !== undefined);
  const parts = isMapped ? mappedParts(rows, wanted, table) : recognizedParts(rows, wanted, table);
  const found = parts.flatMap((part): FoundPart[] => {
    const heading = rows[part.heading] ?? null;
    const body = rows.slice(part.heading + 1, part.end);
    const what = part.mapped === null ? recognize(heading, body, table) : mappedSection(part.mapped, heading, body);
    return what === null ? [] : [{ ...what, part, heading, body }];
  });
  const outside = new Map<Row, Omit<Outside, "row">>();
  const kept = found.filter((one, i) => {
    const superseded = isSuperseded(one, found);
    if (superseded) for (const row of one.body) outside.set(row, { fate: "duplicate", detail: REJOINS });
    else if (isMeetingFacts(one, found.slice(i + 1), rows)) for (const row of one.body) outside.set(row, { fate: "heading" });
    else return true;
    return false;
  });
  if (kept.length === 0) return null;
  const read = new Set(kept.flatMap(({ body }) => body));
  const top = rows.slice(0, Math.max(0, Math.min(...parts.map(({ heading }) => heading))) + 1);
  const isNoData = (row: Row) => !isMapped || top.includes(row) || isTitle(row) || isHeadingRow(row, table);
  const outsideOf = (row: Row): Outside => {
    if (row.isHidden) return { row, fate: "hidden" };
    if (isBlankRow(row)) return { row, fate: "blank" };
    return { row, ...(outside.get(row) ?? { fate: isNoData(row) ? "heading" : "left-out" }) };
  };
  return {
    sections: kept.map(({ layout, part, heading, body }): Section => {
      const meeting = layout.rows === "stay" ? meetingAbove(rows.slice(0, Math.max(part.heading, 0))) : null;
      return { ...layout, table, heading, body, meeting };
    }),
    outside: rows.filter((row) => !read.has(row)).map(outsideOf),
    guesses: kept.flatMap(({ guesses }) => guesses),
    questions: kept.flatMap(({ questions }) => questions),
  };
}

function mappedSection(mapped: MappedHeading, heading: Row | null, body: readonly Row[]): Recognized {
  const layout = mappedLayout(mapped, heading, body);
  const unused = layout.rows === "attendee" || layout.rows === "session" ? unusedStatus(heading, layout) : null;
  return { layout, guesses: unused === null ? [] : [unused], questions: [] };
}

const REJOINS = say`the table below lists each stay`;

/** A list of first joins beside a list of all joins. */
function isSuperseded({ layout }: FoundPart, all: readonly FoundPart[]): boolean {
  const isSummary = ({ rows, named }: Layout) =>
    rows === "stay" && normalizedHeading([named.joined ?? ""].flat().join(" ")) === "first join";
  return isSummary(layout) && all.some((one) => one.layout.rows === "stay" && !isSummary(one.layout));
}

/** Whether a table only has the facts of the meeting whose participants are below it. */
function isMeetingFacts({ layout, part }: FoundPart, below: readonly FoundPart[], rows: readonly Row[]): boolean {
  if (layout.rows === "stay" || !below.some((one) => one.layout.rows === "stay")) return false;
  return meetingAbove(rows.slice(part.heading, part.end)) !== null;
}

/** A row of one cell of text. */
function isTitle(row: Row): boolean {
  const cells = filled(row);
  return cells.length === 1 && !/^[\d.,\s]+$/.test(cells[0]?.text ?? "");
}

function mappedParts(rows: readonly Row[], wanted: readonly TableMapping[], table: Table): readonly Part[] {
  const headings = mappedHeadings(rows, wanted);
  const parts: Part[] = [];
  for (const mapped of headings) {
    // The same headings again, at the top of a page, begin nothing.
    if (mapped.index >= 0 && mapped.index < (parts.at(-1)?.end ?? 0)) continue;
    const next = headings.find(({ index, mapping }) => index > mapped.index && mapping !== mapped.mapping)?.index ?? rows.length;
    const isOther = (row: Row, i: number) => i > mapped.index + 1 && isBlankRow(rows[i - 1] as Row) && isForeign(row, mapped, rows, table);
    const other = rows.findIndex(isOther);
    parts.push({ heading: mapped.index, end: withoutTitles(rows, Math.min(next, other < 0 ? rows.length : other)), mapped });
  }
  return parts;
}

/** Headings of another table below a blank row. */
function isForeign(row: Row, { index }: MappedHeading, rows: readonly Row[], table: Table): boolean {
  return isHeadingRow(row, table) && textOf(row) !== textOf(rows[index] ?? row);
}

function textOf({ cells }: Row): string {
  return cells
    .map(({ text }) => normalizedHeading(text))
    .join("\n")
    .trim();
}

function recognizedParts(rows: readonly Row[], [wanted]: readonly TableMapping[], table: Table): readonly Part[] {
  const line = wanted?.headings === undefined ? null : rowAt(wanted.headings);
  const known = rows.flatMap((row, i) => ((line === null ? isHeadingRow(row, table) : row.line === line) ? [i] : []));
  const distinct = known.filter((index, i) => i === 0 || textOf(rows[index] as Row) !== textOf(rows[known[i - 1] as number] as Row));
  if (distinct.length > 0) {
    return distinct.map((heading, i): Part => ({ heading, end: withoutTitles(rows, distinct[i + 1] ?? rows.length), mapped: null }));
  }
  // No heading is known: the first row of several texts above rows with other things, or no headings at all.
  const first = rows.findIndex((row) => filled(row).length > 1);
  if (first < 0) return [];
  const row = rows[first] as Row;
  const isHeadings = filled(row).every(({ text, number }) => number === undefined && !/^[\d$]/.test(text));
  return [{ heading: isHeadings ? first : -1, end: rows.length, mapped: null }];
}

/** The end of a section without the title of the next one: single cells of text just above its headings. */
function withoutTitles(rows: readonly Row[], end: number): number {
  if (end >= rows.length) return rows.length;
  let first = end;
  while (first > 0 && isTitle(rows[first - 1] as Row)) first--;
  return first;
}
