/** FHIR resources for tests. */

import type { Reading, Unimportable } from "../../src/import/entry.ts";
import { readFhir } from "../../src/import/fhir/read-fhir.ts";
import type { Mapping } from "../../src/import/mapping/mapping.ts";
import { dayOf, words } from "./calendar-file.ts";

type Json = Record<string, unknown>;

export const bundle = (resources: readonly unknown[], more: Json = {}): Json => ({
  resourceType: "Bundle",
  type: "searchset",
  entry: resources.map((resource) => ({ resource })),
  ...more,
});

export const to = (reference: string, more: Json = {}): Json => ({ actor: { reference }, status: "accepted", ...more });

/** An appointment on Monday at 18:00 in New York. */
export const appointment = (id: string, participant: readonly Json[], more: Json = {}): Json => ({
  resourceType: "Appointment",
  id,
  status: "booked",
  start: "2026-11-30T18:00:00-05:00",
  end: "2026-11-30T19:30:00-05:00",
  participant,
  ...more,
});

interface Options {
  readonly timezone?: string | null;
  readonly mapping?: Partial<Mapping>;
}

export function readJson(file: unknown, { timezone = "America/New_York", mapping }: Options = {}): Reading | Unimportable {
  const bytes = file instanceof Uint8Array ? file : new TextEncoder().encode(typeof file === "string" ? file : JSON.stringify(file));
  return readFhir({ name: "week.json", bytes }, 0, {
    timezone,
    week: dayOf("2026-11-30"),
    mapping: mapping === undefined ? null : { mapping: 1, ...mapping },
  });
}

/** What is read from resources of a Bundle that can be imported. */
export function fhir(file: unknown, options: Options = {}): Reading {
  const found = readJson(Array.isArray(file) ? bundle(file) : file, options);
  if ("message" in found) throw new Error(words(found.message));
  return found;
}
