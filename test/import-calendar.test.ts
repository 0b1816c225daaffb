/** Calendars: from bytes to entries. Times are of the week from Monday, November 30, 2026, in New York unless a test says otherwise. */
import { expect, test } from "vitest";
import { textOf } from "../src/import/account-text.ts";
import { accounted, calendar, KIM, questions, readIcs, reading, settled, shown, times, vevent } from "./support/calendar-file.ts";

const NY = "America/New_York";
const start = (time: string) => `DTSTART;TZID=${NY}:${time}`;
const end = (time: string) => `DTEND;TZID=${NY}:${time}`;
const EVENING = [start("20261130T180000"), end("20261130T193000"), KIM];

test("an event is one entry with its title, clinician and patients", () => {
  const read = reading(
    calendar(
      vevent(
        "UID:a",
        ...EVENING,
        "SUMMARY:Process group\\, adults",
        "ATTENDEE;CN=Ann Doe:MAILTO:Ann@Example.org",
        'ATTENDEE;CN="Roe, Bob":invalid:nomail',
        "ATTENDEE;CN=Cy:tel:+15550100",
        "ATTENDEE:tel:+15550101",
      ),
    ),
  );
  expect(read.timezone).toBe(NY);
  expect(read.entries).toEqual([
    {
      at: { file: 0, sheet: null, line: 3, cell: null },
      start: { local: expect.any(Number), offset: -300 },
      end: { local: expect.any(Number), offset: -300 },
      clinicians: ["kim@clinic.example"],
      patients: [{ key: "ann@example.org" }, { key: "Roe, Bob" }, { key: "Cy" }, { key: "tel:+15550101" }],
      couples: [],
      headcount: {},
      title: "Process group, adults",
      group: null,
      code: null,
      kind: null,
      status: "planned",
      together: null,
    },
  ]);
  expect(times(read)).toEqual(["2026-11-30T18:00–19:30 -300"]);
  expect(read.settled).toEqual([]);
});

const SERIES = [
  "UID:s",
  start("20261005T180000"),
  end("20261005T193000"),
  "RRULE:FREQ=WEEKLY;BYDAY=MO,WE",
  `EXDATE;TZID=${NY}:20261202T180000`,
  KIM,
];

test("a weekly series keeps its local time over a change of clocks, without its exceptions", () => {
  const file = calendar(vevent(...SERIES));
  expect(times(reading(file, { week: "2026-10-26" }))).toEqual(["2026-10-26T18:00–19:30 -240", "2026-10-28T18:00–19:30 -240"]);
  // The clocks change on November 1.
  expect(times(reading(file, { week: "2026-11-02" }))).toEqual(["2026-11-02T18:00–19:30 -300", "2026-11-04T18:00–19:30 -300"]);
  expect(times(reading(file))).toEqual(["2026-11-30T18:00–19:30 -300"]);
});

test("a series in UTC moves by an hour on the clock when the clocks change", () => {
  const file = calendar(vevent("UID:s", "DTSTART:20261005T220000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", KIM));
  expect(times(reading(file, { week: "2026-10-26", timezone: NY }))).toEqual(["2026-10-26T18:00–19:00 -240"]);
  expect(times(reading(file, { timezone: NY }))).toEqual(["2026-11-30T17:00–18:00 -300"]);
});

test.each([
  ["a date", "EXDATE;VALUE=DATE:20261130"],
  ["in UTC", "EXDATE:20261130T230000Z"],
  ["in another zone", "EXDATE;TZID=America/Chicago:20261130T170000"],
  ["without a zone", "EXDATE:20261130T180000"],
  ["in a list of two", `EXDATE;TZID=${NY}:20261123T180000,20261130T180000`],
])("an exception that is %s leaves out its occurrence", (_, exdate) => {
  const read = reading(calendar(vevent("UID:s", start("20261005T180000"), end("20261005T193000"), "RRULE:FREQ=WEEKLY", exdate, KIM)));
  expect(read.entries).toEqual([]);
  expect(settled(read)).toEqual(["3 outside-week"]);
});

test("an occurrence that is moved into the week is in it, and one that is moved out of it is not", () => {
  const moved = (from: string, to: string) =>
    vevent("UID:s", `RECURRENCE-ID;TZID=${NY}:${from}`, start(to), end(`${to.slice(0, 9)}210000`), KIM);
  const read = reading(
    calendar(vevent(...SERIES), moved("20261109T180000", "20261204T200000"), moved("20261130T180000", "20261210T200000")),
  );
  expect(times(read)).toEqual(["2026-12-04T20:00–21:00 -300"]);
  expect(settled(read)).toEqual(["3 outside-week", "18 outside-week"]);
  expect(accounted(read)).toEqual([3, 11, 18]);
});

