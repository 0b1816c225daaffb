/** Divides a table into its sections: titles, headings and the rows below them. A file may have several tables one below the other. */
import type { Message } from "../../message.ts";
import { say } from "../../message.ts";
import type { Question, RowFate } from "../entry.ts";
import type { TableMapping } from "../mapping/mapping.ts";
import type { Row, Table } from "../source.ts";
import { filled, isBlankRow, normalizedHeading, rowAt, spread } from "./cells.ts";
import { type MappedHeading, mappedHeadings, mappedLayout, unusedStatus } from "./mapped.ts";
import { type Meeting, meetingAbove } from "./meeting.ts";
import { isHeadingRow, type Recognized, recognize } from "./recognize.ts";
import type { Section } from "./section.ts";

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

/** The sections of a table by a mapping's tables, or without them by what is recognized; null if there are none. */
export function divided(table: Table, wanted: readonly TableMapping[]): Divided | null {
  const rows = spread(table);
  const isMapped = wanted.some(({ columns }) => columns !== undefined);
  const parts = isMapped ? mappedParts(rows, wanted, table) : recognizedParts(rows, wanted, table);
  const claimed = new Set<number>();
  const sections: Section[] = [];
  const outside: Outside[] = [];
  const guesses: Message[] = [];
  const questions: Pick<Question, "message" | "answer">[] = [];
  const recognized: (Recognized & { readonly part: Part; readonly body: readonly Row[] })[] = [];
  for (const part of parts) {
    const body = rows.slice(part.heading + 1, part.end);
    const heading = part.heading < 0 ? null : (rows[part.heading] as Row);
    const found = part.mapped === null ? recognize(heading, body, table) : mappedSection(part.mapped, heading, body);
    if (found !== null) recognized.push({ ...found, part, body });
  }
  const kept = recognized.filter((one, i) => !isSuperseded(one, recognized) && !isMeetingFacts(one, recognized.slice(i + 1), rows));
  for (const one of recognized) {
    const { part, body } = one;
    if (kept.includes(one)) {
      guesses.push(...one.guesses);
      questions.push(...one.questions);
      const meeting: Meeting | null = one.layout.rows === "stay" ? meetingAbove(rows.slice(0, Math.max(part.heading, 0))) : null;
      sections.push({ ...one.layout, table, heading: part.heading < 0 ? null : (rows[part.heading] as Row), body, meeting });
      if (part.heading >= 0) claim(part.heading, "heading");
    } else {
      const isFacts = !isSuperseded(one, recognized);
      for (let i = part.heading + 1; i < part.end; i++)
        if (!isBlankRow(rows[i] as Row)) claim(i, isFacts ? "heading" : "duplicate", isFacts ? undefined : REJOINS);
    }
    if (kept.includes(one)) for (let i = part.heading + 1; i < part.end; i++) claimed.add(i);
  }
  if (sections.length === 0) return null;
  const first = Math.max(0, Math.min(...parts.map(({ heading }) => heading)));
  for (const [i, row] of rows.entries()) {
    if (claimed.has(i)) continue;
    const fate = row.isHidden
      ? "hidden"
      : isBlankRow(row)
        ? "blank"
        : i <= first || isTitle(row) || isHeadingRow(row, table) || !isMapped
          ? "heading"
          : "left-out";
    outside.push({ row, fate });
  }
  return { sections, outside, guesses, questions };

  function claim(i: number, fate: RowFate, detail?: Message): void {
    claimed.add(i);
    const row = rows[i] as Row;
    outside.push({ row, fate: row.isHidden ? "hidden" : fate, ...(detail === undefined || row.isHidden ? {} : { detail }) });
  }
}

function mappedSection(mapped: MappedHeading, heading: Row | null, body: readonly Row[]): Recognized {
  const layout = mappedLayout(mapped, heading, body);
  const unused = layout.rows === "attendee" || layout.rows === "session" ? unusedStatus(heading, layout) : null;
  return { layout, guesses: unused === null ? [] : [unused], questions: [] };
}

const REJOINS = say`the table below it has each stay`;

/** A list of first joins beside a list of all joins. */
function isSuperseded({ layout }: Recognized, all: readonly Recognized[]): boolean {
  const isSummary = (one: Recognized) => normalizedHeading([one.layout.named.joined ?? ""].flat().join(" ")) === "first join";
  return layout.rows === "stay" && isSummary({ layout } as Recognized) && all.some((one) => one.layout.rows === "stay" && !isSummary(one));
}

/** Whether a table only has the facts of the meeting whose participants are below it. */
function isMeetingFacts(
  { layout, part }: Recognized & { readonly part: Part },
  below: readonly Recognized[],
  rows: readonly Row[],
): boolean {
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
  return headings
    .map((mapped, i): Part => {
      // The same headings again, at the top of a page, begin nothing.
      const next = headings.find(({ index, mapping }) => index > mapped.index && mapping !== mapped.mapping)?.index ?? rows.length;
      const foreign = rows.findIndex(
        (row, at) => at > mapped.index + 1 && isBlankRow(rows[at - 1] as Row) && isForeign(row, mapped, rows, table),
      );
      return {
        heading: mapped.index,
        end: withoutTitles(rows, Math.min(next, foreign < 0 ? rows.length : foreign)),
        mapped: i >= 0 ? mapped : null,
      };
    })
    .filter(({ heading }, i, all) => i === 0 || heading >= (all[i - 1] as Part).end || heading < 0);
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
  const isHeadings = filled(row).every(({ text, number }) => number === undefined && !/\d/.test(text));
  return [{ heading: isHeadings ? first : -1, end: rows.length, mapped: null }];
}

/** The end of a section without the title of the next one: single cells of text just above its headings. */
function withoutTitles(rows: readonly Row[], end: number): number {
  if (end >= rows.length) return rows.length;
  let first = end;
  while (first > 0 && isTitle(rows[first - 1] as Row)) first--;
  return first;
}
