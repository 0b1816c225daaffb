/** Recognizes what the columns of a table hold, without a mapping: by known headings, and by tests of values. Two candidates are a question. */
import { joined, type Message, say, trusted } from "../../message.ts";
import { columnLetters } from "../column-letters.ts";
import type { Question } from "../entry.ts";
import {
  DATE_HEADINGS,
  FLAG_HEADINGS,
  type FlagMeaning,
  GENERAL_HEADINGS,
  KNOWN_EXPORTS,
  NAME_PAIRS,
  type NamedColumns,
} from "../mapping/headings.ts";
import type { ColumnRole, RowShape } from "../mapping/mapping.ts";
import type { Cell, Row, Table } from "../source.ts";
import { filled, isBlank, normalizedHeading } from "./cells.ts";
import { beginsWithCount, whatCellsHold } from "./headcounts.ts";
import { columnNamed, headingNames, knownColumns } from "./heading-row.ts";
import { momentIn } from "./moments.ts";
import type { Layout } from "./section.ts";
import { isStatusWord, yesOrNo } from "./statuses.ts";
import { readLength } from "./times.ts";

/** What is recognized in a table. */
export interface Recognized {
  readonly layout: Layout;
  readonly guesses: readonly Message[];
  readonly questions: readonly Pick<Question, "message" | "answer">[];
}

/** Columns that are not read as roles, with what they say of a row. */
export function sideColumns(heading: Row | null, body: readonly Row[]): Pick<Layout, "flags" | "dates"> {
  const named = (headings: readonly string[]) => {
    const wanted = new Map(headings.map((name) => [normalizedHeading(name), name]));
    return [...(heading?.cells ?? []).entries()].flatMap(([column, { text }]) => {
      const known = wanted.get(normalizedHeading(text));
      return known === undefined ? [] : [[column, known] as const];
    });
  };
  const flags = named(Object.keys(FLAG_HEADINGS)).filter(([column]) =>
    body.every(({ cells }) => yesOrNo(cells[column]?.text ?? "") !== null),
  );
  return {
    flags: new Map(flags.map(([column, name]) => [column, FLAG_HEADINGS[name as keyof typeof FLAG_HEADINGS] as FlagMeaning])),
    dates: named(DATE_HEADINGS).map(([column]) => column),
  };
}

/** What the columns of a table hold; null if nothing is recognized. */
export function recognize(heading: Row | null, body: readonly Row[], { isFrom1904 }: Table): Recognized | null {
  const names: ReadonlyMap<string, number> = heading === null ? new Map() : headingNames(heading);
  const side = sideColumns(heading, body);
  const fits = KNOWN_EXPORTS.filter(({ signature }) => signature.every((one) => names.has(normalizedHeading(one))));
  const [known] = fits.sort((a, b) => b.signature.length - a.signature.length);
  if (known !== undefined) {
    const named = Object.fromEntries(
      Object.entries(known.columns).filter(([, headings]) => [headings].flat().every((one) => names.has(normalizedHeading(one)))),
    ) as NamedColumns;
    const guesses = [say`The columns match a known export: ${trusted(known.name)}. This export lacks ${trusted(known.lacks)}.`];
    return {
      layout: { rows: known.rows, columns: columnsOf(named, names), named, instead: known.instead, ...side },
      guesses,
      questions: [],
    };
  }
  return byHeadings(names, body, isFrom1904, side);
}

function columnsOf(named: NamedColumns, names: ReadonlyMap<string, number>): Layout["columns"] {
  return new Map(
    Object.entries(named).map(([role, headings]) => [
      role as ColumnRole,
      [headings].flat().map((one) => columnNamed(one, names) as number),
    ]),
  );
}

/** Roles that a heading has whatever its column holds. */
const HEADING_SUFFICES: ReadonlySet<ColumnRole> = new Set(["end", "minutes", "status"]);