test("an override is found by a RECURRENCE-ID in UTC or by its date alone", () => {
  for (const id of ["RECURRENCE-ID:20261130T230000Z", "RECURRENCE-ID;VALUE=DATE:20261130"]) {
    const change = vevent("UID:s", id, start("20261130T190000"), end("20261130T200000"), KIM);
    expect(times(reading(calendar(vevent(...SERIES), change)))).toEqual(["2026-11-30T19:00–20:00 -300"]);
  }
});

test("a change of this and all future occurrences moves them all, by local time", () => {
  const change = vevent(
    "UID:s",
    `RECURRENCE-ID;TZID=${NY};RANGE=THISANDFUTURE:20261014T180000`,
    start("20261015T200000"),
    end("20261015T203000"),
    "ORGANIZER:mailto:noor@clinic.example",
    "SUMMARY:Later",
  );
  const file = calendar(vevent(...SERIES), change);
  expect(times(reading(file, { week: "2026-10-12" }))).toEqual(["2026-10-12T18:00–19:30 -240", "2026-10-15T20:00–20:30 -240"]);
  const read = reading(file, { week: "2026-11-23" });
  expect(times(read)).toEqual(["2026-11-24T20:00–20:30 -300", "2026-11-26T20:00–20:30 -300"]);
  expect(read.entries.map(({ at, clinicians, title }) => [at.line, clinicians[0], title])).toEqual(
    Array(2).fill([11, "noor@clinic.example", "Later"]),
  );
  expect(settled(read)).toEqual(["3 outside-week"]);
});

test("a later change of all future occurrences replaces the earlier one, and a single one stays", () => {
  const change = (id: string, to: string) =>
    vevent("UID:s", `RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=${NY}:${id}`, start(to), "DURATION:PT1H", KIM);
  const single = vevent("UID:s", `RECURRENCE-ID;TZID=${NY}:20261130T180000`, start("20261130T080000"), "DURATION:PT1H", KIM);
  const file = calendar(
    vevent("UID:s", start("20261005T180000"), "DURATION:PT1H", "RRULE:FREQ=DAILY", KIM),
    change("20261201T180000", "20261201T120000"),
    change("20261203T180000", "20261204T070000"),
    single,
  );
  expect(times(reading(file))).toEqual([
    "2026-11-30T08:00–09:00 -300",
    "2026-12-01T12:00–13:00 -300",
    "2026-12-02T12:00–13:00 -300",
    "2026-12-04T07:00–08:00 -300",
    "2026-12-05T07:00–08:00 -300",
    "2026-12-06T07:00–08:00 -300",
  ]);
});

test("a change of all future occurrences whose series is not in the file waits", () => {
  const read = reading(calendar(vevent("UID:s", `RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=${NY}:20261130T180000`, ...EVENING)));
  expect(questions(read)).toEqual(["shape rows 3: An event changes a series from one day on, and the series is not in the file."]);
  expect(settled(read)).toEqual(["3 waits"]);
});

test("an override without its series is an event of its own", () => {
  const read = reading(calendar(vevent("UID:s", `RECURRENCE-ID;TZID=${NY}:20261103T180000`, ...EVENING)));
  expect(times(read)).toEqual(["2026-11-30T18:00–19:30 -300"]);
});

test("extra dates of a series count, with their own length if they have one", () => {
  const file = calendar(
    vevent(
      "UID:s",
      start("20261005T180000"),
      end("20261005T193000"),
      `RDATE;TZID=${NY}:20261201T180000,20261202T100000`,
      "RDATE;VALUE=PERIOD:20261203T230000Z/PT30M,20261205T150000Z/20261205T160000Z",
      KIM,
    ),
  );
  expect(times(reading(file))).toEqual([
    "2026-12-01T18:00–19:30 -300",
    "2026-12-02T10:00–11:30 -300",
    "2026-12-03T18:00–18:30 -300",
    "2026-12-05T10:00–11:00 -300",
  ]);
});

