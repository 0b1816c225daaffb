/** Weeks as CSV files and workbooks: rows of attendees, sessions, stays, shifts and people. Shares no code with the readers. */
import type { SourceFile } from "../../src/index.ts";
import { clockFor, FOR_ONE, instant, type PlainSession, type PlainWeek, pairsIn } from "./plain-week.ts";
import { utc } from "./wall-clock.ts";
import { workbookOf } from "./workbook-tables.ts";
import {
  areFirst,
  type Choose,
  type Form,
  isSaidByCode,
  mappedClinicians,
  titleRules,
  type Written,
  withoutFacts,
  withoutStays,
  withSessions,
} from "./written-forms.ts";

type Cell = string | { readonly serial: number; readonly format: 1 | 2 | 3 };

/** A column; without a role it is beside the point. */
interface Column<Row> {
  readonly role: string | null;
  readonly heading: string;
  cell(row: Row): Cell;
}

interface Table {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

type Medium = "csv" | "xlsx";

// --- times -------------------------------------------------------------------------------------------------------------

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

type DateForm = (year: number, month: number, date: number, day: string) => string;

const two = (n: number) => String(n).padStart(2, "0");
const US: readonly DateForm[] = [
  (y, m, d) => `${two(m)}/${two(d)}/${y}`,
  (y, m, d) => `${m}/${d}/${y}`,
  (y, m, d) => `${m}/${d}/${y % 100}`,
  (y, m, d) => `${two(m)}-${two(d)}-${y}`,
  (y, m, d, day) => `${day.slice(0, 3)} ${m}/${d}/${y}`,
];
const EUROPEAN: readonly DateForm[] = [(y, m, d) => `${two(d)}/${two(m)}/${y}`, (y, m, d) => `${d}.${m}.${y}`];
const CLEAR: readonly DateForm[] = [
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  (y, m, d) => `${y}/${m}/${d}`,
  (y, m, d) => `${MONTHS[m - 1]?.slice(0, 3)} ${d}, ${y}`,
  (y, m, d) => `${d} ${MONTHS[m - 1]?.slice(0, 3)} ${y}`,
  (y, m, d, day) => `${day}, ${MONTHS[m - 1]} ${d}, ${y}`,
];
/** They need `--week`. */
const WITHOUT_YEAR: readonly DateForm[] = [
  (_, m, d) => `${m}/${d}`,
  (_, m, d, day) => `${day.slice(0, 3)} ${MONTHS[m - 1]?.slice(0, 3)} ${d}`,
];

type ClockForm = (hour: number, minute: number) => string;
const CLOCK_24: readonly ClockForm[] = [(h, m) => `${two(h)}:${two(m)}`, (h, m) => `${two(h)}:${two(m)}:00`];
const CLOCK_12: readonly ClockForm[] = [
  (h, m) => `${h % 12 || 12}:${two(m)} ${h < 12 ? "AM" : "PM"}`,
  (h, m) => `${two(h % 12 || 12)}:${two(m)}${h < 12 ? "am" : "pm"}`,
  (h, m) => `${h % 12 || 12}${m === 0 ? "" : `:${two(m)}`} ${h < 12 ? "a.m." : "p.m."}`,
];

/** How a table writes its times. */
interface TimeForms {
  readonly isSerial: boolean;
  readonly from1904: boolean;
  readonly order: "mdy" | "dmy";
  readonly needsWeek: boolean;
  date(moment: number): Cell;
  time(moment: number): Cell;
  both(moment: number): Cell;
  clock(moment: number): string;
  /** Whether a date and time can be in one cell. A whole serial number is a date alone, if no format shows a time. */
  can(moment: number): boolean;
}

function timeForms(week: PlainWeek, choose: Choose, medium: Medium): TimeForms {
  const clock = clockFor(week.timezone);
  const order = choose("mdy", "mdy", "dmy");
  const ours = order === "mdy" ? US : EUROPEAN;
  const needsWeek = choose(false, false, false, true) && order === "mdy";
  const dateForms = needsWeek ? WITHOUT_YEAR : choose(ours, ours, CLEAR, [...ours, ...CLEAR]);
  const clockForms = choose(CLOCK_24, CLOCK_12, [...CLOCK_24, ...CLOCK_12]);
  const isSerial = choose(false, medium === "xlsx", false, true);
  const from1904 = medium === "xlsx" && choose(false, true);
  const [oneDate, oneClock] = [choose(...dateForms), choose(...clockForms)];
  const joint = choose(" ", ", ", " at ");
  const dateText = (moment: number) => {
    const shown = clock.shows(moment);
    const [year, month, date] = shown.slice(0, 10).split("-").map(Number) as [number, number, number];
    return oneDate(year, month, date, DAYS[new Date(`${shown.slice(0, 10)}T00:00Z`).getUTCDay()] as string);
  };
  const clockText = (moment: number) => {
    const [hour, minute] = clock.shows(moment).slice(11).split(":").map(Number) as [number, number];
    return oneClock(hour, minute);
  };
  const serial = (moment: number, format: 1 | 2 | 3): Cell => {
    const days = utc(clock.shows(moment)) / 1440 + 25_569 - (from1904 ? 1462 : 0);
    if (format === 1) return { serial: Math.floor(days), format };
    return { serial: format === 2 ? days - Math.floor(days) : days, format };
  };
  return {
    ...{ isSerial, from1904, order, needsWeek: needsWeek && !isSerial },
    date: (moment) => (isSerial ? serial(moment, 1) : dateText(moment)),
    time: (moment) => (isSerial ? serial(moment, 2) : clockText(moment)),
    both: (moment) => (isSerial ? serial(moment, 3) : `${dateText(moment)}${joint}${clockText(moment)}`),
    clock: clockText,
    can: (moment) => !(isSerial && medium === "csv" && clock.shows(moment).endsWith("T00:00")),
  };
}

/** Columns that say when something is, what they cannot say, and whether they need the week. */
interface TimeColumns<Row> {
  readonly columns: readonly Column<Row>[];
  readonly needsWeek: boolean;
  /** Whether the lengths are in the mapping. */
  readonly isMinutesMapped: boolean;
  can(from: number, until: number): boolean;
}

type TimeShape =
  | "both-both"
  | "date-clock-clock"
  | "date-clock-minutes"
  | "both-minutes"
  | "range"
  | "weekday"
  | "offsets"
  | "mapped-minutes";
const TIME_SHAPES: readonly TimeShape[] = [
  ...(["both-both", "date-clock-clock", "date-clock-minutes", "both-minutes", "range", "weekday", "offsets", "mapped-minutes"] as const),
];

function timeColumns<Row extends { readonly from: number; readonly until: number }>(
  week: PlainWeek,
  forms: TimeForms,
  choose: Choose,
  heading: (role: string, ...words: readonly string[]) => string,
  shapes: readonly TimeShape[] = TIME_SHAPES,
): TimeColumns<Row> {
  const shape = choose(...shapes);
  const clock = clockFor(week.timezone);
  const column = (role: string, words: readonly string[], cell: (row: Row) => Cell): Column<Row> => ({
    role,
    heading: heading(role, ...words),
    cell,
  });
  const start = (cell: (row: Row) => Cell) => column("start", ["Start", "Start Time", "Begins", "Von"], cell);
  const end = (cell: (row: Row) => Cell) => column("end", ["End", "End Time", "Finish", "Bis"], cell);
  const date = column("date", ["Date", "DOS", "Session Date", "Am"], ({ from }) => forms.date(from));
  const minutes = column("minutes", ["Minutes", "Duration", "Wie lange"], ({ from, until }) => lengthText(until - from, choose));
  const startsFirst = (from: number) => areFirst(week, [from]);
  const bothFirst = (from: number, until: number) => areFirst(week, [from, until]);
  const isShort = (from: number, until: number) => until - from < 720;
  const made = (columns: readonly Column<Row>[], can: TimeColumns<Row>["can"], more: Partial<TimeColumns<Row>> = {}) => ({
    ...{ columns, can, needsWeek: forms.needsWeek, isMinutesMapped: false },
    ...more,
  });
  switch (shape) {
    case "both-both":
      return made(
        [start(({ from }) => forms.both(from)), end(({ until }) => forms.both(until))],
        (from, until) => bothFirst(from, until) && forms.can(from) && forms.can(until),
      );
    case "date-clock-clock":
      return made([date, start(({ from }) => forms.time(from)), end(({ until }) => forms.time(until))], bothFirst);
    case "date-clock-minutes":
      return made([date, start(({ from }) => forms.time(from)), minutes], startsFirst);
    case "both-minutes":
      return made([start(({ from }) => forms.both(from)), minutes], (from) => startsFirst(from) && forms.can(from));
    case "range": {
      const joint = choose("-", " – ", " to ");
      const range = ({ from, until }: Row) => `${forms.clock(from)}${joint}${forms.clock(until)}`;
      return made([date, start(range)], (from, until) => bothFirst(from, until) && isShort(from, until));
    }
    case "weekday": {
      const day = column("weekday", ["Day", "Weekday", "Tag"], ({ from }) => {
        const name = DAYS[new Date(`${clock.shows(from).slice(0, 10)}T00:00Z`).getUTCDay()] as string;
        return choose(name, name.slice(0, 3), name.toUpperCase());
      });
      return made([day, start(({ from }) => forms.time(from)), end(({ until }) => forms.time(until))], bothFirst, { needsWeek: true });
    }
    case "offsets": {
      const [from, until] = [start((row) => instant(week, row.from)), end((row) => `${instant(week, row.until)}`)];
      return made([from, until], () => true, { needsWeek: false });
    }
    case "mapped-minutes":
      return made([start(({ from }) => forms.both(from))], (from) => startsFirst(from) && forms.can(from), { isMinutesMapped: true });
  }
}

function lengthText(minutes: number, choose: Choose): string {
  const hours = Math.floor(minutes / 60);
  const written = `${hours}:${two(minutes % 60)}`;
  return choose(String(minutes), `${minutes} min`, written, hours === 0 ? String(minutes) : `${hours}h ${minutes % 60}m`);
}

// --- headings and files ------------------------------------------------------------------------------------------------

const NOTES = ['said "hi", left; early', "two\nlines", "", "a | b\tc", "=1+1", "'quoted'", '"'];

/** A table of columns, with what is around it, and how a mapping names its columns. */
function tableOf<Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[], choose: Choose, extras: boolean) {
  const beside: Column<Row>[] = extras
    ? [
        { role: null, heading: choose("Notes", "Paid", ""), cell: () => choose(...NOTES) },
        { role: null, heading: choose("Paid", "DOB", "Charge"), cell: () => "" },
        { role: null, heading: columns[0]?.heading ?? "", cell: () => choose("", "x") },
      ]
    : [];
  const turned = choose(0, 1, 2);
  const all = [...beside.slice(0, turned), ...columns, ...beside.slice(turned)];
  const seen = new Map<string, number>();
  const names = all.map(({ heading }, i) => {
    const letters = `column ${String.fromCharCode(65 + i)}`;
    const word = heading.toLowerCase();
    const time = (seen.get(word) ?? 0) + 1;
    seen.set(word, time);
    if (heading === "") return letters;
    const plain = time === 1 ? heading : `${heading} ${time}`;
    return choose(plain, plain, plain.toUpperCase(), letters);
  });
  // A table is found by its headings, so that one of them at least is named.
  const isFound = all.some(({ role }, i) => role !== null && !names[i]?.startsWith("column "));
  const named = Object.fromEntries(
    all.flatMap(({ role, heading }, i) => (role === null ? [] : [[role, isFound || heading === "" ? names[i] : headingAt(i)] as const])),
  );
  function headingAt(i: number): string {
    const { heading = "" } = all[i] ?? {};
    const time = all.slice(0, i + 1).filter((one) => one.heading.toLowerCase() === heading.toLowerCase()).length;
    return time === 1 ? heading : `${heading} ${time}`;
  }
  const above: Cell[][] = extras ? choose([], [["Lakeside Virtual IOP"], []], [["Report of the week"]]) : [];
  const below: Cell[][] = extras ? choose([], [["Total", "10"]], [[]]) : [];
  const cells = rows.map((row) => all.map((column) => column.cell(row)));
  const table: Table = { name, rows: [...above, all.map(({ heading }) => heading), ...cells, ...below] };
  return { table, columns: named };
}

