/** Calendars that nobody means well: whatever the bytes are, each event is in one place, no text is shown, and the time is bounded. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { accounted, calendar, KIM, readIcs, reading, settled, shown, vevent } from "./support/calendar-file.ts";
import { within5Seconds } from "./support/processor-time.ts";

const NY = "America/New_York";
const CANARY = "canary";

/** Lines of calendars, whole and broken; each text in them has the canary. */
const text = fc.constantFrom("canary", "Ann canary\\, Doe", "", '"canary', "canary@example.org", "mailto:Canary@example.org", "=canary()");
const time = fc.constantFrom(
  "20261130T180000",
  "20261130T230000Z",
  "20261130",
  "20261201T093000",
  "19700101T000000",
  "99991231T235959",
  "canary",
  "2026-11-30",
);
const zone = fc.constantFrom(
  "",
  `;TZID=${NY}`,
  ";TZID=Eastern Standard Time",
  ";TZID=canary",
  ';TZID="(UTC-05:00) Eastern Time (US & Canada)"',
  ";VALUE=DATE",
  ";X=canary",
);
const rule = fc.constantFrom(
  ...["FREQ=WEEKLY", "FREQ=DAILY;COUNT=999999999", "FREQ=WEEKLY;INTERVAL=0", "FREQ=HOURLY", "FREQ=MONTHLY;BYDAY=-1MO,5TU;BYSETPOS=-1"],
  ...[
    "FREQ=YEARLY;INTERVAL=9999",
    "FREQ=YEARLY;INTERVAL=99999999",
    "canary",
    "FREQ=DAILY;UNTIL=20261202",
    "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2",
  ],
);
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom("DTSTART", "DTEND", "RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE", "RDATE", "EXDATE"), zone, time)
    .map(([name, at, value]) => `${name}${at}:${value}`),
  fc
    .tuple(fc.constantFrom("SUMMARY", "UID", "CATEGORIES", "DESCRIPTION", "X-CPT", "STATUS", "SEQUENCE", "X-canary", "canary"), text)
    .map(([name, value]) => `${name}:${value}`),
  fc
    .tuple(
      fc.constantFrom("ATTENDEE", "ORGANIZER"),
      fc.constantFrom("", ";CN=canary", ';CN="canary', ";PARTSTAT=DECLINED", ";CUTYPE=GROUP", ";CUTYPE=canary"),
      text,
    )
    .map(([name, parameters, value]) => `${name}${parameters}:${value}`),
  rule.map((value) => `RRULE:${value}`),
  fc.constantFrom(
    "BEGIN:VALARM\r\nSUMMARY:canary\r\nEND:VALARM",
    " canary",
    "canary",
    "DURATION:PT1H",
    "DURATION:P9999D",
    "STATUS:CANCELLED",
  ),
);
const event = fc
  .tuple(fc.constantFrom(`DTSTART;TZID=${NY}:20261130T180000`, "UID:one", "DTSTART:20261130T180000Z"), fc.array(line, { maxLength: 8 }))
  .map(([first, lines]) => vevent(first, ...lines));
const options = fc.record({
  week: fc.constantFrom("2026-11-30", null),
  timezone: fc.constantFrom(NY, null),
  mapping: fc.constantFrom({}, { clinicians: { canary: { id: "lee", roles: ["therapist" as const] } } }, { leaveOut: ["*canary*"] }),
});

test("each event is in one place, whatever its lines are, and no text of the file is shown", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 4 }), fc.array(line, { maxLength: 2 }), options, (events, before, given) => {
      const file = calendar(...before, ...events);
      const lines = file.split("\r\n").flatMap((one, i) => (one === "BEGIN:VEVENT" ? [i + 1] : []));
      const read = readIcs(file, given);
      expect(shown(read).toLowerCase()).not.toContain(CANARY);
      if ("message" in read) return;
      expect(accounted(read)).toEqual(lines);
      const places = new Map(read.settled.map(({ at }) => [at.line, "settled"]));
      expect(places.size).toBe(read.settled.length);
      for (const { at } of read.entries) expect(places.has(at.line)).toBe(false);
    }),
    { numRuns: 600 },
  );
});