/** The values that a column of a role has, where headings alone could mean another. */
function isOfRole(role: ColumnRole, cells: readonly Cell[], isFrom1904: boolean): boolean {
  const some = cells.filter((cell) => !isBlank(cell));
  const most = (fits: (cell: Cell) => boolean) => some.length > 0 && some.filter(fits).length * 2 >= some.length;
  const moment = (cell: Cell) => momentIn(cell, isFrom1904);
  switch (role) {
    case "start":
    case "end":
    case "joined":
    case "left":
      return most((cell) => moment(cell)?.start != null);
    case "date":
      return most((cell) => moment(cell)?.date != null);
    case "weekday":
      return most((cell) => moment(cell)?.weekday != null);
    case "minutes":
      return most((cell) => readLength(cell) !== null);
    case "headcount":
    case "couples":
      return most(({ text }) => beginsWithCount(text)) || whatCellsHold(some) === "headcounts";
    case "cpt":
      return most(isCode);
    case "patient":
      return whatCellsHold(some) === "names";
    case "status":
      return most(({ text }) => !/^[\d.,]+$/.test(text));
    default:
      return some.length > 0;
  }
}

function isCode({ text }: Cell): boolean {
  return /^(?:\d{5}|[A-Z]\d{4})\b/i.test(text.trim());
}

/** Codes of therapy. A column without a heading of its own is not taken for one of codes because it has zip codes. */
const THERAPY_CODE = /^(?:9079[12]|90785|9083[2346789]|90840|9084[679]|90853|H00(?:04|05|15|35)|G0410|S9480)(?:$|[\s,;/.-])/i;

function byHeadings(
  names: ReadonlyMap<string, number>,
  body: readonly Row[],
  isFrom1904: boolean,
  side: Pick<Layout, "flags" | "dates">,
): Recognized | null {
  const rows = body.filter((row) => filled(row).length > 1);
  const cellsIn = (column: number) => rows.flatMap(({ cells }) => cells[column] ?? []);
  const columns = new Map<ColumnRole, readonly number[]>();
  const named: Partial<Record<ColumnRole, string | readonly string[]>> = {};
  const guesses: Message[] = [];
  const questions: Pick<Question, "message" | "answer">[] = [];
  const taken = new Set<number>(side.flags.keys());
  for (const [role, headings] of Object.entries(GENERAL_HEADINGS) as [ColumnRole, readonly string[]][]) {
    const candidates = headings.flatMap((heading) => {
      const column = names.get(normalizedHeading(heading));
      return column === undefined || taken.has(column) ? [] : [{ heading, column }];
    });
    const unclear = role === "patient" ? candidates.filter(({ column }) => whatCellsHold(cellsIn(column)) === "both") : [];
    for (const { heading, column } of unclear) {
      taken.add(column);
      questions.push(namesOrHeadcounts(heading, column));
    }
    if (unclear.length > 0) continue;
    const fitting = candidates.filter(({ column }) => isOfRole(role, cellsIn(column), isFrom1904));
    // A column of end times is never ignored, even if no value is readable.
    const unfit = HEADING_SUFFICES.has(role) ? candidates.filter(({ column }) => cellsIn(column).some((cell) => !isBlank(cell))) : [];
    const found = fitting.length > 0 ? fitting : unfit;
    const different = found.filter(({ column }, i) => i === 0 || !isAlike(found[0]?.column as number, column, rows));
    const [first, another] = different;
    if (first === undefined) continue;
    for (const { column } of found) taken.add(column);
    if (another !== undefined) {
      questions.push(whichColumn(role, different));
      continue;
    }
    columns.set(role, [first.column]);
    named[role] = first.heading;
    guesses.push(
      say`Column ${trusted(columnLetters(first.column))}, \`${trusted(first.heading)}\`, is read as ${trusted(role)}: its heading says so.`,
    );
  }
  const pair = NAME_PAIRS.find((both) => both.every((heading) => names.has(normalizedHeading(heading))));
  if (pair !== undefined && !columns.has("patient") && questions.length === 0) {
    columns.set(
      "patient",
      pair.map((heading) => names.get(normalizedHeading(heading)) as number),
    );
    named.patient = pair;
    guesses.push(say`\`${trusted(pair[0])}\` and \`${trusted(pair[1])}\` together are read as patient: their headings say so.`);
  }
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const known = knownColumns(names);
  const free = [...Array(width).keys()].filter((column) => !taken.has(column) && !side.dates.includes(column) && !known.has(column));
  const contents = new Map<number, readonly Cell[]>();
  const contentOf = (column: number) => {
    const content = contents.get(column) ?? cellsIn(column).filter((cell) => !isBlank(cell));
    contents.set(column, content);
    return content;
  };
  const test = (role: ColumnRole, why: string, isIt: (cell: Cell) => boolean) => {
    if (columns.has(role)) return;
    const fitting = free.filter((column) => {
      return !columnIsTaken(columns, column) && areMost(contentOf(column), isIt);
    });
    const [column, another] = fitting;
    if (column === undefined) return;
    if (another !== undefined) {
      questions.push(
        whichColumn(
          role,
          fitting.map((one) => ({ column: one, heading: null })),
        ),
      );
      return;
    }
    columns.set(role, [column]);
    named[role] = `column ${columnLetters(column)}`;
    guesses.push(say`Column ${trusted(columnLetters(column))} is read as ${trusted(role)}: ${trusted(why)}.`);
  };
  const written = (cell: Cell) => momentIn(cell, isFrom1904);
  const hasTime = () => ["start", "joined"].some((role) => columns.has(role as ColumnRole));
  if (!hasTime() && !columns.has("date"))
    test("start", "its values are dates with times", (cell) => written(cell)?.date != null && written(cell)?.start != null);
  if (!hasTime() && !columns.has("date")) test("date", "its values are dates", (cell) => written(cell)?.date != null);
  if (!hasTime() && columns.has("date"))
    test("start", "its values are times", (cell) => written(cell)?.start != null && cell.number === undefined);
  if (!columns.has("cpt")) test("cpt", "its values are billing codes", ({ text }) => THERAPY_CODE.test(text.trim()));
  if (!columns.has("status"))
    test(
      "status",
      "its values are words for a status",
      ({ text }) => isStatusWord(text) && !/^(?:yes|no|none|new|open)$/i.test(text.trim()),
    );
  if (columns.size === 0 && questions.length === 0) return null;
  return { layout: { rows: shapeOf(columns), columns, named, ...side }, guesses, questions };
}

