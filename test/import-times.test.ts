/** Dates, times, lengths and statuses of tables, in the spellings that people and programs use. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentIn } from "../src/import/tables/moments.ts";
import { clinicianNames, partnersIn } from "../src/import/tables/names.ts";
import { statusOf } from "../src/import/tables/statuses.ts";
import { readLength } from "../src/import/tables/times.ts";
import { csvOf, fatesOf, hoursOf, readingOf, sheetOf, wordsOf } from "./support/tables.ts";

const NIGHT = "2026-11-30";

/** The hours of rows with these cells for date, start and end. */
function read(...rows: readonly string[]) {
  const lines = rows.map((row) => `${row}|Lee|Ann`);
  return readingOf(csvOf(`Date|Start Time|End Time|Therapist|Client\n${lines.join("\n")}`)).reading;
}

const one = (row: string) => hoursOf(read(row))[0] ?? fatesOf(read(row))[2];

describe("times", () => {
  test.each([
    ["6-7:30pm", "18:00", "19:30"],
    ["6:00 PM – 7:30 PM", "18:00", "19:30"],
    ["11-1", "11:00", "13:00"],
    ["11-1pm", "11:00", "13:00"],
    ["11am-1", "11:00", "13:00"],
    ["6pm to 7:30", "18:00", "19:30"],
    ["18:00-19:30", "18:00", "19:30"],
    ["9-10.30", "09:00", "10:30"],
    ["10-11:30 a.m.", "10:00", "11:30"],
    ["noon-1pm", "12:00", "13:00"],
  ])("%s is from %s to %s", (text, from, until) => {
    expect(one(`2026-11-30|${text}|`)).toBe(`${NIGHT}T${from} to ${NIGHT}T${until}`);
  });

  test.each([
    ["12:00 AM", "12:50 AM", "00:00", "00:50"],
    ["12:00 PM", "12:50 PM", "12:00", "12:50"],
    ["0930", "1030", "09:30", "10:30"],
    ["9:30", "10:30", "09:30", "10:30"],
    ["18:00:00", "19:30:59", "18:00", "19:30"],
    ["6p", "7:30p", "18:00", "19:30"],
    ["6:00", "7:30", "18:00", "19:30"],
    ["11", "1", "11:00", "13:00"],
    ["  6:00   PM ", "7:00PM", "18:00", "19:00"],
    ["0.75", "0.8125", "18:00", "19:30"],
  ])("%s and %s are %s and %s", (start, end, from, until) => {
    expect(one(`2026-11-30|${start}|${end}`)).toBe(`${NIGHT}T${from} to ${NIGHT}T${until}`);
  });

  test.each([
    ["11:30 PM|12:30 AM", "2026-11-30T23:30 to 2026-12-01T00:30"],
    ["23:30|00:30", "2026-11-30T23:30 to 2026-12-01T00:30"],
    ["22:00|24:00", "2026-11-30T22:00 to 2026-12-01T00:00"],
    ["10-12am|", "2026-11-30T22:00 to 2026-12-01T00:00"],
  ])("%s ends after midnight", (times, expected) => {
    expect(one(`2026-11-30|${times}`)).toBe(expected);
  });

  test("in the morning stay there if another time shows a 24-hour clock", () => {
    expect(hoursOf(read("2026-11-30|6:00|7:00", "2026-11-30|18:00|19:00"))).toEqual([
      "2026-11-30T06:00 to 2026-11-30T07:00",
      "2026-11-30T18:00 to 2026-11-30T19:00",
    ]);
    expect(wordsOf(read("2026-11-30|6:00|7:00"))).toContain("without am or pm are read as 7:00 am to 6:59 pm");
  });

  test.each(["soon|", "25:00|", "6:75|", "6|later", "13pm|", "6:00 PM|6:00 PM", "TBD|7pm", "6:00 x|"])("%s is no time", (times) => {
    expect(one(`2026-11-30|${times}`)).toBe("no-time");
  });

  test("of a day that begins and ends with dates of their own may be days apart", () => {
    expect(one("|11/30/2026 11:00 PM|12/1/2026 1:00 AM")).toBe("2026-11-30T23:00 to 2026-12-01T01:00");
    expect(one("|11/30/2026 11:00 PM|11/29/2026 1:00 AM")).toBe("no-time");
  });

  test("with an offset are moved to the program's zone, and ask for it if it is not known", () => {
    const table = csvOf("Start|End|Therapist|Client\n2026-11-30T23:00:00Z|2026-12-01T00:30:00Z|Lee|Ann");
    const { reading } = readingOf(table, { timezone: "America/New_York" });
    expect(hoursOf(reading)).toEqual(["2026-11-30T18:00 to 2026-11-30T19:30"]);
    expect(reading.entries[0]?.start.offset).toBe(-300);
    expect(readingOf(table).reading.questions).toMatchObject([{ code: "timezone", scope: "file" }]);
    const abbreviated = csvOf("Start|End|Therapist|Client\n11/30/2026 6:00 PM EST|11/30/2026 7:30 PM EST|Lee|Ann");
    expect(hoursOf(readingOf(abbreviated, { timezone: "America/Chicago" }).reading)).toEqual(["2026-11-30T17:00 to 2026-11-30T18:30"]);
  });

  test("a length is elapsed time, over a change of the clocks too", () => {
    const table = csvOf("Start|Minutes|Therapist|Client\n2026-11-01 00:30|90|Lee|Ann");
    const { reading } = readingOf(table, { timezone: "America/New_York" });
    expect(hoursOf(reading)).toEqual(["2026-11-01T00:30 to 2026-11-01T01:00"]);
    expect(reading.entries[0]?.end?.offset).toBe(-300);
    const short = csvOf("Start|Minutes|Therapist|Client\n2026-11-01 01:40|30|Lee|Ann");
    expect(hoursOf(readingOf(short, { timezone: "America/New_York" }).reading)).toEqual(["2026-11-01T01:40 to 2026-11-01T01:10"]);
  });
});