function fileOf(tables: readonly Table[], medium: Medium, from1904: boolean, choose: Choose): SourceFile[] {
  if (medium === "csv") return tables.map((table) => ({ name: `${table.name}.csv`, bytes: csvOf(table, choose) }));
  const sheets = tables.map(({ name, rows }) => ({
    name,
    rows: rows.map((cells) =>
      cells.map((cell) => (typeof cell === "string" ? cell || null : { number: cell.serial, format: cell.format })),
    ),
  }));
  const bytes = workbookOf({
    sheets,
    formats: [choose<string | number>("m/d/yyyy", 14), choose<string | number>("h:mm AM/PM", 20), "m/d/yyyy h:mm"],
    properties: from1904 ? 'date1904="1"' : "",
  });
  return [{ name: "week.xlsx", bytes }];
}

function csvOf({ rows }: Table, choose: Choose): Uint8Array {
  const delimiter = choose(",", ",", ";", "\t", "|");
  const isQuoted = choose(false, true);
  const end = choose("\r\n", "\n");
  const texts = rows.map((cells) =>
    cells
      .map((cell) => {
        const text = typeof cell === "string" ? cell : String(cell.serial);
        const needs = /["\n\r]/.test(text) || text.includes(delimiter);
        return needs || (isQuoted && text !== "") ? `"${text.replaceAll('"', '""')}"` : text;
      })
      .join(delimiter),
  );
  const text = `${choose("", "", `sep=${delimiter}${end}`)}${texts.join(end)}${choose(end, "")}`;
  const encoding = choose("utf-8", "utf-8", "utf-8 with a mark", "utf-16");
  if (encoding === "utf-16") return new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
  return new TextEncoder().encode(encoding === "utf-8" ? text : `\ufeff${text}`);
}

// --- rows --------------------------------------------------------------------------------------------------------------

const headingOf = (choose: Choose) => {
  const taken = new Set<string>();
  return (_: string, ...words: readonly string[]) => {
    const word = choose(...words);
    const free = taken.has(word) ? (words.find((one) => !taken.has(one)) as string) : word;
    taken.add(free);
    return free;
  };
};

interface Keys {
  readonly isByRecord: boolean;
  key(who: number): string;
}

function keysOf({ people }: PlainWeek, isByRecord: boolean): Keys {
  return { isByRecord, key: (who) => people[who]?.[isByRecord ? "record" : "name"] as string };
}

function writtenKeys(week: PlainWeek, { key }: Keys): ReadonlyMap<string, number> {
  return new Map(week.people.map((_, who) => [key(who), who]));
}

type Joined = (names: readonly string[], choose: Choose) => string;

/** Names of clinicians in one cell. A comma divides only names without one. */
const joinedClinicians: Joined = (names, choose) =>
  names.join(choose("; ", " / ", "\n", " & ", " and ", names.some((name) => name.includes(",")) ? ";" : ", "));

const PLANNED = ["", "Scheduled", "Confirmed", "completed", "Show", "No Show"];
const CANCELED = ["Canceled", "CANCELLED"];

/** A client list: counselors, states and partners. */
function peopleTable(week: PlainWeek, { isByRecord, key }: Keys, choose: Choose) {
  const partnerOf = (who: number) => week.couples.flatMap(([one, other]) => (one === who ? other : other === who ? one : []))[0];
  const coupleOf = (who: number) => week.couples.findIndex((couple) => couple.includes(who));
  const by = choose("partner", "couple");
  const columns: Column<number>[] = [
    { role: "patient", heading: "Full Name", cell: (who) => week.people[who]?.name as string },
    ...(isByRecord ? [{ role: "record", heading: "File Number", cell: key }] : []),
    {
      role: "counselor",
      heading: "Primary Counselor of Client",
      cell: (who) => week.clinicians[week.people[who]?.counselor ?? -1]?.name ?? "",
    },
    {
      role: "state",
      heading: "Home State",
      cell: (who) => choose(week.people[who]?.state ?? "", (week.people[who]?.state ?? "").toLowerCase()),
    },
    by === "partner"
      ? {
          role: "partner",
          heading: "Husband or Wife",
          cell: (who) => {
            const partner = partnerOf(who);
            return partner === undefined ? "" : key(partner);
          },
        }
      : { role: "couple", heading: "Household", cell: (who) => (coupleOf(who) < 0 ? "" : `H-${coupleOf(who)}`) },
  ];
  const { table, columns: named } = tableOf(
    "Clients",
    columns,
    week.people.map((_, who) => who),
    choose,
    false,
  );
  return { table, mapping: { rows: "people", columns: named } };
}

interface ShiftRow {
  readonly who: number;
  readonly from: number;
  readonly until: number;
}

function shiftTable(week: PlainWeek, forms: TimeForms, choose: Choose) {
  const heading = (role: string) => `Shift ${role}`;
  const times = timeColumns<ShiftRow>(
    week,
    forms,
    choose,
    heading,
    ["both-both", "date-clock-clock", "date-clock-minutes", "offsets"].filter(
      (shape) => shape !== "offsets" || week.timezone !== null,
    ) as TimeShape[],
  );
  const rows = week.clinicians.flatMap(({ shifts }, who) => shifts.map(({ from, until }) => ({ who, from, until })));
  const columns: Column<ShiftRow>[] = [
    { role: "clinician", heading: "Shift of", cell: ({ who }) => week.clinicians[who]?.name as string },
    ...times.columns,
  ];
  const can = rows.every(({ from, until }) => times.can(from, until));
  return { can, needsWeek: times.needsWeek, make: () => ({ ...tableOf("Shifts", columns, rows, choose, false) }) };
}

/** How rows of one session are put together. */
type Together = "title" | "group" | "session";

interface AttendeeRow {
  readonly session: PlainSession;
  readonly from: number;
  readonly until: number;
  readonly patient: string;
  readonly record: string;
  readonly partner: string;
  readonly couple: string;
  readonly clinicians: readonly number[];
  readonly status: string;
}

function optionsOf(week: PlainWeek, needsWeek: boolean, choose: Choose) {
  const isOption = choose(true, false);
  return {
    options: {
      ...(needsWeek || choose(false, true) ? { week: week.week } : {}),
      ...(week.timezone !== null && isOption ? { timezone: week.timezone } : {}),
    },
    zone: week.timezone === null || isOption ? {} : { timezone: week.timezone },
  };
}

/** The column that says the kind, if it is not said by titles or codes. */
function kindColumn(by: "kind" | "title" | "code", choose: Choose, heading: string): Column<{ readonly session: PlainSession }>[] {
  if (by !== "kind") return [];
  return [
    {
      role: "kind",
      heading,
      cell: ({ session: { kind } }) => choose(kind, kind.replaceAll("-", " "), kind.toUpperCase(), kind.replaceAll("-", "_")),
    },
  ];
}

function kindsOf(by: "kind" | "title" | "code", sessions: readonly PlainSession[]): object {
  if (by === "kind") return {};
  const untold = sessions.filter((one) => by === "title" || !isSaidByCode(one)).map(({ kind }) => kind);
  return untold.length === 0 ? {} : { kinds: titleRules(untold) };
}

function minutesOf(isMapped: boolean, sessions: readonly PlainSession[]): object {
  return isMapped ? { minutes: Object.fromEntries(sessions.map(({ title, from, until }) => [title, until - from])) } : {};
}

function codeText(code: string | null, medium: Medium, choose: Choose): string {
  if (code === null) return "";
  return choose(code, `${code}-95`, `${code} GT`, medium === "xlsx" ? code : `${code}.0`);
}

/** A row per attendee. */
const attendeeRows = (medium: Medium): Form => ({
  name: `a row per attendee, ${medium}`,
  prepare(given, choose) {
    const forms = timeForms(given, choose, medium);
    const heading = headingOf(choose);
    const times = timeColumns<AttendeeRow>(
      given,
      forms,
      choose,
      heading,
      TIME_SHAPES.filter((one) => one !== "offsets" || given.timezone !== null),
    );
    const coupleMode = choose("joined", "partner", "couple");
    const hasList = choose(false, true);
    const keys = keysOf(given, coupleMode !== "joined" && choose(true, false));
    const shifts = shiftTable(given, forms, choose);
    const hasShifts = choose(false, true) && shifts.can;
    const sessions = given.sessions.map((one) => {
      const { clinicians, patients, counted, from, until, kind } = one;
      const isSaid = clinicians.length > 0 && patients.length > 0 && counted.patients === null && counted.couples === null;
      if (!isSaid || !times.can(from, until)) return null;
      return withoutStays(FOR_ONE.has(kind) ? { ...one, patients: patients.slice(0, 1) } : one);
    });
    const told = hasList ? given : withoutFacts(given);
    const part = withSessions(hasShifts ? told : withoutShifts(told), sessions, true);
    const attend = new Set(part.sessions.flatMap(({ patients }) => patients.map(({ who }) => who)));
    const isTold = (couple: readonly [number, number]) =>
      hasList ||
      (coupleMode === "joined" ? part.sessions.some((one) => pairsIn(part, one).includes(couple)) : couple.every((who) => attend.has(who)));
    const carried = { ...part, couples: part.couples.filter(isTold) };
    return { carried, write };

    function write(): Written {
      const together = choose<Together>("title", "group", "session");
      const kindBy = choose("kind", "title", "code");
      const rows = carried.sessions.flatMap((session) => rowsOf(session, together));
      const nameOf = (who: number) => carried.clinicians[who]?.name as string;
      const hasSecond = choose(false, true);
      const columns: Column<AttendeeRow>[] = [
        ...times.columns,
        { role: "patient", heading: heading("", "Client", "Patient Name", "Attendee"), cell: ({ patient }) => patient },
        ...(keys.isByRecord ? [{ role: "record", heading: heading("", "MRN", "Chart"), cell: (row: AttendeeRow) => row.record }] : []),
        {
          role: "clinician",
          heading: heading("", "Clinician", "Provider", "Therapist"),
          cell: ({ clinicians }) => joinedClinicians(clinicians.slice(0, hasSecond ? 1 : undefined).map(nameOf), choose),
        },
        ...(hasSecond
          ? [
              {
                role: "coClinician",
                heading: heading("", "Co-Leader", "Second"),
                cell: ({ clinicians }: AttendeeRow) => joinedClinicians(clinicians.slice(1).map(nameOf), choose),
              },
            ]
          : []),
        { role: "title", heading: heading("", "Service", "Type", "Was"), cell: ({ session }) => session.title },
        ...(together === "group" ? [{ role: "group", heading: heading("", "Group", "Slot ID"), cell: groupOf }] : []),
        { role: "cpt", heading: heading("", "CPT Code", "Billing Code"), cell: ({ session }) => codeText(session.code, medium, choose) },
        ...kindColumn(kindBy, choose, heading("", "Kind", "Art")),
        { role: "status", heading: heading("", "Status", "Attendance"), cell: ({ status }) => status },
        ...(coupleMode === "partner"
          ? [{ role: "partner", heading: heading("", "Partner", "Spouse"), cell: (row: AttendeeRow) => row.partner }]
          : []),
        ...(coupleMode === "couple"
          ? [{ role: "couple", heading: heading("", "Couple", "Paar"), cell: (row: AttendeeRow) => row.couple }]
          : []),
      ];
      const main = tableOf("Week", columns, rows, choose, true);
      const list = hasList ? [peopleTable(carried, keys, choose)] : [];
      const hours = hasShifts && carried.clinicians.some((one) => one.shifts.length > 0) ? [shifts.make()] : [];
      const tables = [
        { rows: "attendee", columns: main.columns },
        ...list.map(({ mapping }) => mapping),
        ...hours.map((one) => ({ rows: "shift", columns: one.columns })),
      ];
      const { options, zone } = optionsOf(carried, times.needsWeek || (hours.length > 0 && shifts.needsWeek), choose);
      return {
        files: fileOf([main.table, ...list.map(({ table }) => table), ...hours.map(({ table }) => table)], medium, forms.from1904, choose),
        mapping: {
          ...{ mapping: 1, from: medium, dates: forms.order },
          ...zone,
          ...(tables.length === 1 ? tables[0] : { tables }),
          ...minutesOf(times.isMinutesMapped, carried.sessions),
          ...(together === "session" ? { session: ["start", "title"] } : {}),
          ...(coupleMode === "joined" ? { couples: { joinedBy: " & " } } : {}),
          ...kindsOf(kindBy, carried.sessions),
          clinicians: mappedClinicians(carried, nameOf),
        },
        options,
        keys: writtenKeys(carried, keys),
      };
    }

    function groupOf({ session }: AttendeeRow): string {
      return `G${session.title.replace(/\D/g, "")}`;
    }

    function rowsOf(session: PlainSession, together: Together): AttendeeRow[] {
      const pairs = pairsIn(carried, session);
      const name = (who: number) => carried.people[who]?.name as string;
      const coupleOf = (who: number) => carried.couples.findIndex((couple) => couple.includes(who));
      const partnerOf = (who: number) => {
        const [partner] = carried.couples.flatMap((couple) => (couple.includes(who) ? couple.filter((other) => other !== who) : []));
        return partner === undefined || !attend.has(partner) ? "" : keys.key(partner);
      };
      const one = (who: number, more: Partial<AttendeeRow> = {}) => ({
        ...{ patient: name(who), record: keys.key(who), partner: partnerOf(who) },
        couple: coupleOf(who) < 0 ? "" : `C${coupleOf(who)}`,
        ...more,
      });
      const people = session.patients.flatMap(({ who }) => {
        const pair = pairs.find((couple) => couple.includes(who));
        if (pair === undefined || coupleMode !== "joined") return [one(who)];
        const [first, second] = pair;
        return who === first ? [one(who, { patient: `${name(first)} & ${name(second)}` })] : [];
      });
      const all = session.clinicians.map(({ who }) => who);
      // Where a group or the mapping says what is one session, each row may have one of the clinicians.
      const isDivided = together !== "title" && people.length >= all.length && choose(true, false);
      return people.map((who, i) => ({
        ...{ session, from: session.from, until: session.until, ...who },
        clinicians: isDivided ? [all[i % all.length] as number] : all,
        status: session.isCanceled ? choose(...CANCELED) : choose(...PLANNED),
      }));
    }
  },
});

function withoutShifts(week: PlainWeek): PlainWeek {
  return { ...week, clinicians: week.clinicians.map((one) => ({ ...one, shifts: [] })) };
}

interface SessionRow {
  readonly session: PlainSession;
  readonly from: number;
  readonly until: number;
}

/** A row per session. */
const sessionRows = (medium: Medium): Form => ({
  name: `a row per session, ${medium}`,
  prepare(given, choose) {
    const forms = timeForms(given, choose, medium);
    const heading = headingOf(choose);
    const times = timeColumns<SessionRow>(
      given,
      forms,
      choose,
      heading,
      TIME_SHAPES.filter((one) => one !== "offsets" || given.timezone !== null),
    );
    const keys = keysOf(given, false);
    const hasList = choose(false, true);
    const shifts = shiftTable(given, forms, choose);
    const hasShifts = choose(false, true) && shifts.can;
    const sessions = given.sessions.map((one) => (times.can(one.from, one.until) ? withoutStays(one) : null));
    const told = hasList ? given : withoutFacts(given);
    const carried = withSessions(hasShifts ? told : withoutShifts(told), sessions, hasList);
    return { carried, write };

    function write(): Written {
      const kindBy = choose("kind", "title", "code");
      const nameOf = (who: number) => carried.clinicians[who]?.name as string;
      const rows = carried.sessions.map((session) => ({ session, from: session.from, until: session.until }));
      const columns: Column<SessionRow>[] = [
        ...times.columns,
        {
          role: "clinician",
          heading: heading("", "Clinicians", "Staff", "Leiter"),
          cell: ({ session }) =>
            joinedClinicians(
              session.clinicians.map(({ who }) => nameOf(who)),
              choose,
            ),
        },
        { role: "patient", heading: heading("", "Clients", "Participants", "Wer"), cell: ({ session }) => namesOf(session) },
        { role: "headcount", heading: heading("", "Headcount", "# Clients", "Anzahl"), cell: ({ session }) => headcountOf(session) },
        {
          role: "couples",
          heading: heading("", "# Couples", "Pairs"),
          cell: ({ session: { counted } }) => (counted.couples === null ? "" : String(counted.couples)),
        },
        { role: "title", heading: heading("", "Session", "Title", "Was"), cell: ({ session }) => session.title },
        { role: "cpt", heading: heading("", "CPT", "Code"), cell: ({ session }) => codeText(session.code, medium, choose) },
        ...kindColumn(kindBy, choose, heading("", "Kind", "Art")),
        {
          role: "status",
          heading: heading("", "Status", "Stand"),
          cell: ({ session }) => (session.isCanceled ? choose(...CANCELED) : choose("", "Scheduled")),
        },
      ];
      const main = tableOf("Week", columns, rows, choose, true);
      const list = hasList ? [peopleTable(carried, keys, choose)] : [];
      const hours = hasShifts && carried.clinicians.some((one) => one.shifts.length > 0) ? [shifts.make()] : [];
      const tables = [
        { rows: "session", columns: main.columns },
        ...list.map(({ mapping }) => mapping),
        ...hours.map((one) => ({ rows: "shift", columns: one.columns })),
      ];
      const { options, zone } = optionsOf(carried, times.needsWeek || (hours.length > 0 && shifts.needsWeek), choose);
      return {
        files: fileOf([main.table, ...list.map(({ table }) => table), ...hours.map(({ table }) => table)], medium, forms.from1904, choose),
        mapping: {
          ...{ mapping: 1, from: medium, dates: forms.order },
          ...zone,
          ...(tables.length === 1 ? tables[0] : { tables }),
          ...minutesOf(times.isMinutesMapped, carried.sessions),
          couples: { joinedBy: " & " },
          commas: "in-names",
          ...kindsOf(kindBy, carried.sessions),
          clinicians: mappedClinicians(carried, nameOf),
        },
        options,
        keys: writtenKeys(carried, keys),
      };
    }

    function namesOf(session: PlainSession): string {
      const pairs = pairsIn(carried, session);
      const name = (who: number) => keys.key(who);
      const alone = session.patients.filter(({ who }) => !pairs.flat().includes(who)).map(({ who }) => name(who));
      return [...pairs.map(([one, other]) => `${name(one)} & ${name(other)}`), ...alone].join(choose("; ", "\n", ";"));
    }

    /** Without names and without a number a row does not say who attends. */
    function headcountOf({ patients, counted }: PlainSession): string {
      if (counted.patients !== null) return choose(String(counted.patients), `${counted.patients} clients`);
      return patients.length === 0 && counted.couples === null ? "0" : "";
    }
  },
});

/** All calls have the same headings. */
const FIRST: Choose = (...ways) => ways[0] as (typeof ways)[number];

interface StayRow {
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

/** The participants of video calls: a file for each session, a row for each stay. */
const stayRows = (medium: Medium): Form => ({
  name: `a row per stay, ${medium}`,
  prepare(given, choose) {
    const forms = timeForms(given, choose, medium);
    const keys = keysOf(given, false);
    const sessions = given.sessions.map((one) => {
      const { clinicians, patients, counted, isCanceled, from, until, kind } = one;
      const isSaid = clinicians.length > 0 && patients.length > 0 && counted.patients === null && counted.couples === null && !isCanceled;
      const moments = [...clinicians, ...patients].flatMap(({ stays }) => (stays ?? []).flatMap((stay) => [stay.from, stay.until]));
      const all = [from, until, ...moments];
      if (!isSaid || !areFirst(given, all) || !all.every(forms.can)) return null;
      return { ...one, code: null, patients: FOR_ONE.has(kind) ? patients.slice(0, 1) : patients };
    });
    const carried = withSessions(withoutShifts(withoutFacts(given)), sessions, false);
    return { carried, write };

    function write(): Written {
      const nameOf = (who: number) => carried.clinicians[who]?.name as string;
      const { options, zone } = optionsOf(carried, forms.needsWeek, choose);
      const columns: Column<StayRow>[] = [
        { role: "patient", heading: choose("Name (Original Name)", "Who"), cell: ({ name }) => name },
        { role: "joined", heading: choose("Join Time", "Joined"), cell: ({ from }) => forms.both(from) },
        { role: "left", heading: choose("Leave Time", "Left"), cell: ({ until }) => forms.both(until) },
      ];
      let named: object = {};
      const tables = carried.sessions.map((session, i): Table => {
        const pairs = pairsIn(carried, session);
        const whole = { from: session.from, until: session.until };
        const rows = [
          ...session.clinicians.flatMap(({ who, stays }) => (stays ?? [whole]).map((stay) => ({ name: nameOf(who), ...stay }))),
          ...pairs.map((pair) => ({ name: pair.map(keys.key).join(" & "), ...whole })),
          ...session.patients
            .filter(({ who }) => !pairs.flat().includes(who))
            .flatMap(({ who, stays }) => (stays ?? [whole]).map((stay) => ({ name: keys.key(who), ...stay }))),
        ];
        const { table, columns: found } = tableOf(`Call ${i + 1}`, columns, rows, FIRST, false);
        named = found;
        const facts: Cell[][] = [
          ["Meeting ID", "Topic", "Start Time", "End Time"],
          [String(1000 + i), session.title, forms.both(session.from), forms.both(session.until)],
          [],
        ];
        return { ...table, rows: [...facts, ...table.rows] };
      });
      return {
        files: fileOf(tables, medium, forms.from1904, choose),
        mapping: {
          ...{ mapping: 1, from: medium, dates: forms.order, rows: "stay", columns: named },
          ...zone,
          couples: { joinedBy: " & " },
          kinds: titleRules(carried.sessions.map(({ kind }) => kind)),
          clinicians: mappedClinicians(carried, nameOf),
        },
        options,
        keys: writtenKeys(carried, keys),
      };
    }
  },
});

export const TABLE_FORMS: readonly Form[] = (["csv", "xlsx"] as const).flatMap((medium) => [
  attendeeRows(medium),
  sessionRows(medium),
  stayRows(medium),
]);