test("a duration of a day is by the calendar, and one of hours is exact", () => {
  const on = (duration: string) =>
    times(reading(calendar(vevent(start("20261031T200000"), `DURATION:${duration}`, KIM)), { week: "2026-10-26" }))[0];
  expect(on("P1D")).toBe("2026-10-31T20:00–20:00 -240");
  expect(on("PT24H")).toBe("2026-10-31T20:00–19:00 -240");
  expect(on("P1W")).toBe("2026-10-31T20:00–20:00 -240");
});

test("an event without an end has none, and the mapping decides its length later", () => {
  expect(times(reading(calendar(vevent(start("20261130T180000"), KIM))))).toEqual(["2026-11-30T18:00–? -300"]);
});

test("an all-day event of the week has no time, and takes the place of the occurrence that it replaces", () => {
  const file = calendar(
    vevent("UID:d", "DTSTART;VALUE=DATE:20261130", KIM),
    vevent(...SERIES),
    vevent("UID:s", `RECURRENCE-ID;TZID=${NY}:20261130T180000`, "DTSTART;VALUE=DATE:20261130", KIM),
    vevent("UID:m", start("20261201T000000"), end("20261202T000000"), "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", KIM),
    vevent("UID:y", "DTSTART;VALUE=DATE:20001204", "RRULE:FREQ=YEARLY", KIM),
    vevent("UID:o", "DTSTART;VALUE=DATE:20261111", KIM),
    vevent("UID:z", "DTSTART;VALUE=DATE:20001111", "RRULE:FREQ=YEARLY", KIM),
  );
  const read = reading(file);
  expect(read.entries).toEqual([]);
  const [allDay, elsewhere] = ["no-time all-day event", "outside-week"];
  const fates = [`3 ${allDay}`, `8 ${elsewhere}`, `16 ${allDay}`, `22 ${allDay}`, `29 ${allDay}`, `35 ${elsewhere}`, `40 ${elsewhere}`];
  expect(settled(read)).toEqual(fates);
  // Nothing else is asked of it.
  const asked = reading(file, { week: null });
  expect(asked.questions.map(({ at }) => at.map(({ line }) => line))).toEqual([[8]]);
  const alone = reading(calendar(vevent("DTSTART;VALUE=DATE:20001204", "RRULE:FREQ=YEARLY", KIM), vevent(...EVENING)), { week: null });
  expect(times(alone)).toHaveLength(1);
  expect(settled(alone)).toEqual([`3 ${allDay}`]);
});

test("canceled events, occurrences and whole cancellations are canceled entries, and tentative ones are planned", () => {
  const statuses = (file: string) => reading(file).entries.map(({ status }) => status);
  expect(statuses(calendar(vevent(...EVENING, "STATUS:CANCELLED")))).toEqual(["canceled"]);
  expect(statuses(calendar("METHOD:CANCEL", vevent(...EVENING)))).toEqual(["canceled"]);
  const tentative = reading(calendar(vevent(...EVENING, "STATUS:TENTATIVE")));
  expect(tentative.entries.map(({ status }) => status)).toEqual(["planned"]);
  expect(shown(tentative)).toContain("Tentative events are planned.");
  const occurrence = reading(
    calendar(vevent(...SERIES), vevent("UID:s", `RECURRENCE-ID;TZID=${NY}:20261130T180000`, ...EVENING, "STATUS:CANCELLED")),
  );
  expect(occurrence.entries.map(({ at, status }) => [at.line, status])).toEqual([[11, "canceled"]]);
});

test("answers to invitations state no event", () => {
  const read = reading(calendar("METHOD:REPLY", vevent(...EVENING)));
  expect(settled(read)).toEqual(["4 left-out an answer to an invitation"]);
});

test("who declined, delegates or is only informed does not attend, and rooms and devices are nobody", () => {
  const read = reading(
    calendar(
      vevent(
        ...EVENING,
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@clinic.example",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:declined@example.org",
        "ATTENDEE;PARTSTAT=DELEGATED:mailto:delegated@example.org",
        "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:informed@example.org",
        "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org",
        "ATTENDEE;CUTYPE=RESOURCE:mailto:device@example.org",
        "ATTENDEE:mailto:c_1@resource.calendar.google.com",
        "ATTENDEE;PARTSTAT=TENTATIVE:mailto:maybe@example.org",
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:silent@example.org",
      ),
    ),
  );
  expect(read.entries[0]?.patients.map(({ key }) => key)).toEqual(["maybe@example.org", "silent@example.org"]);
  expect(read.entries[0]?.clinicians).toEqual(["kim@clinic.example"]);
});