describe("lengths", () => {
  test.each([
    ["90", 90],
    ["60.0", 60],
    ["90 min", 90],
    ["90 minutes", 90],
    ["1.5 hours", 90],
    ["1h 30m", 90],
    ["1 hr 2 min", 62],
    ["1:30", 90],
    ["01:30:00", 90],
    ["1h 59m 6s", 119],
    ["55m", 55],
    ["0", null],
    ["long", null],
    ["-5", null],
    ["", null],
    ["99999", null],
  ])("%s is %s", (text, minutes) => {
    expect(readLength({ text })).toBe(minutes);
  });

  test("of a spreadsheet's duration is a part of a day", () => {
    expect(readLength({ text: "0.0625", number: 0.0625, shownAs: "duration" })).toBe(90);
    expect(readLength({ text: "90", number: 90 })).toBe(90);
  });
});

describe("dates", () => {
  const start = (...dates: readonly string[]) => read(...dates.map((date) => `${date}|6pm|7pm`));

  test.each([
    "2026-11-30",
    "2026/11/30",
    "20261130",
    "11/30/2026",
    "11/30/26",
    "30.11.2026",
    "30-11-2026",
    "Nov 30, 2026",
    "Nov. 30 2026",
    "November 30th, 2026",
    "30 November 2026",
    "30-Nov-26",
    "Mon, Nov 30, 2026",
    "Monday 11/30/2026",
    "11/30/2026 (Mon)",
  ])("%s is November 30", (date) => {
    expect(hoursOf(start(date))).toEqual(["2026-11-30T18:00 to 2026-11-30T19:00"]);
  });

  test("03/04/2026 alone asks for the order, and the mapping answers", () => {
    const reading = start("03/04/2026");
    expect(reading.questions).toMatchObject([{ code: "date-order", scope: "file" }]);
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "waits" });
    const answered = (order: string) =>
      hoursOf(readingOf(csvOf("Date|Start|Therapist|Client\n03/04/2026|6pm|Lee|Ann"), { mapping: `mapping: 1\ndates: ${order}` }).reading);
    expect(answered("mdy")).toEqual(["2026-03-04T18:00 to ?"]);
    expect(answered("dmy")).toEqual(["2026-04-03T18:00 to ?"]);
  });

  test("01/12 to 07/12 is day first, for only so they are within seven days", () => {
    const reading = start("01/12/2026", "03/12/2026", "07/12/2026");
    expect(hoursOf(reading).map((hours) => hours.slice(0, 10))).toEqual(["2026-12-01", "2026-12-03", "2026-12-07"]);
    expect(wordsOf(reading)).toContain("Dates in column A have the day first: only in this order are they all within seven days.");
  });

  test("a part above 12 proves the order of the whole column", () => {
    expect(hoursOf(start("12/01/2026", "12/13/2026"))[0]).toContain("2026-12-01");
    expect(hoursOf(start("01/12/2026", "13/12/2026"))[0]).toContain("2026-12-01");
  });

  test("a column of weekdays proves the order", () => {
    const reading = readingOf(csvOf("Day|Date|Start|Therapist|Client\nTue|01/12/2026|6pm|Lee|Ann")).reading;
    expect(hoursOf(reading)).toEqual(["2026-12-01T18:00 to ?"]);
    expect(wordsOf(reading)).toContain("only this order fits the weekdays beside them");
  });

  test("the week that is given decides", () => {
    const table = csvOf("Date|Start|Therapist|Client\n03/04/2026|6pm|Lee|Ann");
    expect(hoursOf(readingOf(table, { week: "2026-03-02" }).reading)).toEqual(["2026-03-04T18:00 to ?"]);
    expect(hoursOf(readingOf(table, { week: "2026-03-30" }).reading)).toEqual(["2026-04-03T18:00 to ?"]);
  });

  test("in two orders in one column are a question", () => {
    expect(start("13/12/2026", "12/13/2026").questions).toMatchObject([{ code: "date-order" }]);
  });

  test("that are the same in both orders ask nothing", () => {
    expect(start("12/12/2026").questions).toEqual([]);
  });

  test("that the calendar does not have leave their row without a time", () => {
    expect(fatesOf(start("11/31/2026", "11/30/2026"))).toEqual({ 1: "heading", 2: "no-time", 3: "entry" });
  });

  test("without a year or with a weekday alone are those of the week", () => {
    const table = csvOf("Date|Start|Therapist|Client\nNov 30|6pm|Lee|Ann\nTuesday|6pm|Lee|Bo\n12/2|6pm|Lee|Cy");
    expect(hoursOf(readingOf(table, { week: "2026-11-30" }).reading).map((hours) => hours.slice(0, 10))).toEqual([
      "2026-11-30",
      "2026-12-01",
      "2026-12-02",
    ]);
    expect(readingOf(table).reading.questions).toMatchObject([{ scope: "file" }]);
    expect(readingOf(csvOf("Day|Start|Therapist|Client\nMon|6pm|Lee|Ann")).reading.questions).toMatchObject([
      { code: "week", scope: "file" },
    ]);
  });

  test("are read alike in ISO and month-first spellings, whatever the day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_957, max: 84_000 }), (day) => {
        const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
        const [year, month, date] = iso.split("-");
        for (const text of [iso, `${month}/${date}/${year}`, `${date}.${month}.${year}`]) {
          const found = momentIn({ text }, false)?.date;
          if (found?.form === "day") expect(found.day).toBe(day);
          else expect(found).toMatchObject({ form: "numbers", year: Number(year) });
        }
      }),
    );
  });
});

