/** Finds the tables that a mapping names: the rows that have all of its headings. */
import { joined, type Message, say, trusted } from "../../message.ts";
import { columnLetters } from "../column-letters.ts";
import { GENERAL_HEADINGS, type NamedColumns } from "../mapping/headings.ts";
import type { ColumnRole, TableMapping } from "../mapping/mapping.ts";
import type { Row } from "../source.ts";
import { columnAt, isBlankRow, normalizedHeading, rowAt } from "./cells.ts";
import { columnNamed, headingNames } from "./heading-row.ts";
import { shapeOf, sideColumns } from "./recognize.ts";
import type { Layout } from "./section.ts";

type Columns = ReadonlyMap<ColumnRole, readonly number[]>;

/** Where a table of the mapping begins. */
export interface MappedHeading {
  /** Position of the heading row among the rows; -1 if the table has none. */
  readonly index: number;
  readonly columns: Columns;
  readonly mapping: TableMapping;
}

/** The columns of a mapped table in a heading row; null if it does not have all of them. */
function columnsIn(row: Row, { columns = {} }: TableMapping): Columns | null {
  const names = headingNames(row);
  const found = new Map<ColumnRole, readonly number[]>();
  for (const [role, headings] of rolesOf(columns)) {
    const some = headings.map((heading) => columnNamed(heading, names));
    if (some.includes(null)) return null;
    found.set(role, some as number[]);
  }
  return found;
}

function rolesOf(columns: NonNullable<TableMapping["columns"]>): [ColumnRole, readonly string[]][] {
  return Object.entries(columns).flatMap(([role, headings]) => (headings === undefined ? [] : [[role as ColumnRole, [headings].flat()]]));
}

/** The heading rows of the tables that a mapping names, in their order. */
export function mappedHeadings(rows: readonly Row[], tables: readonly TableMapping[]): readonly MappedHeading[] {
  const found: MappedHeading[] = [];
  for (const mapping of tables) {
    if (mapping.columns === undefined) continue;
    const isPositional = rolesOf(mapping.columns).every(([, headings]) => headings.every((one) => columnAt(one) !== null));
    const line = mapping.headings === undefined ? null : rowAt(mapping.headings);
    if (isPositional && line === null) {
      const columns = columnsIn({ line: 0, cells: [], isHidden: false }, mapping);
      if (columns !== null) found.push({ index: -1, columns, mapping });
      continue;
    }
    for (const [index, row] of rows.entries()) {
      if ((line !== null && row.line !== line) || isBlankRow(row) || found.some((one) => one.index === index)) continue;
      const columns = columnsIn(row, mapping);
      if (columns !== null) found.push({ index, columns, mapping });
    }
  }
  return found.sort((a, b) => a.index - b.index);
}

/** The layout of a mapped table. */
export function mappedLayout({ columns, mapping }: MappedHeading, heading: Row | null, body: readonly Row[]): Layout {
  const used = new Set([...columns.values()].flat());
  const side = sideColumns(heading, body);
  const isStatus = (column: number) => (columns.get("status") ?? []).includes(column);
  return {
    rows: mapping.rows ?? (columns.has("joined") ? "stay" : shapeOf(columns)),
    columns: new Map([...columns].map(([role, some]) => [role, role === "status" ? some.filter((one) => !side.flags.has(one)) : some])),
    named: (mapping.columns ?? {}) as NamedColumns,
    flags: new Map([...side.flags].filter(([column]) => isStatus(column) || !used.has(column))),
    dates: side.dates.filter((column) => !used.has(column)),
  };
}

/** A note on a known status column that the mapping omits, because canceled rows would attend; null if no column is omitted. */
export function unusedStatus(heading: Row | null, { columns, flags }: Layout): Message | null {
  const names = heading === null ? new Map<string, number>() : headingNames(heading);
  const known = STATUS_HEADINGS.find((one) => names.has(normalizedHeading(one)));
  if (known === undefined || columns.has("status") || flags.size > 0) return null;
  const letters = columnLetters(names.get(normalizedHeading(known)) as number);
  return say`Column ${trusted(letters)}, \`${trusted(known)}\`, is not in the mapping. Canceled rows count as planned.`;
}

const STATUS_HEADINGS = ["APPT_STATUS_NAME", ...(GENERAL_HEADINGS.status ?? [])];

/** Which columns of the mapping the best row lacks. */
export function missingColumns(rows: readonly Row[], tables: readonly TableMapping[]): Message {
  const lacking = tables.flatMap(({ columns = {} }) => {
    const perRow = rows.map((row) => {
      const names = headingNames(row);
      return rolesOf(columns).filter(([, headings]) => headings.some((one) => columnNamed(one, names) === null));
    });
    const [fewest] = perRow.sort((a, b) => a.length - b.length);
    return (fewest ?? rolesOf(columns)).map(([role]) => role);
  });
  return joined(lacking.map((role) => say`\`${trusted(role)}\``));
}