test("an organizer who declined does not lead, and a calendar is no organizer", () => {
  const declined = reading(calendar(vevent(...EVENING, "ATTENDEE;PARTSTAT=DECLINED:mailto:kim@clinic.example")));
  expect(declined.entries[0]?.clinicians).toEqual([]);
  const shared = reading(
    calendar(vevent(...EVENING.slice(0, 2), "ORGANIZER;CN=Groups:mailto:abc@group.calendar.google.com", "ATTENDEE:mailto:a@example.org")),
  );
  expect(shared.entries).toEqual([]);
});

test("an event without an organizer waits until the mapping names its clinician, so that no clinician is a patient", () => {
  const event = vevent(...EVENING.slice(0, 2), "ATTENDEE;CN=Kim Lee:mailto:kim@clinic.example", "ATTENDEE:mailto:a@example.org");
  const read = reading(calendar(event));
  expect(read.entries).toEqual([]);
  expect(read.settled).toMatchObject([{ fate: "waits" }]);
  expect(read.questions).toMatchObject([{ code: "roles", scope: "rows", at: [{ line: expect.any(Number) }] }]);
  const clinicians = { "Kim Lee": { id: "lee", roles: ["therapist" as const] } };
  const [entry] = reading(calendar(event), { mapping: { clinicians } }).entries;
  expect([entry?.clinicians, entry?.patients]).toEqual([["Kim Lee"], [{ key: "a@example.org" }]]);
});

test.each([
  ["CANCELED - Process group", "canceled", "Process group"],
  ["Cancelled: Process group", "canceled", "Process group"],
  ["Process group (canceled)", "canceled", "Process group"],
  ["No group", "planned", "No group"],
  ["OFF", "planned", "OFF"],
  ["Not canceled", "planned", "Not canceled"],
])("an event with the title %j is %s", (title, status, plain) => {
  const read = reading(calendar(vevent(...EVENING, `SUMMARY:${title}`)));
  expect(read.entries[0]).toMatchObject({ status, title: plain });
  expect(read.guesses.map(({ message }) => textOf(message)).includes("A title that says canceled cancels its event.")).toBe(
    status === "canceled",
  );
});

test("clinicians of the mapping are found by address or name, and everybody else is a patient", () => {
  const clinicians = {
    "kim@clinic.example": { id: "lee", roles: ["therapist" as const] },
    "Noor Amin": { id: "noor", roles: ["couples-therapist" as const] },
  };
  const file = calendar(
    vevent(
      ...EVENING.slice(0, 2),
      "ORGANIZER:mailto:desk@clinic.example",
      "ATTENDEE;CN=Kim:mailto:KIM@clinic.example",
      "ATTENDEE;CN=noor  amin:mailto:na@clinic.example",
      "ATTENDEE;CN=Ann:mailto:ann@example.org",
    ),
  );
  const [entry] = reading(file, { mapping: { clinicians } }).entries;
  expect(entry?.clinicians).toEqual(["kim@clinic.example", "Noor Amin"]);
  expect(entry?.patients).toEqual([{ key: "ann@example.org" }]);
  // Without a mapping the organizer is proposed.
  const [proposed] = reading(file).entries;
  expect(proposed?.clinicians).toEqual(["desk@clinic.example"]);
  expect(proposed?.patients).toHaveLength(3);
});

test("a calendar with the name of a clinician is theirs", () => {
  const mapping = { clinicians: { "Kim Lee": { id: "lee", roles: ["therapist" as const] } } };
  const read = reading(calendar("X-WR-CALNAME:Kim Lee", vevent(...EVENING.slice(0, 2))), { mapping });
  expect(read.entries[0]?.clinicians).toEqual(["Kim Lee"]);
  expect(shown(read)).toContain("whose name the calendar has");
});

test("a mailing list waits, unless its members are invited by their own addresses", () => {
  const list = "ATTENDEE;CUTYPE=GROUP:mailto:group@example.org";
  const unknown = reading(calendar(vevent(...EVENING, list)));
  expect(unknown.entries).toEqual([]);
  expect(settled(unknown)).toEqual(["3 waits"]);
  expect(questions(unknown)[0]).toMatch(/^shape rows 3: A mailing list/);
  const member = 'ATTENDEE;MEMBER="mailto:group@example.org":mailto:ann@example.org';
  expect(reading(calendar(vevent(...EVENING, list, member))).entries[0]?.patients).toEqual([{ key: "ann@example.org" }]);
});

