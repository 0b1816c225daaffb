/** Times and dates as people write them: one reading is read, two are refused, and nothing throws or takes long. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { showClock } from "../src/clock.ts";
import { audit, parseRoster } from "../src/index.ts";
import { DATE_PATTERN, isDate, isStart, isTime, readDate, readTime, START_PATTERN, TIME_PATTERN } from "../src/roster/read-time.ts";
import { rosterFile } from "../src/roster/schema.ts";
import { dateHelp, timeHelp } from "../src/roster/suggest-time.ts";
import { showDate, showDay, writeDate } from "../src/roster/time.ts";
import { WEEKDAYS } from "../src/roster/vocabulary.ts";
import { meantZones, zoneNamed } from "../src/roster/zone.ts";

const text = (message: ReturnType<typeof timeHelp>) =>
  message?.map((part) => ("own" in part ? part.own : "quote" in part ? part.quote : "?")).join("") ?? null;

const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
/** Days from 2000-01-01 to 2199-12-31. */
const dayOfYears = fc.integer({ min: 10_957, max: 84_005 });
const FULL = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const anyCase = (word: string) =>
  fc.array(fc.boolean(), { minLength: word.length, maxLength: word.length }).map((upper) => spelled(word, upper));
const spelled = (word: string, upper: readonly boolean[]) =>
  [...word].map((letter, i) => (upper[i] ? letter.toUpperCase() : letter.toLowerCase())).join("");

/** What a time says, without the clock that it is written in. */
const meaning = (written: string) => {
  const time = readTime(written);
  return time === null ? null : { ...time, hours: undefined };
};

describe("two spellings of one time", () => {
  const spellingsOf = (clock: number) => {
    const twelve = showClock(clock, 12);
    const half = twelve.slice(-2);
    const digits = twelve.slice(0, -3);
    const bare = digits.endsWith(":00") ? digits.slice(0, -3) : digits;
    return [twelve, `${digits}${half.toLowerCase()}`, `${bare} ${half === "AM" ? "a.m." : "p.m."}`, `${showClock(clock, 24)}:00.000`];
  };

  test("are the same: clocks of 12 and 24 hours", () => {
    fc.assert(
      fc.property(minuteOfDay, (clock) => {
        for (const one of spellingsOf(clock)) expect(meaning(one), one).toEqual(meaning(showClock(clock, 24)));
      }),
    );
  });

  test("are the same: weekdays in any case, short or whole, with more than one space", () => {
    const weekday = fc
      .integer({ min: 0, max: 6 })
      .chain((i) => fc.tuple(fc.constant(i), anyCase(FULL[i] as string), anyCase(WEEKDAYS[i] as string), fc.integer({ min: 1, max: 3 })));
    fc.assert(
      fc.property(weekday, minuteOfDay, ([i, whole, short, spaces], clock) => {
        const plain = meaning(`${WEEKDAYS[i]} ${showClock(clock, 24)}`);
        expect(plain).not.toBeNull();
        for (const name of [whole, short, `${short}.`, `${short},`])
          for (const one of spellingsOf(clock)) expect(meaning(`${name}${" ".repeat(spaces)}${one}`)).toEqual(plain);
      }),
    );
  });

  test("are the same: dates with and without leading zeros, with the month's name, in the US order where that is certain", () => {
    fc.assert(
      fc.property(dayOfYears, minuteOfDay, (day, clock) => {
        const iso = writeDate(day);
        const [year, month, date] = iso.split("-").map(Number) as [number, number, number];
        const shown = showDate(day * 24 * 60);
        const names = [iso, `${year}-${month}-${date}`, shown, shown.slice(5), shown.slice(5).toLowerCase().replace(",", "")];
        if (date > 12 || date === month) names.push(`${month}/${date}/${year}`, `${date}/${month}/${year}`);
        for (const name of names) {
          expect(readDate(name), name).toBe(day);
          expect(meaning(`${name} ${showClock(clock, 24)}`)).toEqual(meaning(`${iso}T${showClock(clock, 24)}`));
        }
      }),
    );
  });

  test.each([
    ["2026-12-07T18:00-0500", "2026-12-07T18:00-05:00"],
    ["2026-12-07T18:00-05", "2026-12-07T18:00-05:00"],
    ["2026-12-07T18:00:00.000z", "2026-12-07T18:00Z"],
    ["2026-12-07T18:00+0530", "2026-12-07T18:00+05:30"],
    ["12 AM", "00:00"],
    ["12 PM", "12:00"],
    ["Weds 18:00", "Wed 18:00"],
    ["Thurs 18:00", "Thu 18:00"],
    ["7 Dec 18:00", "December 7th 18:00"],
  ])("are the same: %s and %s", (one, other) => {
    expect(meaning(one)).not.toBeNull();
    expect(meaning(one)).toEqual(meaning(other));
  });
});

