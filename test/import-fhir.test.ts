/** FHIR, R4 and R5: from bytes to entries. */
import { expect, test } from "vitest";
import { accounted, questions, settled, shown, times, words } from "./support/calendar-file.ts";
import { appointment, bundle, fhir, readJson, to } from "./support/fhir-file.ts";

const LEE = { resourceType: "Practitioner", id: "lee", name: [{ given: ["Kim"], family: "Lee" }] };
const CPT = "http://www.ama-assn.org/go/cpt";

test("an appointment is one entry with its times, clinician, patients, title and code", () => {
  const serviceType = [
    {
      text: "Process group",
      coding: [
        { system: CPT, code: "90853" },
        { system: "http://snomed.info/sct", code: "76168009" },
      ],
    },
  ];
  const read = fhir([LEE, appointment("a", [to("Practitioner/lee"), to("Patient/1"), to("Patient/2")], { serviceType })]);
  expect(read.entries).toEqual([
    {
      at: { file: 0, sheet: null, line: 2, cell: null },
      start: { local: expect.any(Number), offset: -300 },
      end: { local: expect.any(Number), offset: -300 },
      clinicians: ["Kim Lee"],
      patients: [{ key: "Patient/1" }, { key: "Patient/2" }],
      couples: [],
      headcount: {},
      title: "Process group",
      group: null,
      code: "90853",
      kind: null,
      status: "planned",
      together: null,
    },
  ]);
  expect(times(read)).toEqual(["2026-11-30T18:00–19:30 -300"]);
  expect(settled(read)).toEqual(["1 people-list"]);
});

test("R5 has its own places for the service and for being optional", () => {
  const serviceType = [{ concept: { coding: [{ system: CPT, code: "90847" }], text: "Couples session" } }];
  const [entry] = fhir([
    appointment("a", [to("Practitioner/lee", { required: true }), to("Patient/1", { required: false })], { serviceType }),
  ]).entries;
  expect(entry).toMatchObject({ title: "Couples session", code: "90847", patients: [{ key: "Patient/1" }] });
});

test("one appointment for each patient with one slot is one group, with any clinicians", () => {
  const inSlot = (n: number, lead: string) =>
    appointment(String(n), [to(`Practitioner/${lead}`), to(`Patient/${n}`)], { slot: [{ reference: "Slot/s" }] });
  const read = fhir([inSlot(1, "lee"), inSlot(2, "lee"), inSlot(3, "noor")]);
  expect(new Set(read.entries.map(({ group }) => group)).size).toBe(1);
  expect(read.entries[0]?.group).not.toBeNull();
});

test("one appointment for each patient with one Group is one group", () => {
  const of = (n: number) => appointment(String(n), [to("Practitioner/lee"), to(`Patient/${n}`), to("Group/evening")]);
  const subject = { ...appointment("3", [to("Practitioner/lee"), to("Patient/3")]), subject: { reference: "Group/evening" } };
  expect(fhir([of(1), of(2), subject]).entries.map(({ group }) => group)).toEqual(Array(3).fill("Group/evening"));
});

test("a Group whose members the appointment does not name waits", () => {
  const read = fhir([appointment("a", [to("Practitioner/lee"), to("Group/evening")])]);
  expect(settled(read)).toEqual(["1 waits"]);
  expect(questions(read)).toEqual(["shape rows 1: A Group attends, and the appointment does not name its members."]);
});

test("a slot and its schedule say when an appointment is, and who leads it, if it does not", () => {
  const slot = {
    ...{ resourceType: "Slot", id: "s", status: "busy", schedule: { reference: "Schedule/x" } },
    ...{ start: "2026-11-30T23:00:00Z", end: "2026-12-01T00:30:00Z" },
  };
  const schedule = { resourceType: "Schedule", id: "x", actor: [{ reference: "Location/1" }, { reference: "Practitioner/lee" }] };
  const { start: _, end: __, ...timeless } = appointment("a", [to("Patient/1")], { slot: [{ reference: "Slot/s" }] });
  const read = fhir([timeless, slot, schedule, LEE]);
  expect(times(read)).toEqual(["2026-11-30T18:00–19:30 -300"]);
  expect(read.entries[0]?.clinicians).toEqual(["Kim Lee"]);
  expect(settled(read)).toEqual([
    "2 availability a time of a clinician whose free hours the file does not have",
    "3 availability",
    "4 people-list",
  ]);
  const minutes = { ...timeless, start: "2026-11-30T18:00:00-05:00", minutesDuration: 50, slot: undefined };
  expect(times(fhir([minutes]))).toEqual(["2026-11-30T18:00–18:50 -300"]);
});