test("any bytes are read or refused, and nothing of them is shown", () => {
  const whole = new TextEncoder().encode(
    calendar(vevent("UID:s", `DTSTART;TZID=${NY}:20261130T180000`, "RRULE:FREQ=WEEKLY;COUNT=3", KIM, "SUMMARY:canary")),
  );
  const damaged = fc.tuple(fc.nat(whole.length), fc.nat(20), fc.uint8Array({ maxLength: 12 })).map(([at, cut, bytes]) => {
    return Uint8Array.from([...whole.subarray(0, at), ...bytes, ...whole.subarray(at + cut)]);
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), options, (bytes, given) => {
      expect(shown(readIcs(bytes, given))).not.toMatch(/canary|Kim|kim/);
    }),
    { numRuns: 600 },
  );
});

const many = (n: number, lines: (i: number) => readonly string[]) =>
  calendar(...Array.from({ length: n }, (_, i) => vevent(`UID:${i}`, ...lines(i), "DURATION:PT1H", KIM)));

test("10,000 events are read in time", () => {
  const file = many(10_000, (i) => [
    `DTSTART;TZID=${NY}:20261130T18${String(i % 60).padStart(2, "0")}00`,
    `ATTENDEE:mailto:p${i}@example.org`,
  ]);
  expect(within5Seconds(() => reading(file)).entries).toHaveLength(10_000);
});

test.each(["FREQ=WEEKLY", "FREQ=DAILY;BYMONTHDAY=-1", "FREQ=WEEKLY;COUNT=150", "FREQ=YEARLY;BYDAY=49MO,-5MO"])(
  "10,000 series by the rule %s are read in time",
  (rrule) => {
    const file = many(10_000, (i) => [`DTSTART;TZID=${NY}:20250${(i % 9) + 1}07T180000`, `RRULE:${rrule}`]);
    expect(accounted(within5Seconds(() => reading(file)))).toHaveLength(10_000);
  },
);

test("more than 10,000 events of one week are refused, whatever the rules make of them", () => {
  const daily = (count: number) => many(count, () => [`DTSTART;TZID=${NY}:20250107T180000`, "RRULE:FREQ=DAILY"]);
  expect(reading(daily(1_428)).entries).toHaveLength(9_996);
  expect(shown(within5Seconds(() => readIcs(daily(30_000))))).toContain("The week has more than 10,000 rows or events.");
});

test("10,000 series that would take hours to count are not understood, after a while", () => {
  const file = many(10_000, (i) => [
    `DTSTART;TZID=${NY}:1${String(601 + (i % 300))}0107T180000`,
    "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=999999999",
  ]);
  const read = within5Seconds(() => reading(file));
  expect(accounted(read)).toHaveLength(10_000);
  expect(settled(read)).toContainEqual(expect.stringContaining("not-understood the recurrence rule takes too long to follow"));
});

test("10,000 changes of one series, and 10,000 exceptions and extra dates, are read in time", () => {
  const stamp = (i: number) =>
    `${2017 + (i % 10)}${String((i % 12) + 1).padStart(2, "0")}${String((i % 28) + 1).padStart(2, "0")}T${String(i % 24).padStart(2, "0")}${String(i % 60).padStart(2, "0")}00`;
  const changes = Array.from({ length: 10_000 }, (_, i) =>
    vevent("UID:s", `RECURRENCE-ID;RANGE=THISANDFUTURE:${stamp(i)}`, `DTSTART:${stamp(i + 1)}`, KIM),
  );
  const dates = Array.from({ length: 10_000 }, (_, i) => stamp(i)).join(",");
  const master = vevent("UID:s", "DTSTART:20100101T180000", "RRULE:FREQ=DAILY", `EXDATE:${dates}`, `RDATE:${dates}`, KIM);
  expect(accounted(within5Seconds(() => reading(calendar(master, ...changes))))).toHaveLength(10_001);
});

