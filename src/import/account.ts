/** The account of an import: every source row in exactly one count, with its location and the reason. */
import { groupedBy } from "../grouped.ts";
import type { Message } from "../message.ts";
import type { Question, Reading, RowFate, SettledRow } from "./entry.ts";
import { byLocation, locationKey } from "./locations.ts";
import type { RowLocation, SourceFormat } from "./source.ts";

/** A row of a source, and what became of it. */
export interface AccountedRow {
  readonly at: RowLocation;
  readonly fate: RowFate;
  readonly detail: Message | null;
}

export interface Account {
  /** The format of each file of the run. */
  readonly formats: readonly SourceFormat[];
  /** In the order of the sources. */
  readonly rows: readonly AccountedRow[];
  /** The number of rows that may belong in the roster but are not in it. */
  readonly open: number;
}

/** How many people an import has, so that a wrong column is seen. */
export interface PeopleCounts {
  /** Patients and couples who have an id. Partners of couples are patients too. */
  readonly patients: number;
  readonly couples: number;
  /** The sums of the headcounts of all sessions. */
  readonly counted: { readonly patients: number; readonly couples: number };
}

/** Fates by precedence: a row with several entries gets the first one that applies. */
const FATES: readonly RowFate[] = [
  "waits",
  "not-understood",
  "no-time",
  "no-kind",
  "session",
  "availability",
  "people-list",
  "no-show",
  "canceled",
  "does-not-attend",
  "duplicate",
  "left-out",
  "hidden",
  "outside-week",
  "total",
  "heading",
  "blank",
];

/** The fates of open rows: they may belong in the roster, and are not in it. */
const OPEN: ReadonlySet<RowFate> = new Set(["waits", "not-understood", "no-time", "no-kind"]);

/** The account of all rows. Throws if a reading names a row and nothing settles it, which is a bug of ours. */
export function accountOf(readings: readonly Reading[], settled: readonly SettledRow[]): Account {
  const all = [...readings.flatMap((reading) => reading.settled), ...settled];
  const rows = [...groupedBy(all, ({ at }) => locationKey(at)).values()].map(decided).sort((a, b) => byLocation(a.at, b.at));
  const known = new Set(rows.map(({ at }) => locationKey(at)));
  for (const { at } of readings.flatMap(({ entries, shifts, facts }) => [...entries, ...shifts, ...facts]))
    if (!known.has(locationKey(at))) throw new Error("a source row is in no count of the account");
  return { formats: readings.map(({ format }) => format), rows, open: rows.filter(({ fate }) => OPEN.has(fate)).length };
}

/** Whether a question is about more than rows that are left out: rows in the roster may be wrong, or rows may be missing. */
export function isBeyondOpenRows({ at }: Question, { rows }: Account): boolean {
  const open = new Set(rows.filter(({ fate }) => OPEN.has(fate)).map((row) => locationKey(row.at)));
  return at.length === 0 || at.some((one) => !open.has(locationKey(one)));
}

/** The rows by their fate, in the order of `FATES`. */
export function countsOf({ rows }: Account): ReadonlyMap<RowFate, readonly AccountedRow[]> {
  const groups = groupedBy(rows, ({ fate }) => fate);
  return new Map(FATES.flatMap((fate) => (groups.has(fate) ? [[fate, groups.get(fate) as AccountedRow[]] as const] : [])));
}

/** The one fate of a row. */
function decided(settled: readonly SettledRow[]): AccountedRow {
  const [first, ...others] = settled as [SettledRow, ...SettledRow[]];
  const {
    at,
    fate,
    detail = null,
  } = others.reduce((before, one) => (FATES.indexOf(one.fate) < FATES.indexOf(before.fate) ? one : before), first);
  return { at, fate, detail };
}