test("an attendee with two names is a couple", () => {
  const [entry] = reading(calendar(vevent(...EVENING, "ATTENDEE;CN=Ann & Bob Doe:mailto:doe@example.org"))).entries;
  const doe = { key: '["Ann Doe","Bob Doe"]', partners: [{ key: "Ann Doe" }, { key: "Bob Doe" }] };
  expect(entry).toMatchObject({ couples: [doe], patients: [] });
  const mapping = { couples: { joinedBy: " + " } };
  expect(reading(calendar(vevent(...EVENING, "ATTENDEE;CN=Cy + Di Roe:x")), { mapping }).entries[0]?.couples).toHaveLength(1);
});

test.each([
  ["may be several people", "Cy + Di Roe", /^couple rows 3: The name of an attendee/],
  ["holds a place", "Open slot", /^couple rows 3: The name of an attendee/],
  ["has a credential", "Kim Sun LPC", /^roles rows 3: An attendee whom the mapping does not name/],
])("an attendee whose name %s is a question", (_, name, asked) => {
  const read = reading(calendar(vevent(...EVENING, `ATTENDEE;CN=${name}:mailto:x@example.org`, "ATTENDEE:mailto:ann@example.org")));
  expect(read.entries).toEqual([]);
  expect(questions(read)[0]).toMatch(asked);
  expect(shown(read)).not.toContain(name);
});

test("an attendee with a credential whom the mapping names is a clinician", () => {
  const mapping = { clinicians: { "Kim Sun LPC": { id: "sun", roles: ["therapist"] } } };
  const [entry] = reading(calendar(vevent(...EVENING, "ATTENDEE;CN=Kim Sun LPC:mailto:x@example.org", "ATTENDEE:mailto:ann@example.org")), {
    mapping,
  }).entries;
  expect(entry).toMatchObject({ clinicians: ["Kim Sun LPC"], patients: [{ key: "ann@example.org" }] });
});

test("the guests of an attendee are counted", () => {
  const read = reading(
    calendar(vevent(...EVENING, "ATTENDEE;X-NUM-GUESTS=2:mailto:ann@example.org", "ATTENDEE;X-NUM-GUESTS=0:mailto:bob@example.org")),
  );
  expect(read.entries[0]?.headcount).toEqual({ patients: 4 });
});

test("a billing code comes from a category or a property that is named for it, and from nothing else", () => {
  const code = (...lines: string[]) => reading(calendar(vevent(...EVENING, ...lines))).entries[0]?.code;
  expect(code("CATEGORIES:Group,90853")).toBe("90853");
  expect(code("X-EHR-CPT-CODE:90853-95")).toBe("90853-95");
  expect(code("X-ZIP:90210", "CATEGORIES:Group 90853", "SUMMARY:90853")).toBeNull();
});

test.each([
  ["of Windows", "Eastern Standard Time"],
  ["that Windows shows", '"(UTC-05:00) Eastern Time (US & Canada)"'],
  ["that Windows shows, without quotation marks", "(UTC-05:00) Eastern Time (US & Canada)"],
  ["with a prefix", "/freeassociation.sourceforge.net/America/New_York"],
  ["with a prefix and a version", "/mozilla.org/20070129_1/America/New_York"],
  ["with a prefix of two parts", "/freeassociation.sourceforge.net/Tzfile/America/New_York"],
])("a zone name %s is the same zone", (_, tzid) => {
  const read = reading(calendar(vevent(`DTSTART;TZID=${tzid}:20261130T180000`, "DURATION:PT1H", KIM)));
  expect(read.timezone).toBe(NY);
  expect(times(read)).toEqual(["2026-11-30T18:00–19:00 -300"]);
});

test("a zone that only its VTIMEZONE names is that one", () => {
  const zone = ["BEGIN:VTIMEZONE", "TZID:Our office", `X-LIC-LOCATION:${NY}`, "END:VTIMEZONE"].join("\r\n");
  expect(times(reading(calendar(zone, vevent("DTSTART;TZID=Our office:20261130T180000", KIM))))).toEqual(["2026-11-30T18:00–? -300"]);
});