describe("help for a time", () => {
  test.each([
    ["12/07/2026 18:00", "`12/07/2026 18:00` is ambiguous. Write 2026-12-07 18:00 (a Monday), or 2026-07-12 18:00 (a Sunday)."],
    ["18:00 EST", "Delete `EST` here and write the time zone once, at the top: timezone: America/New_York"],
    ["Mon 18:00-19:30", 'Write the start and the end in two keys: `start: Mon 18:00` and `end: "19:30"`.'],
    ["Mon 6-7:30pm", 'Write the start and the end in two keys: `start: Mon 6 pm` and `end: "7:30pm"`.'],
    ["6pm", "Add the day, such as: Mon 6pm"],
    ["Dec 7", "Add the time, such as: Dec 7 18:00"],
    ["Tue, Nov 30, 2026 18:00", "Mon, Nov 30, 2026 is that date. Correct the weekday or the date."],
    ["11/30/26 9am", "Did you mean `2026-11-30 9am`?"],
    ["11/30/26", "Add the time, such as: 2026-11-30 18:00"],
    ["11-30-2026 9.30", "Did you mean `2026-11-30 09:30`?"],
    ["12/1 9:00am", "Add the year. Write YYYY-12-01 9:00am, or YYYY-01-12 9:00am."],
    ["12/14 9:00am", "Add the year. Write YYYY-12-14 9:00am."],
    ["12/01/26 at 6p", "`12/01/26 at 6p` is ambiguous. Write 2026-12-01 18:00 (a Tuesday), or 2026-01-12 18:00 (a Monday)."],
    ["Monday at 6:30pm", "Did you mean `Monday 6:30pm`?"],
    ["Monday @ 6:30", "Did you mean `Monday 6:30`?"],
    ["Monday at 6p", "Did you mean `Mon 18:00`?"],
    ["Weds", "Add the time, such as: Wed 18:00; the day begins at Wed 00:00"],
    ["Mondays 6pm", "Did you mean `Mon 18:00`?"],
    ["“Mon 18:00”", "Did you mean `Mon 18:00`?"],
    ["13/13/26 9am", null],
    ["soon", null],
  ])("%s", (written, help) => expect(text(timeHelp(written, true))).toBe(help));

  test.each([
    ["12/07/2026", "`12/07/2026` is ambiguous. Write 2026-12-07 (a Monday), or 2026-07-12 (a Sunday)."],
    ["Dec 7", "Add the year: YYYY-12-07"],
    ["12/7", "Add the year. Write YYYY-12-07, or YYYY-07-12."],
    ["11/30/26", "Did you mean 2026-11-30?"],
    ["30.11.2026", "Did you mean 2026-11-30?"],
    ["12/01/26", "`12/01/26` is ambiguous. Write 2026-12-01 (a Tuesday), or 2026-01-12 (a Monday)."],
    ["2026.12.07", "Did you mean 2026-12-07?"],
    ["next week", null],
  ])("that should be a date: %s", (written, help) => expect(text(dateHelp(written))).toBe(help));
});

