/** What an import reads of FHIR resources, R4 and R5. Whatever else a resource has is not looked at. */
import * as z from "zod/mini";
import { type Message, say, trusted } from "../../message.ts";

const text = z.optional(z.nullable(z.string()));

const period = z.optional(z.object({ start: text, end: text }));

const reference = z.object({
  reference: text,
  type: text,
  identifier: z.optional(z.object({ system: text, value: text })),
  display: text,
});

const concept = z.object({
  text,
  coding: z.optional(z.array(z.object({ system: text, code: text, display: text }))),
});

/** R5 has the concept of a service inside of a reference. */
const service = z.object({ ...concept.shape, concept: z.optional(concept) });

const participant = z.object({
  actor: z.optional(reference),
  /** R4: `required`, `optional` or `information-only`. R5: true or false. */
  required: z.optional(z.union([z.string(), z.boolean()])),
  status: text,
  period,
});

const contained = z.optional(z.array(z.unknown()));

export const appointment = z.object({
  contained,
  status: z.string(),
  serviceCategory: z.optional(z.array(concept)),
  serviceType: z.optional(z.array(service)),
  appointmentType: z.optional(concept),
  description: text,
  start: text,
  end: text,
  minutesDuration: z.optional(z.number()),
  slot: z.optional(z.array(reference)),
  subject: z.optional(reference),
  participant: z.optional(z.array(participant)),
  recurrenceTemplate: z.optional(z.unknown()),
  originatingAppointment: z.optional(reference),
});

export const schedule = z.object({ contained, actor: z.optional(z.array(reference)) });

export const slot = z.object({ contained, schedule: reference, status: z.string(), start: z.string(), end: z.string() });

const name = z.object({
  use: text,
  text,
  family: text,
  given: z.optional(z.array(z.nullable(z.string()))),
});

export const practitioner = z.object({
  name: z.optional(z.array(name)),
  qualification: z.optional(z.array(z.object({ code: z.optional(concept) }))),
});

export const practitionerRole = z.object({
  contained,
  practitioner: z.optional(reference),
  code: z.optional(z.array(concept)),
  specialty: z.optional(z.array(concept)),
});

/** No name, birth date or address of a patient is read. */
export const patient = z.object({
  contained,
  generalPractitioner: z.optional(z.array(reference)),
  address: z.optional(z.array(z.object({ use: text, state: text }))),
});

/** Who or what a resource may be found by. */
export const identified = z.object({
  id: text,
  identifier: z.optional(z.array(z.object({ system: text, value: text }))),
  meta: z.optional(z.object({ versionId: text, lastUpdated: text })),
});

export const bundle = z.object({
  type: text,
  total: z.optional(z.number()),
  link: z.optional(z.array(z.object({ relation: text }))),
  entry: z.optional(
    z.array(
      z.object({
        fullUrl: text,
        resource: z.optional(z.unknown()),
        search: z.optional(z.object({ mode: text })),
        response: z.optional(z.object({ outcome: z.optional(z.unknown()) })),
      }),
    ),
  ),
});

export const outcome = z.object({ issue: z.optional(z.array(z.object({ severity: text, code: text }))) });

export type Reference = z.infer<typeof reference>;
export type Concept = z.infer<typeof concept>;
export type Appointment = z.infer<typeof appointment>;
export type Participant = z.infer<typeof participant>;
export type Patient = z.infer<typeof patient>;

/** Why a resource has not the shape that FHIR gives it: the first key that is wrong, which is one of ours. */
export function unlikeFhir({ issues }: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }): Message {
  const [key] = issues[0]?.path ?? [];
  return typeof key === "string" ? say`${trusted(key)} is not valid FHIR` : say`not valid FHIR`;
}
