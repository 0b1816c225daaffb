/** The shapes that are read against the types of FHIR itself, R4 and R5. The compiler does most of it. */
import type * as r4 from "fhir/r4.js";
import type * as r5 from "fhir/r5.js";
import { expect, test } from "vitest";
import type * as z from "zod/mini";
import type * as shapes from "../src/import/fhir/shapes.ts";
import { bundle, fhir } from "./support/fhir-file.ts";

/** Whether all values of a type fit a shape. */
type Fits<Resource, Shape extends z.ZodMiniType> = [Resource] extends [z.input<Shape>] ? true : false;

/** Does not compile if a resource has not its shape. */
const FITTING: readonly true[] = [
  true satisfies Fits<r4.Appointment, typeof shapes.appointment>,
  true satisfies Fits<r5.Appointment, typeof shapes.appointment>,
  true satisfies Fits<r4.Slot, typeof shapes.slot>,
  true satisfies Fits<r5.Slot, typeof shapes.slot>,
  true satisfies Fits<r4.Schedule, typeof shapes.schedule>,
  true satisfies Fits<r5.Schedule, typeof shapes.schedule>,
  true satisfies Fits<r4.Practitioner, typeof shapes.practitioner>,
  true satisfies Fits<r5.Practitioner, typeof shapes.practitioner>,
  true satisfies Fits<r4.PractitionerRole, typeof shapes.practitionerRole>,
  true satisfies Fits<r5.PractitionerRole, typeof shapes.practitionerRole>,
  true satisfies Fits<r4.Patient, typeof shapes.patient>,
  true satisfies Fits<r5.Patient, typeof shapes.patient>,
  true satisfies Fits<r4.Bundle, typeof shapes.bundle>,
  true satisfies Fits<r5.Bundle, typeof shapes.bundle>,
  true satisfies Fits<r4.OperationOutcome, typeof shapes.outcome>,
  true satisfies Fits<r5.OperationOutcome, typeof shapes.outcome>,
];

// What fits no shape shows that the comparison can fail: a patient has no status.
const UNFITTING: false = false satisfies Fits<r4.Patient, typeof shapes.appointment>;

const R4: r4.Appointment = {
  ...{ resourceType: "Appointment", id: "a", status: "booked", start: "2026-11-30T18:00:00-05:00", end: "2026-11-30T19:00:00-05:00" },
  serviceType: [{ text: "Process group" }],
  slot: [{ reference: "Slot/s" }],
  participant: [
    { actor: { reference: "Practitioner/lee" }, required: "required", status: "accepted" },
    { actor: { reference: "Patient/1" }, required: "optional", status: "tentative" },
    { actor: { reference: "Patient/2" }, required: "information-only", status: "accepted" },
  ],
};

const R5: r5.Appointment = {
  ...{ resourceType: "Appointment", id: "a", status: "booked", start: "2026-11-30T18:00:00-05:00", end: "2026-11-30T19:00:00-05:00" },
  serviceType: [{ concept: { text: "Process group" } }],
  slot: [{ reference: "Slot/s" }],
  subject: { reference: "Group/g" },
  participant: [
    { actor: { reference: "Practitioner/lee" }, required: true, status: "accepted" },
    { actor: { reference: "Patient/1" }, required: false, status: "needs-action" },
  ],
};

test("an appointment in R4 and the same in R5 give the same entry", () => {
  expect([FITTING.length, UNFITTING]).toEqual([16, false]);
  const [one, other] = [R4, R5].map((resource) => fhir(bundle([resource])).entries);
  expect(one).toHaveLength(1);
  expect(one).toEqual(other);
});