test("lines of megabytes, folded at each byte or not at all, and thousands of parameters are read in time", () => {
  const long = "x".repeat(4_000_000);
  const folded = "y".repeat(400_000).replace(/y/g, "y\r\n ");
  const file = calendar(
    vevent(
      `DTSTART;TZID=${NY}:20261130T180000`,
      KIM,
      `SUMMARY:${long}`,
      `ATTENDEE${";X=y".repeat(100_000)}:mailto:a@b.c`,
      `LOCATION:${folded}`,
      `CATEGORIES:${"a\\,b,".repeat(200_000)}`,
      `CATEGORIES:${long}`,
      `ATTENDEE;CN=${long};X="${long}":mailto:b@b.c`,
      `${long}:`,
    ),
  );
  // A name of megabytes is no name of one person: the event waits.
  const read = within5Seconds(() => reading(file));
  expect(read.entries).toEqual([]);
  expect(read.questions).toMatchObject([{ code: "couple", scope: "rows" }]);
});

test("10,000 zone names, and 100,000 components that are not closed, are read in time", () => {
  const file = many(10_000, (i) => [`DTSTART;TZID=America/new_york${i}:20261130T180000`]);
  expect(accounted(within5Seconds(() => reading(file)))).toHaveLength(10_000);
  const cases = many(2_000, (i) => [
    `DTSTART;TZID=${[...NY.toLowerCase()].map((letter, at) => ((i >> (at % 16)) & 1 ? letter.toUpperCase() : letter)).join("")}:20261130T180000`,
  ]);
  expect(accounted(within5Seconds(() => reading(cases, { timezone: NY })))).toHaveLength(2_000);
  expect(within5Seconds(() => readIcs("BEGIN:VCALENDAR\r\n".repeat(100_000)))).toHaveProperty("message");
  expect(shown(within5Seconds(() => readIcs(calendar(vevent("UID:a").concat("\r\n").repeat(30_001)))))).toContain(
    "more than 30,000 events",
  );
});

test.each([
  ["32 MiB", () => new Uint8Array(32 * 1024 * 1024 + 1).fill(0x20)],
  ["2,000,000 lines", () => calendar("\n".repeat(2_000_001))],
  ["300,000 lines that an import uses", () => calendar(vevent(Array(300_001).fill("ATTENDEE:mailto:a@b.c").join("\n")))],
  ["200,000 dates in its RDATE and EXDATE", () => calendar(vevent("UID:a", "RDATE:1", `EXDATE:${"1,".repeat(199_999)}1`))],
])("a calendar of more than %s is refused in time", (bound, make) => {
  const file = make();
  expect(shown(within5Seconds(() => readIcs(file)))).toContain(`This ${bound === "32 MiB" ? "file" : "calendar"} has more than ${bound}`);
});

test("a calendar of as many lines and dates as may be is read in time", () => {
  const dates = `${"20261130T180000,".repeat(99_999)}20261130T180000`;
  const event = vevent("UID:a", `DTSTART;TZID=${NY}:20261130T180000`, `RDATE:${dates}`, `EXDATE:${dates}`, KIM);
  const file = calendar("\n".repeat(1_999_000), event);
  expect(accounted(within5Seconds(() => reading(file)))).toHaveLength(1);
});

test("one line of 30 MiB that is folded at each byte, or is not UTF-8, is read in time", () => {
  const size = 30 * 1024 * 1024;
  const start = new TextEncoder().encode("BEGIN:VCALENDAR\r\nX-A:");
  const folded = new Uint8Array(size).map((_, i) => (i % 2 === 0 ? 0x0a : 0x20));
  for (const rest of [folded, new Uint8Array(size).fill(0xe9)]) {
    const file = Uint8Array.from({ length: start.length + size }, (_, i) => start[i] ?? (rest[i - start.length] as number));
    expect(shown(within5Seconds(() => readIcs(file)))).toContain("it is cut off");
  }
});