test.each(["Customized Time Zone", "EST", "GMT-0500", "-05:00", "/example.org/Louisville", "America/Atlantis"])(
  "an unknown zone such as %s is a question, also with a zone for the roster",
  (tzid) => {
    const file = calendar(vevent(...EVENING), vevent(`DTSTART;TZID="${tzid}":20261130T180000`, "DURATION:PT1H", KIM));
    for (const timezone of [null, NY]) {
      const read = reading(file, { timezone });
      expect(questions(read)).toEqual(["timezone rows 8: An event has an unknown time zone."]);
      expect(settled(read)).toEqual(["8 waits"]);
      expect(times(read)).toEqual(["2026-11-30T18:00–19:30 -300"]);
    }
  },
);

test("times in UTC need a zone: of the calendar, or by an option", () => {
  const event = vevent("DTSTART:20261130T230000Z", "DTEND:20261201T003000Z", KIM);
  expect(questions(reading(calendar(event)))).toEqual([
    "timezone file 3: The times are in UTC, and the calendar does not name its time zone.",
  ]);
  expect(questions(reading(calendar("X-WR-TIMEZONE:UTC", event)))).toHaveLength(1);
  expect(times(reading(calendar(`X-WR-TIMEZONE:${NY}`, event)))).toEqual(["2026-11-30T18:00–19:30 -300"]);
  expect(times(reading(calendar(event), { timezone: "America/Chicago" }))).toEqual(["2026-11-30T17:00–18:30 -360"]);
});

test("events in several zones need one for the roster", () => {
  const file = calendar(vevent(...EVENING), vevent("DTSTART;TZID=America/Chicago:20261130T180000", "DURATION:PT1H", KIM));
  const asked = reading(file);
  expect(questions(asked)).toEqual([
    "timezone file 3,8: The events are in several time zones, and the calendar does not name one of its own.",
  ]);
  expect(accounted(asked)).toEqual([3, 8]);
  expect(times(reading(file, { timezone: NY }))).toEqual(["2026-11-30T18:00–19:30 -300", "2026-11-30T19:00–20:00 -300"]);
});

test("times without any zone are those of a wall clock", () => {
  const file = calendar(vevent("DTSTART:20261130T180000", "DTEND:20261130T190000", KIM));
  expect(reading(file).timezone).toBeNull();
  expect(times(reading(file))).toEqual(["2026-11-30T18:00–19:00"]);
  expect(times(reading(file, { timezone: NY }))).toEqual(["2026-11-30T18:00–19:00 -300"]);
});

test("a time that the clocks skip is no time", () => {
  const read = reading(calendar(vevent(start("20260308T023000"), KIM)), { week: "2026-03-02" });
  expect(settled(read)).toEqual(["3 no-time the clocks skip this time"]);
});

test("without a week single events are all given, and a series that goes on asks for the week", () => {
  const single = vevent(start("20261207T180000"), "DURATION:PT1H", KIM);
  expect(times(reading(calendar(vevent(...EVENING), single), { week: null }))).toHaveLength(2);
  const asked = reading(calendar(vevent("UID:s", start("20261130T180000"), "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3", KIM)), {
    week: null,
  });
  expect(questions(asked)).toEqual([
    "week file 3: The calendar has events in 3 weeks, which begin on 2026-11-30, 2026-12-07 and 2026-12-14.",
  ]);
  const endless = reading(calendar(vevent("UID:s", start("20261130T180000"), "DURATION:PT1H", "RRULE:FREQ=WEEKLY", KIM)), { week: null });
  expect(questions(endless)[0]).toMatch(/events in 9 weeks, which begin on 2026-11-30, .*Some series continue\.$/);
  const yearly = reading(calendar(vevent("UID:s", start("20261130T180000"), "DURATION:PT1H", "RRULE:FREQ=YEARLY;COUNT=2", KIM)), {
    week: null,
  });
  expect(questions(yearly)).toHaveLength(1);
});

test("a series that is all in one week needs no other week", () => {
  const daily = (day: string) =>
    reading(calendar(vevent("UID:s", start(`${day}T180000`), "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=5", KIM)), { week: null });
  expect(times(daily("20261130"))).toHaveLength(5);
  // From Sunday to Thursday.
  expect(times(daily("20261129"))).toHaveLength(5);
});

test("a week without an event names the weeks that have some", () => {
  const read = reading(calendar(vevent(...EVENING)), { week: "2026-12-07" });
  expect(questions(read)).toEqual([
    "week file : No event is in the week from 2026-12-07. The calendar has events in weeks that begin on 2026-11-30.",
  ]);
  expect(settled(read)).toEqual(["3 outside-week"]);
});