describe("of two readings, the one in the roster's week comes first", () => {
  test.each([
    ["01/12/2026 09:00", "2026-12-01 09:00 (a Tuesday), or 2026-01-12 09:00 (a Monday)"],
    ["12/01/2026 09:00", "2026-12-01 09:00 (a Tuesday), or 2026-01-12 09:00 (a Monday)"],
    ["01/12/26 9am", "2026-12-01 9am (a Tuesday), or 2026-01-12 9am (a Monday)"],
    ["12/1 9:00am", "2026-12-01 9:00am (a Tuesday), or 2027-01-12 9:00am (a Tuesday)"],
    ["12/01/2026", "2026-12-01 18:00 (a Tuesday), or 2026-01-12 18:00 (a Monday)"],
  ])("%s", (start, values) => {
    const roster = `week: 2026-11-30\nsessions:\n  - { id: a, kind: group, start: ${start}, minutes: 60, patients: 1 }\n`;
    const [problem] = audit(parseRoster(roster, { file: "week.yaml" })).rosters[0]?.problems ?? [];
    expect(problem?.help).toBe(`\`${start}\` is ambiguous. Write ${values}.`);
    for (const value of values.split(", or ")) expect(isStart(value.replace(/ \(.*/, ""))).toBe(true);
  });
});

describe("any text", () => {
  const PIECES = [
    "Mon",
    "sunday",
    "Dec",
    "7",
    "12/07/2026",
    "2026-11-30",
    "T",
    "18:00",
    "6",
    "pm",
    "-",
    ",",
    "Z",
    "+0530",
    "EST",
    " ",
    "  ",
  ];
  const anyText = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join("")),
  );

  const [start, time, date] = [START_PATTERN, TIME_PATTERN, DATE_PATTERN].map((pattern) => new RegExp(pattern)) as [RegExp, RegExp, RegExp];

  test("is read exactly if the published pattern takes it", () => {
    fc.assert(
      fc.property(anyText, (written) => {
        expect([isStart(written), isTime(written), isDate(written)], written).toEqual([
          start.test(written),
          time.test(written),
          date.test(written),
        ]);
      }),
      { numRuns: 20_000 },
    );
  });

  test("is a time or gets one clear problem, and never an exception", () => {
    fc.assert(
      fc.property(anyText, (written) => {
        const roster = { week: "2026-11-30", sessions: [{ id: "a", kind: "group", start: written, minutes: 90 }] };
        const problems = rosterFile.safeParse(roster).error?.issues.length ?? 0;
        // A day that the calendar does not have has the shape of a time; the resolver refuses it.
        if (readTime(written) !== null && isStart(written)) expect(problems).toBe(0);
        if (problems > 0) expect(readTime(written) === null || !isStart(written)).toBe(true);
        // Everything that is read has the shape of a time.
        if (readTime(written) !== null) expect(isTime(written), written).toBe(true);
        timeHelp(written, true);
        dateHelp(written);
      }),
      { numRuns: 2_000 },
    );
  });

  test("is judged in linear time", () => {
    const long = 200_000;
    const hostile = [
      `Mon${" ".repeat(long)}x`,
      `Dec 7${" ".repeat(long)}`,
      " ".repeat(long),
      `18:00:00.${"0".repeat(long)}`,
      "1".repeat(long),
    ];
    const before = performance.now();
    for (const written of hostile) {
      for (const pattern of [start, time, date]) pattern.test(written);
      for (const isRead of [isStart, isTime, isDate]) isRead(written);
      expect(readTime(written)).toBeNull();
      expect(timeHelp(written, true)).toBeNull();
    }
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe("a clock without am or pm", () => {
  const anyTime = fc.tuple(minuteOfDay, fc.constantFrom("start", "end", "from", "until"), fc.boolean());
  const roster = (clock: number, key: string, isNoted: boolean) => {
    const time = showClock(clock, 24).replace(/^0/, "");
    const at = (own: string, other: string) => (key === own ? time : other);
    return JSON.stringify({
      week: "2026-11-30",
      clinicians: [{ id: "lee", roles: ["therapist"], away: [{ start: `Sun ${isNoted ? "11:58 PM" : "23:58"}`, end: "23:59" }] }],
      sessions: [
        {
          ...{ id: "mon", kind: "group", start: `Mon ${at("start", "0:00")}`, end: `Wed ${at("end", "0:00")}` },
          clinicians: [{ id: "lee", from: `Tue ${at("from", "0:00")}`, until: `Tue ${at("until", "23:59")}` }],
          patients: 4,
        },
      ],
    });
  };

  test("is read with 24 hours where no time of the roster has am or pm, and else refused from 1:00 to 12:59 with both readings", () => {
    const seen = { refused: 0, read: 0 };
    fc.assert(
      fc.property(anyTime, ([clock, key, isNoted]) => {
        const [report] = audit(parseRoster(roster(clock, key, isNoted), { file: "week.json" })).rosters;
        const isRefused = isNoted && clock >= 60 && clock < 780;
        const [am, pm] = [showClock(clock % 720, 12), showClock((clock % 720) + 720, 12)];
        const readings = clock === 720 ? `${pm} (noon) or ${am} (midnight)` : clock > 720 ? `${pm} or ${am}` : `${am} or ${pm}`;
        const found = report?.problems.filter(({ message }) => message.includes("is ambiguous")) ?? [];
        expect(found.map(({ message }) => message.endsWith(`is ambiguous: ${readings}. Other times in this roster use AM or PM.`))).toEqual(
          isRefused ? [true] : [],
        );
        if (isRefused) expect(found[0]?.at?.path.at(-1)).toBe(key);
        seen[isRefused ? "refused" : "read"]++;
      }),
    );
    expect(Math.min(seen.refused, seen.read)).toBeGreaterThan(10);
  });

  test.each([
    ["in a broken time", "6 p.m"],
    ["in capital letters", "Mon 6 P.M."],
    ["without a space", "Mon 6:00pm"],
    ["behind escapes", "Mon 6:00 \\u0070m"],
  ])("is refused beside am or pm %s", (_, noted) => {
    const text = `{"week":"2026-11-30","clinicians":[{"id":"lee","roles":["therapist"]}],"sessions":[{"id":"one","kind":"group","start":"${noted}","minutes":60,"clinicians":["lee"],"patients":4},{"id":"two","kind":"group","start":"Tue 6:30","minutes":60,"clinicians":["lee"],"patients":4}]}`;
    const problems = audit(parseRoster(text, { file: "week.json" })).rosters[0]?.problems ?? [];
    expect(problems.map(({ help }) => help)).toContain("Write `Tue 6:30 AM` or `Tue 6:30 PM`.");
  });

  test("at twelve o'clock, noon comes before midnight", () => {
    const [report] = audit(parseRoster(roster(720, "start", true), { file: "week.json" })).rosters;
    expect(report?.problems.map(({ message, help }) => `${message} ${help}`)).toEqual([
      "`Mon 12:00` is ambiguous: 12:00 PM (noon) or 12:00 AM (midnight). Other times in this roster use AM or PM. Write `Mon 12:00 PM` (noon) or `Mon 12:00 AM` (midnight).",
    ]);
  });

  describe("is offered with am and with pm beside times with am or pm, and every offered time is accepted there", () => {
    const withTime = (key: "start" | "end", time: string) =>
      JSON.stringify({
        week: "2026-12-07",
        clinicians: [{ id: "lee", roles: ["therapist"] }],
        sessions: [
          { id: "one", kind: "group", start: "Mon 6:00 PM", minutes: 60, clinicians: ["lee"], patients: 4 },
          {
            id: "two",
            kind: "group",
            start: "Wed 12:30 AM",
            minutes: 60,
            clinicians: ["lee"],
            patients: 4,
            [key]: time,
            ...(key === "end" ? { minutes: undefined } : {}),
          },
        ],
      });
    const problems = (key: "start" | "end", time: string) =>
      audit(parseRoster(withTime(key, time), { file: "week.json" })).rosters[0]?.problems ?? [];
    const OFFERS =
      /(?:\d{4}-\d\d-\d\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Dec)[a-z]*(?: \d+)?)[ T]\d[\d:]*(?: ?[AaPp][Mm])?(?![\d:])|(?<=")[^"`]+(?=")/g;

    test.each([
      [
        "start",
        "12/09/2026 9:00",
        "`12/09/2026 9:00` is ambiguous. Write 2026-12-09 9:00 AM (a Wednesday) or 2026-12-09 9:00 PM, or 2026-09-12 9:00 AM (a Saturday) or 2026-09-12 9:00 PM.",
        4,
      ],
      [
        "start",
        "12/09/26 12:00",
        "`12/09/26 12:00` is ambiguous. Write 2026-12-09 12:00 PM (a Wednesday) or 2026-12-09 12:00 AM, or 2026-09-12 12:00 PM (a Saturday) or 2026-09-12 12:00 AM.",
        4,
      ],
      [
        "start",
        "12/09/2026 9:00am",
        "`12/09/2026 9:00am` is ambiguous. Write 2026-12-09 9:00am (a Wednesday), or 2026-09-12 9:00am (a Saturday).",
        2,
      ],
      [
        "start",
        "12/09/2026 18:00",
        "`12/09/2026 18:00` is ambiguous. Write 2026-12-09 18:00 (a Wednesday), or 2026-09-12 18:00 (a Saturday).",
        2,
      ],
      ["start", "12/09/2026", "`12/09/2026` is ambiguous. Write 2026-12-09 6:00 PM (a Wednesday), or 2026-09-12 6:00 PM (a Saturday).", 2],
      ["start", "12/14/26 9.30", "Did you mean `2026-12-14 9:30 AM` or `2026-12-14 9:30 PM`?", 2],
      ["start", "12/14/26 9a", "Did you mean `2026-12-14 9:00 AM`?", 1],
      ["start", "12/14/26", "Add the time, such as: 2026-12-14 6:00 PM", 1],
      ["start", "Dec 9", "Add the time, such as: Dec 9 6:00 PM", 1],
      ["start", "9:00", "Add the day, such as: Mon 9:00 AM or Mon 9:00 PM", 2],
      ["start", "9.30", "Add the day, such as: Mon 9:30 AM or Mon 9:30 PM", 2],
      ["start", "noon", "Add the day, such as: Mon 12:00 PM", 1],
      ["start", "Weds", "Add the time, such as: Wed 6:00 PM; the day begins at Wed 12:00 AM", 2],
      ["start", "Wednesdays 9:00", "Did you mean `Wed 9:00 AM` or `Wed 9:00 PM`?", 2],
      ["start", "Wed midnight", "Did you mean `Thu 12:00 AM`?", 1],
      ["start", "2026-12-09 1800", "Did you mean `2026-12-09 6:00 PM`?", 1],
      ["start", "Wed at 9:00", "Did you mean `Wed 9:00 AM` or `Wed 9:00 PM`?", 2],
      [
        "start",
        "“Wed 9:00”",
        "It has a curly quotation mark (U+201C) and a curly quotation mark (U+201D): delete both. Did you mean `Wed 9:00 AM` or `Wed 9:00 PM`?",
        2,
      ],
      ["end", "9.30", 'Did you mean `"9:30 AM"` or `"9:30 PM"`?', 2],
      ["end", "1930", 'Did you mean `"7:30 PM"`?', 1],
    ] as const)("%s: %s", (key, written, help, count) => {
      expect(problems(key, written).map((one) => one.help)).toEqual([help]);
      const offered = help.replace(/^`[^`]*` is/, "").match(OFFERS) ?? [];
      expect(offered).toHaveLength(count);
      for (const one of offered) expect(problems(key, one), one).toEqual([]);
    });

    test("a start and an end in one value", () => {
      const [problem] = problems("start", "Wed 9:00-10:30");
      expect(problem?.help).toBe(
        'Write the start and the end in two keys: `start: Wed 9:00 AM` or `start: Wed 9:00 PM` and `end: "10:30 AM"` or `end: "10:30 PM"`.',
      );
    });

    test("also where only an ambiguous date has am or pm", () => {
      const text = withTime("start", "12/09/2026 9:00").replace("Mon 6:00 PM", "12/08/2026 6:00pm").replace("12:30 AM", "0:30");
      const [report] = audit(parseRoster(text, { file: "week.json" })).rosters;
      expect(report?.problems.map(({ help }) => help?.includes("2026-12-09 9:00 PM"))).toEqual([false, true]);
    });
  });

  test("is not made ambiguous by words that look like it", () => {
    const text =
      "week: 2026-11-30\nclinicians: [{ id: lee, roles: [therapist] }]\nsessions: [{ id: group-6pm, title: The 6 pm group, kind: group, start: Mon 6:30, minutes: 60, clinicians: [lee], patients: 4 }]\n";
    const [report] = audit(parseRoster(text, { file: "week.yaml" })).rosters;
    expect(report?.sessions[0]?.start).toBe("2026-11-30T06:30");
  });
});

test("times are shown in the clock of the roster, and dates as in the US", () => {
  expect([0, 90, 720, 1110, 1440].map((minute) => showClock(minute, 12))).toEqual([
    "12:00 AM",
    "1:30 AM",
    "12:00 PM",
    "6:30 PM",
    "12:00 AM",
  ]);
  expect([0, 90, 720, 1110].map((minute) => showClock(minute, 24))).toEqual(["00:00", "01:30", "12:00", "18:30"]);
  expect(showDay((readDate("2026-11-30") as number) * 24 * 60)).toBe("Mon, Nov 30");
});

test.each([
  ["EST", ["America/New_York"]],
  ["MST", ["America/Phoenix", "America/Denver"]],
  ["HST", ["Pacific/Honolulu"]],
  ["PST", ["America/Los_Angeles"]],
  ["CST", ["America/Chicago"]],
  ["edt", ["America/New_York"]],
  ["Eastern", ["America/New_York"]],
  ["US Central", ["America/Chicago"]],
  ["Pacific Daylight Time", ["America/Los_Angeles"]],
])("the time zone %s is refused for the one meant", (name, meant) => {
  expect(zoneNamed(name)).toBeNull();
  expect(meantZones(name)).toEqual(meant);
  for (const zone of meant) expect(zoneNamed(zone)).not.toBeNull();
});
