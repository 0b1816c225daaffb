/** FHIR that nobody means well: whatever a file has, each resource is in one place, no text is shown, and the time is bounded. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { accounted, questions, settled, shown } from "./support/calendar-file.ts";
import { appointment, bundle, fhir, readJson, to } from "./support/fhir-file.ts";
import { within5Seconds } from "./support/processor-time.ts";

const leaf = fc.constantFrom<unknown>("canary", "Patient/canary", "#canary", "", null, 5, true, "booked", "2026-11-30T18:00:00Z", [], {});
const reference = fc.record(
  {
    reference: fc.constantFrom<unknown>(
      "Patient/canary",
      "Practitioner/canary",
      "PractitionerRole/1",
      "#c",
      "urn:uuid:canary",
      "Slot/1",
      "https://canary.example/Patient/1",
      "Group/1",
      5,
    ),
    display: leaf,
    type: fc.constantFrom<unknown>("Patient", "canary", null),
    identifier: fc.oneof(leaf, fc.constant({ value: "canary" })),
  },
  { requiredKeys: [] },
);
const participant = fc.record(
  {
    actor: fc.oneof({ weight: 5, arbitrary: reference }, leaf),
    status: fc.constantFrom("accepted", "declined", "canary"),
    required: fc.constantFrom<unknown>("information-only", true),
    period: fc.oneof(leaf, fc.constant({ start: "2026-11-30T18:10:00Z" })),
  },
  { requiredKeys: [] },
);
const contained = fc.array(
  fc.record({
    resourceType: fc.constantFrom("Patient", "Practitioner", "PractitionerRole", "canary"),
    id: fc.constantFrom("c", "1"),
    name: fc.oneof(leaf, fc.constant([{ text: "canary" }])),
    identifier: leaf,
  }),
  { maxLength: 2 },
);
const resource = fc.record(
  {
    resourceType: fc.constantFrom<unknown>(
      "Appointment",
      "Appointment",
      "Appointment",
      "Slot",
      "Schedule",
      "Patient",
      "Practitioner",
      "PractitionerRole",
      "OperationOutcome",
      "Bundle",
      "canary",
      "__proto__",
      7,
    ),
    id: fc.constantFrom<unknown>("1", "canary", "constructor", 5),
    status: fc.constantFrom<unknown>("booked", "cancelled", "noshow", "canary", "free", "constructor", "toString"),
    start: fc.oneof(fc.constant("2026-11-30T18:00:00-05:00"), leaf),
    end: fc.oneof(fc.constant("2026-11-30T19:00:00-05:00"), leaf),
    participant: fc.oneof({ weight: 5, arbitrary: fc.array(participant, { maxLength: 3 }) }, leaf),
    slot: fc.oneof(fc.array(reference, { maxLength: 2 }), leaf),
    schedule: reference,
    actor: fc.array(reference, { maxLength: 2 }),
    practitioner: reference,
    contained: fc.oneof(contained, leaf),
    serviceType: fc.oneof(leaf, fc.constant([{ text: "canary" }])),
    subject: reference,
    generalPractitioner: fc.oneof(fc.array(reference, { maxLength: 1 }), leaf),
    issue: leaf,
    entry: fc.oneof(leaf, fc.constant([{ resource: { resourceType: "Patient", id: "9" } }])),
    meta: fc.oneof(leaf, fc.constant({ lastUpdated: "2026-01-01T00:00:00Z" })),
    recurrenceTemplate: leaf,
  },
  { requiredKeys: ["resourceType"] },
);
const options = fc.record({
  timezone: fc.constantFrom("America/New_York", null),
  mapping: fc.constantFrom({}, { clinicians: { canary: { id: "lee", roles: ["therapist" as const] } } }, { leaveOut: ["can*"] }),
});

test("each resource is in one place, whatever is in it, and no text of the file is shown", () => {
  fc.assert(
    fc.property(fc.array(resource, { maxLength: 5 }), fc.constantFrom("bundle", "lines"), options, (resources, form, given) => {
      const file = form === "bundle" ? bundle(resources) : resources.map((one) => JSON.stringify(one)).join("\n");
      const read = readJson(file, given);
      expect(shown(read)).not.toContain("canary");
      if ("message" in read) return;
      const lines = accounted(read);
      expect(lines).toEqual(lines.map((_, i) => i + 1));
      const once = new Set(read.settled.map(({ at }) => at.line));
      expect(once.size).toBe(read.settled.length);
      for (const { at } of [...read.entries, ...read.shifts, ...read.facts]) expect(once.has(at.line)).toBe(false);
    }),
    { numRuns: 800 },
  );
});

test("any JSON and any bytes are read or refused, and nothing of them is shown", () => {
  const whole = JSON.stringify(bundle([appointment("canary", [to("Patient/canary"), to("Practitioner/1")])]));
  const damaged = fc
    .tuple(fc.nat(whole.length), fc.nat(20), fc.string({ maxLength: 8 }))
    .map(([at, cut, text]) => whole.slice(0, at) + text + whole.slice(at + cut));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.json(), damaged), options, (file, given) => {
      expect(shown(readJson(file, given))).not.toContain("canary");
    }),
    { numRuns: 800 },
  );
});

const many = (n: number, make: (i: number) => unknown) => bundle(Array.from({ length: n }, (_, i) => make(i)));

test("10,000 appointments in 1,000 slots are read in time, as a Bundle and as NDJSON", () => {
  const one = (i: number) =>
    appointment(
      String(i),
      [to(`Practitioner/${i % 50}`, { actor: { reference: `Practitioner/${i % 50}`, display: `Name ${i}` } }), to(`Patient/${i}`)],
      { slot: [{ reference: `Slot/${i % 1_000}` }] },
    );
  const resources = Array.from({ length: 10_000 }, (_, i) => one(i));
  expect(within5Seconds(() => fhir(resources)).entries).toHaveLength(10_000);
  const lines = resources.map((resource) => JSON.stringify(resource)).join("\n");
  expect(within5Seconds(() => fhir(lines)).entries).toHaveLength(10_000);
});

test("10,000 versions of one resource, slots of one schedule and names of one clinician are read in time", () => {
  const schedule = {
    resourceType: "Schedule",
    id: "x",
    actor: Array.from({ length: 10_000 }, (_, i) => ({ reference: `Practitioner/${i}`, display: "Kim Lee" })),
  };
  const slot = (i: number) => ({
    resourceType: "Slot",
    id: String(i),
    status: "busy",
    schedule: { reference: "Schedule/x" },
    start: "2026-11-30T18:00:00Z",
    end: "2026-11-30T19:00:00Z",
  });
  const slots = Array.from({ length: 2_000 }, (_, i) => slot(i));
  expect(accounted(within5Seconds(() => fhir([schedule, ...slots])))).toHaveLength(2_001);
  const versions = many(10_000, (i) =>
    appointment("a", [to("Patient/1"), { actor: { reference: "Practitioner/1", display: `Name ${i}` } }]),
  );
  expect(settled(within5Seconds(() => fhir(versions)))).toHaveLength(9_999);
  const names = many(10_000, (i) =>
    appointment(String(i), [to("Patient/1"), { actor: { reference: "Practitioner/1", display: `Name ${i}` } }]),
  );
  expect(within5Seconds(() => fhir(names)).entries).toHaveLength(10_000);
});

test("thousands of contained resources, participants and Bundles within Bundles are read in time", () => {
  const contained = Array.from({ length: 20_000 }, (_, i) => ({
    resourceType: "Patient",
    id: `p${i}`,
    identifier: [{ value: String(i) }],
  }));
  const read = within5Seconds(() =>
    fhir([
      appointment(
        "a",
        contained.map(({ id }) => to(`#${id}`)),
        { contained },
      ),
    ]),
  );
  expect(read.entries[0]?.patients).toHaveLength(20_000);
  let nested: unknown = appointment("a", []);
  for (let depth = 0; depth < 50; depth++) nested = bundle([nested]);
  expect(settled(fhir(nested))).toEqual(["1 not-understood this Bundle is not readable"]);
});

test("deep nesting, long texts and large files are refused or read in time", () => {
  const deep = `{"resourceType":"Appointment","contained":${"[".repeat(500_000)}${"]".repeat(500_000)}}`;
  expect(settled(within5Seconds(() => fhir(deep)))).toEqual(["1 not-understood status is not valid FHIR"]);
  expect(within5Seconds(() => readJson("[".repeat(2_000_000)))).toHaveProperty("message");
  const lines = `{"resourceType":"Patient","id":"1"}\n${"{\n".repeat(40_000)}`;
  expect(settled(within5Seconds(() => fhir(lines)))).toHaveLength(40_000);
  const long = "x".repeat(4_000_000);
  const read = within5Seconds(() =>
    fhir([appointment(long, [to(`Patient/${long}`), to(`https://${long}/Patient/1`)], { start: long, description: long })]),
  );
  expect(settled(read)).toHaveLength(1);
  expect(shown(readJson(new Uint8Array(33 * 1024 * 1024).fill(0x20)))).toContain("more than 32 MiB");
  const values = `{"resourceType":"Bundle","entry":[${"{},".repeat(600_000)}{}]}`;
  expect(shown(within5Seconds(() => readJson(values)))).toContain("more than 1,000,000 values");
  const patients = '{"resourceType":"Patient","id":"1"}\n'.repeat(50_001);
  expect(shown(within5Seconds(() => readJson(patients)))).toContain("more than 50,000 resources");
});

test("a long text that is not closed is a syntax error", () => {
  const open = `{"resourceType":"Patient","id":"${"x".repeat(20_000_000)}`;
  expect(shown(within5Seconds(() => readJson(open)))).toContain("a value is expected in line 1, column 32");
});

test("many short lines are told in time, and blank ones do not count", () => {
  const patient = '{"resourceType":"Patient","id":"1"}\n';
  expect(shown(within5Seconds(() => readJson(patient + "x\n".repeat(16_000_000))))).toContain("more than 50,000 resources");
  expect(settled(fhir(`${patient}${" \r\n\n".repeat(1_000_000)}x\n`))).toContain("2 not-understood not JSON");
});

test("questions about many rows are one question", () => {
  expect(questions(fhir(many(300, () => appointment("", [{ actor: { display: "canary" } }]))))).toHaveLength(1);
});