test.each([
  ["FREQ=HOURLY", "repeats within a day"],
  ["FREQ=MINUTELY;COUNT=3", "repeats within a day"],
  ["FREQ=SECONDLY", "repeats within a day"],
  ["FREQ=DAILY;BYHOUR=9,18", "repeats within a day"],
  ["FREQ=DAILY;BYMINUTE=0", "repeats within a day"],
  ["FREQ=WEEKLY;INTERVAL=0", "unreadable INTERVAL in the recurrence rule"],
  ["FREQ=WEEKLY;COUNT=0", "unreadable COUNT in the recurrence rule"],
  ["FREQ=WEEKLY;COUNT=99999999999999999999", "unreadable COUNT in the recurrence rule"],
  ["FREQ=WEEKLY;UNTIL=tomorrow", "unreadable UNTIL in the recurrence rule"],
  ["FREQ=WEEKLY;BYDAY=XX", "unreadable BYDAY in the recurrence rule"],
  ["FREQ=WEEKLY;BYDAY=2MO", "the parts of the recurrence rule contradict each other"],
  ["FREQ=MONTHLY;BYWEEKNO=4", "the parts of the recurrence rule contradict each other"],
  ["FREQ=WEEKLY;FREQ=DAILY", "a part of the recurrence rule occurs twice"],
  ["FREQ=WEEKLY;RSCALE=HEBREW", "unknown part of the recurrence rule"],
  ["W1 MO #0", "the recurrence rule has no frequency such as FREQ=WEEKLY"],
])("a series by the rule %s is not understood", (rule, why) => {
  expect(settled(reading(calendar(vevent(...EVENING, `RRULE:${rule}`))))).toEqual([`3 not-understood ${why}`]);
});

test.each([
  ["DTSTART:soon", "DTSTART in line 4 is not readable"],
  ["DTSTART:20260230T180000", "DTSTART in line 4 is not readable"],
  ["SUMMARY:x", "no DTSTART"],
  ["DTSTART:20261130T180000\r\nDTSTART:20261201T180000", "duplicate DTSTART"],
  ["DTSTART:20261130T180000\r\nDTEND:never", "DTEND in line 5 is not readable"],
  ["DTSTART:20261130T180000\r\nDTEND;VALUE=DATE:20261201", "the end has no time"],
  ["DTSTART:20261130T180000\r\nDURATION:-PT1H", "DURATION in line 5 is not readable"],
  ["DTSTART:20261130T180000\r\nDTEND:20261130T190000\r\nDURATION:PT1H", "both an end and a duration"],
  ["DTSTART:20261130T180000\r\nEXDATE:20261130T180000,never", "EXDATE in line 5 is not readable"],
  ["DTSTART:20261130T180000\r\nRECURRENCE-ID:never", "RECURRENCE-ID in line 5 is not readable"],
  ['DTSTART:20261130T180000\r\nATTENDEE;CN="Doe:mailto:a@example.org', "line 5 is not readable"],
  ["DTSTART:20261130T180000\r\nATTENDEE mailto:a@example.org", "line 5 is not readable"],
  ["DTSTART:20261130T180000\r\nEXRULE:FREQ=DAILY", "an EXRULE, which calendars no longer use"],
])("an event with %j is not understood, and says why", (lines, why) => {
  expect(settled(reading(calendar(vevent(lines))))).toEqual([`3 not-understood ${why}`]);
});

test("an override that is not understood still takes the place of its occurrence", () => {
  const broken = vevent("UID:s", `RECURRENCE-ID;TZID=${NY}:20261130T180000`, start("20261130T190000"), "DTEND:never", KIM);
  const read = reading(calendar(vevent(...SERIES), broken));
  expect(read.entries).toEqual([]);
  expect(settled(read)).toEqual(["11 not-understood DTEND in line 15 is not readable", "3 outside-week"]);
});

test("of several versions of an event the newest one counts", () => {
  const version = (sequence: number, time: string, stamp = "20261101T000000Z") =>
    vevent("UID:a", `SEQUENCE:${sequence}`, `DTSTAMP:${stamp}`, start(`20261130T${time}`), "DURATION:PT1H", KIM);
  const moved = reading(calendar(version(1, "190000"), version(0, "180000")));
  expect(times(moved)).toEqual(["2026-11-30T19:00–20:00 -300"]);
  expect(settled(moved)).toEqual(["11 duplicate an older version of an event"]);
  const stamped = reading(calendar(version(0, "180000", "20261102T000000Z"), version(0, "180000")));
  expect(stamped.entries.map(({ at }) => at.line)).toEqual([3]);
  // A program that gives all events one UID: nothing is lost.
  const unlike = reading(calendar(version(0, "180000"), version(0, "190000")));
  expect(times(unlike)).toHaveLength(2);
  expect(shown(unlike)).toContain("have the same UID");
});