describe("serial numbers", () => {
  const table = (start: number, end: number, isFrom1904 = false) =>
    sheetOf(
      [
        ["Start", "End", "Therapist", "Client"],
        [{ number: start, shownAs: "date-time" }, { number: end, shownAs: "date-time" }, "Lee", "Ann"],
      ],
      {
        isFrom1904,
      },
    );

  test("46356.7708333333 is November 30 at 18:30:00", () => {
    expect(hoursOf(readingOf(table(46356.7708333333, 46356.8333333333)).reading)).toEqual(["2026-11-30T18:30 to 2026-11-30T20:00"]);
  });

  test("from 1904 are 1462 days later", () => {
    expect(hoursOf(readingOf(table(46356.75 - 1462, 46356.8125 - 1462, true)).reading)).toEqual(["2026-11-30T18:00 to 2026-11-30T19:30"]);
  });

  test("0.75 beside a date is 18:00", () => {
    const sheet = sheetOf([
      ["Date", "Start", "Therapist", "Client"],
      [{ number: 46356, shownAs: "date" }, { number: 0.75, shownAs: "time" }, "Lee", "Ann"],
    ]);
    expect(hoursOf(readingOf(sheet).reading)).toEqual(["2026-11-30T18:00 to ?"]);
    const alone = sheetOf([
      ["Start", "Therapist", "Client"],
      [{ number: 0.75, shownAs: "time" }, "Lee", "Ann"],
    ]);
    expect(fatesOf(readingOf(alone).reading)[2]).toBe("no-time");
  });

  test("are read as text too, and without a format", () => {
    expect(
      hoursOf(readingOf(csvOf("Date|Service Code|Last Name|First Name|Clinician Name\n46356.7708333333|90853|Smith|Ann|Lee")).reading),
    ).toEqual(["2026-11-30T18:30 to ?"]);
  });
});

