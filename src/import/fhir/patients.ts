/** What Patient resources say of patients: their counselor and state. Never a name. */
import { say } from "../../message.ts";
import type { PatientFact } from "../entry.ts";
import type { Notes } from "../notes.ts";
import type { Clinicians } from "./clinicians.ts";
import type { Directory } from "./directory.ts";
import type { Resource } from "./resources.ts";
import { type Patient, patient as patientShape, unlikeFhir } from "./shapes.ts";

const COUNSELOR = say`The general practitioner of a patient is their counselor, where that is a clinician of the sessions or of the mapping.`;

/** The facts of all patients. A general practitioner counts as a counselor only if they are a clinician of the program. */
export function factsOf(directory: Directory, clinicians: Clinicians, isOurs: (name: string) => boolean, notes: Notes): PatientFact[] {
  return directory.resources.flatMap((resource) => {
    if (resource.type !== "Patient") return [];
    const { at, value } = resource;
    const read = patientShape.safeParse(value);
    const key = directory.keyOf(resource);
    if (!read.success || key === null) {
      notes.settle(at, "not-understood", read.success ? say`no id` : unlikeFhir(read.error));
      return [];
    }
    const counselor = counselorOf(read.data, resource, clinicians, isOurs);
    if (counselor !== null) notes.guess(COUNSELOR);
    return { at, key, counselor, state: stateOf(read.data), partner: null };
  });
}

function counselorOf({ generalPractitioner = [] }: Patient, from: Resource, clinicians: Clinicians, isOurs: (name: string) => boolean) {
  const names = generalPractitioner.flatMap((reference) => clinicians.find(reference, from) ?? []).filter(isOurs);
  const [only, another] = new Set(names);
  return another === undefined ? (only ?? null) : null;
}

/** The state in which a patient lives, if it is a two-letter code. */
function stateOf({ address = [] }: Patient): string | null {
  const states = address.flatMap(({ use, state }) => (use !== "old" && use !== "billing" && state ? state.trim().toUpperCase() : []));
  const [only, another] = new Set(states.filter((state) => /^[A-Z]{2}$/.test(state)));
  return another === undefined ? (only ?? null) : null;
}