/** Whether four fifths of the cells fit. Most columns fail after a few cells. */
function areMost(cells: readonly Cell[], fits: (cell: Cell) => boolean): boolean {
  let misfits = 0;
  for (const cell of cells) if (!fits(cell) && ++misfits * 5 > cells.length) return false;
  return cells.length > 0;
}

function columnIsTaken(columns: Layout["columns"], column: number): boolean {
  return [...columns.values()].some((some) => some.includes(column));
}

/** Whether two columns have the same text in each row. */
function isAlike(one: number, other: number, rows: readonly Row[]): boolean {
  return rows.every(({ cells }) => (cells[one]?.text ?? "") === (cells[other]?.text ?? ""));
}

/** What a row is, by the columns that are there. */
export function shapeOf(columns: Layout["columns"]): RowShape {
  if (columns.has("joined") && columns.has("left")) return "stay";
  const isPerson = columns.has("patient") || columns.has("record");
  if (columns.has("headcount") || columns.has("couples")) return "session";
  if (!isPerson) return "session";
  return columns.has("start") || columns.has("date") || columns.has("weekday") ? "attendee" : "people";
}

/** Asks what a column of names and numbers holds. A column of names is never one of numbers by its majority. */
function namesOrHeadcounts(heading: string, column: number): Pick<Question, "message" | "answer"> {
  const name = trusted(heading);
  return {
    message: say`Column ${trusted(columnLetters(column))}, \`${name}\`, has numbers and text, so it can hold headcounts or patients.`,
    answer: say`Name what it holds in the mapping: columns: { headcount: ${name} } for numbers of patients, columns: { patient: ${name} } for names, columns: { record: ${name} } for record numbers`,
  };
}

function whichColumn(
  role: ColumnRole,
  candidates: readonly { readonly column: number; readonly heading: string | null }[],
): Pick<Question, "message" | "answer"> {
  const names = candidates.map(({ column, heading }) =>
    heading === null
      ? say`column ${trusted(columnLetters(column))}`
      : say`column ${trusted(columnLetters(column))} (\`${trusted(heading)}\`)`,
  );
  const [first] = candidates;
  const example = first?.heading ?? `column ${columnLetters(first?.column ?? 0)}`;
  return {
    message: say`${joined(names, ", ", " and ")} can both be read as ${trusted(role)}.`,
    answer: say`Name one in the mapping, such as: columns: { ${trusted(role)}: ${trusted(example)} }`,
  };
}