test("events that the mapping leaves out by their title are no sessions", () => {
  const read = reading(calendar(vevent(...EVENING, "SUMMARY:Staff meeting (weekly)")), { mapping: { leaveOut: ["staff meeting*"] } });
  expect(settled(read)).toEqual(["3 left-out"]);
});

test("a start that is not on its own rule counts, and that is said", () => {
  const read = reading(calendar(vevent("UID:s", ...EVENING, "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3")));
  expect(times(read).map((time) => time.slice(0, 10))).toEqual(["2026-11-30", "2026-12-01", "2026-12-03"]);
  expect(shown(read)).toContain("although the recurrence rule does not include it");
});

test("bytes are unfolded before they are decoded", () => {
  const summary = new TextEncoder().encode("SUMMARY:Grüße und Ärger\r\n");
  const cut = summary.indexOf(0xc3) + 1;
  const parts = [
    new TextEncoder().encode(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n${EVENING.join("\r\n")}\r\n`),
    summary.subarray(0, cut),
    new TextEncoder().encode("\r\n "),
    summary.subarray(cut),
    new TextEncoder().encode("END:VEVENT\r\nEND:VCALENDAR"),
  ];
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  expect(reading(bytes).entries[0]?.title).toBe("Grüße und Ärger");
});

test("line ends, byte-order marks, UTF-16 and bytes that are not UTF-8 are read", () => {
  const file = calendar(vevent(...EVENING, "ATTENDEE;CN=Zoé:x"));
  const keys = (bytes: Uint8Array) => reading(bytes).entries[0]?.patients.map(({ key }) => key);
  const encoded = (text: string) => new TextEncoder().encode(text);
  for (const text of [file, file.replaceAll("\r\n", "\n"), file.replaceAll("\r\n", "\r"), `\ufeff${file}`])
    expect(keys(encoded(text))).toEqual(["Zoé"]);
  expect(keys(Uint8Array.from(Buffer.from(`\ufeff${file}`, "utf16le")))).toEqual(["Zoé"]);
  expect(keys(Uint8Array.from(Buffer.from(file, "latin1")))).toEqual(["Zoé"]);
});

test("parameters may be quoted, repeated, and escaped by carets", () => {
  const read = reading(calendar(vevent(...EVENING, `ATTENDEE;X-A="b;c:d",e;CN="^'Al^' Doe^n^^":x`)));
  expect(read.entries[0]?.patients).toEqual([{ key: '"Al" Doe ^' }]);
});

test("the properties of alarms and unknown components are not those of the event", () => {
  const alarm = ["BEGIN:VALARM", "ATTENDEE:mailto:desk@example.org", "DURATION:PT5M", "SUMMARY:Soon", "END:VALARM"].join("\r\n");
  const [entry] = reading(calendar(vevent(...EVENING, alarm, "SUMMARY:Group"))).entries;
  expect(entry).toMatchObject({ title: "Group", patients: [] });
});

test.each([
  ["Name;Date\r\nAnn;Monday", "This is not a calendar: it does not begin with BEGIN:VCALENDAR."],
  ["", "This is not a calendar: it does not begin with BEGIN:VCALENDAR."],
  ["BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD", "This is not a calendar: it does not begin with BEGIN:VCALENDAR."],
  ["BEGIN:VCALENDAR\r\nVERSION:1.0\r\nEND:VCALENDAR", "This is a vCalendar file of version 1.0."],
  ["BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026", "The file ends within the VEVENT that begins on line 2: it is cut off."],
  ["BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR", "Line 3: this END does not fit the VEVENT that begins on line 2."],
  ["BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nEND:VEVENT", "Line 3: this END does not fit any BEGIN."],
  [`BEGIN:VCALENDAR\r\n${"BEGIN:ANN DOE\r\n".repeat(9)}`, "Line 9: components are nested more than 8 levels deep."],
])("%j is refused as a whole, with the reason", (file, message) => {
  const read = readIcs(file);
  expect("message" in read && shown(read)).toContain(message);
});