describe("statuses", () => {
  test.each([
    ["", "planned"],
    ["Show", "planned"],
    ["Scheduled", "planned"],
    ["Completed", "attended"],
    ["Arrived", "attended"],
    ["> Checked out", "attended"],
    ["No Show", "no-show"],
    ["? No show", "no-show"],
    ["Late Cancel", "canceled"],
    ["Late Cancelled", "canceled"],
    ["Cancelled by client", "canceled"],
    ["Clinician Canceled", "canceled"],
    ["x Canceled", "canceled"],
    ["% Canceled < 24h", "canceled"],
    ["CANCELED", "canceled"],
    ["Waitlist", "does-not-attend"],
    ["entered-in-error", "left-out"],
    ["Purple", null],
  ])("%s is %s", (word, expected) => {
    expect(statusOf(word)).toBe(expected);
  });

  test("of the mapping come first, in any letter case and as globs", () => {
    expect(statusOf("SHOW", { attended: ["show"] })).toBe("attended");
    expect(statusOf("Moved to Tue", { leftOut: ["moved*"] })).toBe("left-out");
  });
});

describe("names", () => {
  test.each([
    ["Ann & Bo Smith", ["Ann Smith", "Bo Smith"]],
    ["Ann and Bo Smith", ["Ann Smith", "Bo Smith"]],
    ["Ann Smith & Bo Jones", ["Ann Smith", "Bo Jones"]],
    ["Smith, Ann & Bo", ["Smith, Ann", "Smith, Bo"]],
    ["Smith, Ann & Jones, Bo", ["Smith, Ann", "Jones, Bo"]],
    ["Ann & Bo", ["Ann", "Bo"]],
    ["A and B", ["A", "B"]],
    ["Sandy Anderson", null],
    ["Ann & Bo & Cy", null],
    ["Ann &", null],
    ["Alexandra", null],
  ])("%s is a couple of %j", (name, partners) => {
    expect(partnersIn(name, undefined)).toEqual(partners);
  });

  test("joined as the mapping says are couples, and no others", () => {
    expect(partnersIn("Ann + Bo", " + ")).toEqual(["Ann", "Bo"]);
    expect(partnersIn("Ann & Bo", " + ")).toBeNull();
  });

  test.each([
    ["Lee / Ortiz", ["Lee", "Ortiz"]],
    ["Lee; Ortiz", ["Lee", "Ortiz"]],
    ["Lee & Ortiz", ["Lee", "Ortiz"]],
    ["Lee\nOrtiz", ["Lee", "Ortiz"]],
    ["Lee, Kim", ["Lee, Kim"]],
    ["Kim Lee, LMFT", ["Kim Lee, LMFT"]],
    ["Lee / Lee", ["Lee"]],
    ["Lee LCSW, Chen LPC", ["Lee LCSW", "Chen LPC"]],
    ["Kim Lee, LCSW, Wei Chen, LPC", ["Kim Lee, LCSW", "Wei Chen, LPC"]],
    ["Lee (LCSW), Chen (L.P.C.), Dr. Ortiz PsyD", ["Lee (LCSW)", "Chen (L.P.C.)", "Dr. Ortiz PsyD"]],
    ["Doe, Jo LCSW", ["Doe, Jo LCSW"]],
    ["Doe, Jo LCSW, PhD", ["Doe, Jo LCSW, PhD"]],
    ["Lee LCSW, PhD", ["Lee LCSW, PhD"]],
    ["Lee LMFT/LPC", ["Lee LMFT/LPC"]],
    ["Lee LCSW, Chen", ["Lee LCSW, Chen"]],
    ["Lee w/ Chen RN", ["Lee", "Chen RN"]],
    ["Lee w/Chen with Ortiz", ["Lee", "Chen", "Ortiz"]],
    ["Andrew Law", ["Andrew Law"]],
  ])("%j are the clinicians %j", (text, names) => {
    expect(clinicianNames(text)).toEqual(names);
  });

  test("of clinicians that the mapping has divide a cell at commas, and are not divided themselves", () => {
    const mapped = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { id: name, roles: ["therapist"] }]));
    expect(clinicianNames("Lee, Ortiz", mapped("Lee", "Ortiz"))).toEqual(["Lee", "Ortiz"]);
    expect(clinicianNames("Lee, Kim", mapped("Lee, Kim"))).toEqual(["Lee, Kim"]);
    expect(clinicianNames("Lee & Sons", mapped("Lee & Sons"))).toEqual(["Lee & Sons"]);
  });
});