test("slots are the hours of a clinician who has free ones", () => {
  const slot = (id: string, status: string, hour: number, schedule = "x") => ({
    ...{ resourceType: "Slot", id, status, schedule: { reference: `Schedule/${schedule}` } },
    ...{ start: `2026-12-01T${hour}:00:00-05:00`, end: `2026-12-01T${hour + 1}:00:00-05:00` },
  });
  const schedule = (id: string, who: string) => ({ resourceType: "Schedule", id, actor: [{ reference: who }] });
  const read = fhir([
    ...[
      slot("1", "free", 10),
      slot("2", "busy", 11),
      slot("3", "busy-unavailable", 12),
      slot("4", "entered-in-error", 13),
      slot("5", "busy", 14, "y"),
    ],
    ...[schedule("x", "Practitioner/lee"), schedule("y", "Practitioner/noor"), { ...slot("6", "free", 15), start: "soon" }],
  ]);
  expect(read.shifts.map(({ at, clinician }) => [at.line, clinician])).toEqual([
    [1, "Practitioner/lee"],
    [2, "Practitioner/lee"],
  ]);
  expect(accounted(read)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(settled(read)).toContain("8 not-understood this Slot is not readable");
});

test.each([
  ["proposed", "left-out only proposed"],
  ["waitlist", "left-out on a waiting list"],
  ["entered-in-error", "left-out entered in error"],
])("an appointment that is %s is left out", (status, fate) => {
  expect(settled(fhir([appointment("a", [to("Practitioner/lee"), to("Patient/1")], { status })]))).toEqual([`1 ${fate}`]);
});

test("statuses say whether an appointment is planned, was attended or is canceled", () => {
  const statuses = ["pending", "booked", "arrived", "checked-in", "fulfilled", "noshow", "cancelled"];
  const read = fhir(statuses.map((status, i) => appointment(String(i), [to("Practitioner/lee"), to("Patient/1")], { status })));
  expect(read.entries.map(({ status }) => status)).toEqual([
    "planned",
    "planned",
    "attended",
    "attended",
    "attended",
    "no-show",
    "canceled",
  ]);
  expect(questions(fhir([appointment("a", [], { status: "canary" })]))).toEqual([
    "status rows 1: An appointment has a status that FHIR does not know.",
  ]);
});

test("who is only informed or declined does not attend", () => {
  const read = fhir([
    appointment("a", [
      to("Practitioner/lee"),
      to("Patient/1"),
      to("Patient/2", { required: "information-only" }),
      to("Patient/3", { status: "declined" }),
    ]),
    appointment("b", [to("Practitioner/lee"), to("Patient/2", { required: "information-only" })]),
    appointment("c", [to("Practitioner/lee", { status: "declined" }), to("Practitioner/noor"), to("Patient/1")]),
  ]);
  expect(read.entries.map(({ patients }) => patients.map(({ key }) => key))).toEqual([["Patient/1"], ["Patient/1"]]);
  expect(read.entries[1]?.clinicians).toEqual(["Practitioner/noor"]);
  expect(settled(read)).toEqual(["2 does-not-attend"]);
});

test("a name alone is never a patient: the appointment waits", () => {
  for (const actor of [{ display: "Ann Doe" }, { display: "Ann Doe", type: "Patient" }, { reference: "#p" }, { reference: "" }, {}]) {
    const read = fhir([appointment("a", [to("Practitioner/lee"), { actor, status: "accepted" }])]);
    expect(settled(read)).toEqual(["1 waits"]);
    expect(questions(read)[0]).toMatch(/^shape rows 1: A participant has only a name/);
  }
  const room = fhir([appointment("a", [to("Practitioner/lee"), { actor: { display: "Room 1", type: "Location" } }])]);
  expect(room.entries).toHaveLength(1);
});

test("a clinician by name alone is found by the mapping", () => {
  const mapping = { clinicians: { "Kim Lee": { id: "lee", roles: ["therapist" as const] } } };
  const file = [appointment("a", [{ actor: { display: "kim lee" } }, to("Patient/1")])];
  expect(fhir(file, { mapping }).entries[0]?.clinicians).toEqual(["Kim Lee"]);
});

test("rooms, devices and services are nobody, relatives are said, and other resources wait", () => {
  const read = fhir([
    appointment("a", [
      to("Practitioner/lee"),
      to("Patient/1"),
      to("Location/1"),
      to("Device/1"),
      to("HealthcareService/1"),
      to("RelatedPerson/1"),
    ]),
    appointment("b", [to("Practitioner/lee"), to("CareTeam/1")]),
    appointment("c", [to("Practitioner/lee"), to("urn:uuid:00000000-0000-0000-0000-000000000001")]),
    appointment("d", [{ type: [{ text: "attender" }], status: "needs-action" }, to("Patient/1")]),
  ]);
  expect(read.entries.map(({ at, patients }) => [at.line, patients.length])).toEqual([
    [1, 1],
    [4, 1],
  ]);
  expect(shown(read)).toContain("Relatives (RelatedPerson) are not counted as patients.");
  expect(settled(read)).toEqual(["2 waits", "3 waits"]);
});

test("a reference is the same with the address of the server, a version, a fullUrl or an identifier", () => {
  const base = "https://ehr.example/fhir";
  const resources = [
    { fullUrl: `${base}/Patient/1`, resource: { resourceType: "Patient", id: "1", identifier: [{ system: "urn:mrn", value: "00042" }] } },
    { fullUrl: "urn:uuid:p2", resource: { resourceType: "Patient", id: "2" } },
    {
      fullUrl: `${base}/Appointment/a`,
      resource: appointment("a", [
        ...["Patient/1", `${base}/Patient/1`, `${base}/Patient/1/_history/3`, "Patient/1/_history/3"].map((one) => to(one)),
        { actor: { identifier: { system: "urn:mrn", value: "00042" }, type: "Patient" } },
        ...["urn:uuid:p2", "Patient/2", "https://other.example/fhir/Patient/1"].map((one) => to(one)),
        { actor: { identifier: { system: "urn:other", value: "7" }, type: "Patient" } },
      ]),
    },
  ];
  const read = fhir(bundle([], { entry: resources }));
  expect(read.entries[0]?.patients.map(({ key }) => key)).toEqual([
    ...Array(5).fill("Patient/1"),
    ...["Patient/2", "Patient/2", "https://other.example/fhir/Patient/1", "urn:other|7"],
  ]);
});

test("a contained patient has a key by an identifier only, and a contained clinician by their name", () => {
  const contained = [
    { resourceType: "Patient", id: "p", identifier: [{ value: "00042" }], name: [{ text: "Ann" }] },
    { resourceType: "Practitioner", id: "c", name: [{ text: "Kim Lee" }] },
    { resourceType: "PractitionerRole", id: "r", practitioner: { reference: "#c" } },
    { resourceType: "Patient", id: "nameless", name: [{ text: "Bob" }] },
  ];
  const of = (...references: string[]) =>
    fhir([
      appointment(
        "a",
        references.map((one) => to(one)),
        { contained },
      ),
    ]);
  const read = of("#p", "#c", "#r");
  expect(read.entries[0]).toMatchObject({ clinicians: ["Kim Lee"], patients: [{ key: "|00042" }] });
  expect(settled(of("#nameless", "#c"))).toEqual(["1 waits"]);
});

test("a role is its clinician, and suggests roles that nobody uses", () => {
  const role = {
    ...{ resourceType: "PractitionerRole", id: "r", practitioner: { reference: "Practitioner/lee" } },
    ...{ code: [{ text: "LMFT", coding: [{ display: "canary" }] }] },
  };
  const nurse = { ...LEE, id: "amin", name: [{ text: "Noor Amin" }], qualification: [{ code: { text: "RN" } }] };
  const read = fhir([LEE, nurse, role, appointment("a", [to("PractitionerRole/r"), to("Practitioner/amin"), to("Patient/1")])]);
  expect(read.entries[0]?.clinicians).toEqual(["Kim Lee", "Noor Amin"]);
  expect([...(read.suggestedRoles ?? [])]).toEqual([
    ["Noor Amin", ["nurse"]],
    ["Kim Lee", ["therapist", "couples-therapist"]],
  ]);
});

test("clinicians with one name are told apart by their references, and the mapping finds them by reference, id or name", () => {
  const named = (id: string, text: string) => ({ resourceType: "Practitioner", id, name: [{ use: "official", text }] });
  const file = [
    ...[named("1", "Kim Lee"), named("2", "Kim Lee"), named("3", "Noor Amin")],
    appointment("a", [
      to("Practitioner/1"),
      to("Practitioner/2"),
      to("Practitioner/3"),
      { actor: { reference: "Practitioner/4", display: "Lou Park" } },
    ]),
  ];
  expect(fhir(file).entries[0]?.clinicians).toEqual(["Practitioner/1", "Practitioner/2", "Noor Amin", "Lou Park"]);
  const known = (id: string) => ({ id, roles: ["therapist" as const] });
  const clinicians = {
    "Practitioner/1": known("lee"),
    "2": known("kim"),
    "noor amin": known("amin"),
    "Kim Lee": known("other"),
    "Lou Park": known("park"),
  };
  expect(fhir(file, { mapping: { clinicians } }).entries[0]?.clinicians).toEqual(["Practitioner/1", "2", "noor amin", "Lou Park"]);
});

test("of a patient only the counselor and a two-letter state are read", () => {
  const patient = (id: string, state: string, doctor: string) => ({
    ...{ resourceType: "Patient", id, name: [{ text: "Ann canary" }], birthDate: "1990-01-01" },
    ...{ address: [{ state, line: ["1 canary Street"] }], generalPractitioner: [{ reference: "Organization/1" }, { reference: doctor }] },
  });
  const read = fhir([
    ...[LEE, appointment("a", [to("Practitioner/lee"), to("Patient/1")])],
    ...[patient("1", "NY", "Practitioner/lee"), patient("2", "New York", "Practitioner/gp"), { resourceType: "Patient", address: [] }],
  ]);
  expect(read.facts.map(({ key, counselor, state }) => [key, counselor, state])).toEqual([
    ["Patient/1", "Kim Lee", "NY"],
    ["Patient/2", null, null],
  ]);
  expect(settled(read)).toEqual(["5 not-understood no id", "1 people-list"]);
  expect(JSON.stringify(read)).not.toContain("canary");
});

test("the period of a participant is their stay, if it is not the whole session", () => {
  const period = { start: "2026-11-30T18:15:00-05:00" };
  const whole = { start: "2026-11-30T23:00:00Z", end: "2026-12-01T00:30:00Z" };
  const [entry] = fhir([
    appointment("a", [to("Practitioner/lee"), to("Patient/1", { period }), to("Patient/2", { period: whole })]),
  ]).entries;
  expect(entry?.patients.map(({ stay }) => (stay === undefined ? null : stay.until.local - stay.from.local))).toEqual([75, null]);
  expect(entry?.clinicianStay).toBeUndefined();
  const [led] = fhir([appointment("a", [to("Practitioner/lee", { period }), to("Patient/1")])]).entries;
  expect(led?.clinicianStay).toBeDefined();
  const read = fhir([appointment("a", [to("Practitioner/lee", { period }), to("Practitioner/noor"), to("Patient/1")])]);
  expect(questions(read)).toEqual(["shape rows 1: The clinicians of an appointment attend at different times."]);
  expect(settled(fhir([appointment("a", [to("Patient/1", { period: { start: "soon" } })])]))).toEqual([
    "1 not-understood unreadable period of a participant",
  ]);
});

test("a patient who is only the subject attends, and that is said", () => {
  const read = fhir([appointment("a", [to("Practitioner/lee")], { subject: { reference: "Patient/1" } })]);
  expect(read.entries[0]?.patients).toEqual([{ key: "Patient/1" }]);
  expect(shown(read)).toContain("subject of an appointment");
});

test.each([
  ["description", { description: "CANCELED - Process group" }],
  ["title", { serviceType: [{ text: "Process group (cancelled)" }] }],
  ["description beside a title", { serviceType: [{ text: "Process group" }], description: "Canceled by clinic" }],
])("a %s that says canceled cancels a booked appointment, and a note says so", (_, more) => {
  const read = fhir([appointment("a", [to("Practitioner/lee"), to("Patient/1")], more)]);
  expect(read.entries).toMatchObject([{ status: "canceled", title: "Process group" }]);
  expect(read.guesses.map(({ message }) => words(message))).toEqual(["A title or description that says canceled cancels its appointment."]);
  const attended = fhir([appointment("a", [to("Practitioner/lee"), to("Patient/1")], { ...more, status: "fulfilled" })]);
  expect(attended.entries).toMatchObject([{ status: "attended" }]);
});

test("an appointment without a clinician is a session without one, and a note says so, unless its slot or group has one", () => {
  const said = (read: ReturnType<typeof fhir>) =>
    read.guesses.map(({ message }) => words(message)).filter((one) => one.includes("names no clinician"));
  const alone = fhir([appointment("a", [to("Patient/1")]), appointment("b", [to("Patient/3")])]);
  expect(alone.entries.map(({ clinicians }) => clinicians)).toEqual([[], []]);
  expect(said(alone)).toHaveLength(1);
  const slot = { slot: [{ reference: "Slot/s" }] };
  const together = fhir([appointment("a", [to("Patient/1")], slot), appointment("b", [to("Practitioner/lee"), to("Patient/2")], slot)]);
  expect([together.entries.length, said(together)]).toEqual([2, []]);
  expect(said(fhir([appointment("a", [to("Patient/1")], { status: "cancelled" })]))).toEqual([]);
});

test("an appointment without a time, or with one that is no instant, is not a session", () => {
  const at = (start: unknown, more = {}) => settled(fhir([appointment("a", [to("Patient/1")], { start, ...more })]));
  expect(at(undefined)).toEqual(["1 no-time the start is missing"]);
  expect(at(undefined, { status: "cancelled" })).toEqual(["1 canceled"]);
  expect(at("2026-11-30T18:00:00")).toEqual(["1 not-understood the start is not a date and time with an offset"]);
  expect(at("2026-02-30T18:00:00Z")).toEqual(["1 not-understood the start is not a date and time with an offset"]);
  expect(at("2026-11-30T18:00:00Z", { end: "later" })).toEqual(["1 not-understood the end is not a date and time with an offset"]);
  expect(at(5)).toEqual(["1 not-understood start is not valid FHIR"]);
});

test("an appointment that repeats by a template waits, unless its occurrences are in the file", () => {
  const template = appointment("t", [to("Patient/1")], { recurrenceTemplate: { recurrenceType: { text: "weekly" } } });
  expect(settled(fhir([template]))).toEqual(["1 waits"]);
  const occurrence = appointment("o", [to("Patient/1")], { originatingAppointment: { reference: "Appointment/t" } });
  expect(fhir([template, occurrence]).entries).toHaveLength(2);
});

test("the mapping leaves appointments out by their title", () => {
  const read = fhir([appointment("a", [to("Practitioner/lee")], { description: "Staff meeting" })], { mapping: { leaveOut: ["staff*"] } });
  expect(settled(read)).toEqual(["1 left-out"]);
});

test("without a time zone everything with a time waits, and people are read all the same", () => {
  const read = readJson(bundle([LEE, appointment("a", [to("Patient/1")]), { resourceType: "Patient", id: "1" }]), { timezone: null });
  if ("message" in read) throw new Error("refused");
  expect(questions(read)).toEqual([
    "timezone file 2: FHIR times have offsets from UTC, and the file does not state the program's time zone.",
  ]);
  expect(settled(read)).toEqual(["2 waits", "1 people-list"]);
  expect(read.facts).toHaveLength(1);
});

test("instants are in the zone of the roster on both sides of a change of clocks", () => {
  const on = (start: string) => times(fhir([appointment("a", [], { start, end: undefined })]));
  expect(on("2026-10-26T22:00:00Z")).toEqual(["2026-10-26T18:00–? -240"]);
  expect(on("2026-11-02T23:00:00.123+00:00")).toEqual(["2026-11-02T18:00–? -300"]);
  expect(on("2026-11-03T04:30:00+05:30")).toEqual(["2026-11-02T18:00–? -300"]);
});

test("a page that is not the last is said, also where the number of hits tells it", () => {
  const page = (more: object) => questions(fhir(bundle([appointment("a", [to("Patient/1")])], more as Record<string, unknown>)));
  const next = page({
    link: [
      { relation: "self", url: "x" },
      { relation: "next", url: "https://canary.example/?page=2" },
    ],
  });
  expect(next).toEqual(["more-pages rows : This Bundle is one page of several: it has a link to the next page."]);
  expect(page({ total: 5 })).toEqual(["more-pages rows : This Bundle has fewer resources than its search found."]);
  expect(page({ total: 1 })).toEqual([]);
});

test("an OperationOutcome is named, without its texts", () => {
  const outcome = (severity: string, code: string) => ({
    ...{ resourceType: "OperationOutcome", issue: [{ severity, code, diagnostics: "canary", details: { text: "canary" } }] },
  });
  const read = fhir([appointment("a", [to("Patient/1")]), outcome("error", "timeout"), outcome("warning", "canary")]);
  expect(settled(read)).toEqual(["2 not-understood an OperationOutcome: timeout", "3 left-out an OperationOutcome: no details"]);
  expect(questions(read)).toEqual(["more-pages rows 2: The server reports an error in an OperationOutcome, so resources may be missing."]);
  const alone = readJson(outcome("error", "forbidden"));
  expect("message" in alone && words(alone.message)).toBe(
    "The server answered with an OperationOutcome, not with appointments: forbidden.",
  );
});

test("Bundles within a Bundle, lists, NDJSON and single resources are read alike", () => {
  const one = appointment("a", [to("Practitioner/lee"), to("Patient/1")]);
  const nested = bundle([bundle([LEE, one])], { type: "batch-response" });
  for (const file of [bundle([LEE, one]), nested, [bundle([LEE]), one], `${JSON.stringify(LEE)}\n\n${JSON.stringify(one)}\n`]) {
    const read = readJson(typeof file === "string" ? file : JSON.stringify(file));
    expect("message" in read ? words(read.message) : read.entries.map(({ at, clinicians }) => [at.line, clinicians[0]])).toEqual([
      [2, "Kim Lee"],
    ]);
  }
  expect(fhir(JSON.stringify(one)).entries).toHaveLength(1);
  const broken = readJson(`${JSON.stringify(one)}\n{"resourceType": canary\n[]\n7`);
  expect("message" in broken ? [] : settled(broken)).toEqual([
    "2 not-understood not JSON",
    "3 not-understood no resourceType",
    "4 not-understood no resourceType",
  ]);
});

test("of several versions of a resource the newest counts", () => {
  const version = (lastUpdated: string, status: string) => appointment("a", [to("Patient/1")], { status, meta: { lastUpdated } });
  const read = fhir([
    version("2026-11-02T00:00:00Z", "cancelled"),
    version("2026-11-01T00:00:00Z", "booked"),
    { resourceType: "Location", id: "1" },
  ]);
  expect(read.entries.map(({ at, status }) => [at.line, status])).toEqual([[1, "canceled"]]);
  expect(settled(read)).toEqual([
    "2 duplicate another version of the same resource",
    "3 left-out a resource type that the import does not use",
  ]);
});

test("a resource that is not as FHIR has it is not understood, by its position and the first wrong key", () => {
  const read = fhir([
    { resourceType: "Appointment", status: 1 },
    appointment("b", [], { participant: "canary" }),
    { resourceType: "Practitioner", name: "canary" },
    { resourceType: "Schedule", actor: {} },
    { resourceType: "Patient", id: "1", address: "canary" },
    { resourceType: 5 },
    null,
  ]);
  expect(settled(read).sort()).toEqual([
    "1 not-understood status is not valid FHIR",
    "2 not-understood participant is not valid FHIR",
    "3 not-understood name is not valid FHIR",
    "4 not-understood actor is not valid FHIR",
    "5 not-understood address is not valid FHIR",
    "6 not-understood no resourceType",
    "7 left-out an entry without a resource",
  ]);
});

test.each([
  ["", "This file is empty."],
  ["{", 'This is not JSON: a key in "quotes" or } is expected in line 1, column 2.'],
  ['{\n "resourceType": "Bundle",\n "entry": [canary]\n}', "This is not JSON: a value or ] is expected in line 3, column 12."],
  ['{"sessions": []}', "This JSON is not FHIR: nothing in it has a resourceType."],
  ["[1, 2]", "This JSON is not FHIR: nothing in it has a resourceType."],
])("%j is refused as a whole, with the reason", (file, message) => {
  const read = readJson(file);
  expect("message" in read && words(read.message)).toBe(message);
});
