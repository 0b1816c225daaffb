/** Participants of an appointment: patients by reference, clinicians, groups, and resources that are not people. */
import { type Message, say } from "../../message.ts";
import type { Open } from "../notes.ts";
import type { Clinicians } from "./clinicians.ts";
import type { Directory } from "./directory.ts";
import type { Resource } from "./resources.ts";
import type { Appointment, Participant, Reference } from "./shapes.ts";

/** A person who attends, with a period if the file states one. */
export interface Attending {
  readonly key: string;
  readonly period: Participant["period"];
}

export interface Participants {
  readonly clinicians: readonly Attending[];
  readonly patients: readonly Attending[];
  /** Whether patients are named who do not attend. */
  readonly hasAbsent: boolean;
  /** A Group that meets. */
  readonly group: string | null;
  readonly guesses: readonly Message[];
}

const ONLY_A_NAME: Open = {
  code: "shape",
  scope: "rows",
  message: say`A participant has only a name, or a reference to a resource that is not in the file. A name alone does not identify a person.`,
  answer: say`Export the appointments with references to Patient and Practitioner. Clinicians may be named in the mapping.`,
};

const UNKNOWN_TYPE: Open = {
  code: "shape",
  scope: "rows",
  message: say`A participant has no resource type, or one that is not known to attend.`,
  answer: say`Export the appointments with typed references, such as Patient/12.`,
};

const MEMBERS_UNKNOWN: Open = {
  code: "shape",
  scope: "rows",
  message: say`A Group attends, and the appointment does not name its members.`,
  answer: say`Export an appointment for each patient of the group, or one with all of them.`,
};

const RELATED = say`Relatives (RelatedPerson) are not counted as patients.`;
const SUBJECT = say`A patient who is the subject of an appointment attends it, although its participants do not name them.`;

/** Resource types that are not people: rooms, devices, services. */
const NOBODY = new Set(["Location", "Device", "DeviceMetric", "HealthcareService", "Organization", "Endpoint"]);

/** Reads who attends an appointment; a question if the file does not say it. */
export function participantsOf(
  { participant = [], subject }: Appointment,
  from: Resource,
  directory: Directory,
  clinicians: Clinicians,
): Participants | Open {
  const leading: Attending[] = [];
  const patients: Attending[] = [];
  const guesses = new Set<Message>();
  let group: string | null = null;
  let hasAbsent = false;
  for (const { actor, required, status, period } of participant) {
    if (actor === undefined) continue;
    const isHere = status !== "declined" && required !== "information-only";
    const who = whoIs(actor, from, directory, clinicians);
    if ("code" in who) {
      if (isHere) return who;
    } else if (who.is === "group") group = who.key;
    else if (who.is === "relative") guesses.add(RELATED);
    else if (who.is === "patient" && !isHere) hasAbsent = true;
    else if (who.is === "patient") patients.push({ key: who.key, period });
    else if (who.is === "clinician" && isHere) leading.push({ key: who.key, period });
  }
  const about = subject === undefined ? null : whoIs(subject, from, directory, clinicians);
  if (about !== null && !("code" in about)) {
    if (about.is === "group") group ??= about.key;
    if (about.is === "patient" && patients.length === 0 && !hasAbsent) {
      patients.push({ key: about.key, period: undefined });
      guesses.add(SUBJECT);
    }
  }
  if (group !== null && patients.length === 0 && !hasAbsent) return MEMBERS_UNKNOWN;
  return { clinicians: leading, patients, hasAbsent, group, guesses: [...guesses] };
}

type Who = { readonly is: "patient" | "clinician" | "group"; readonly key: string } | { readonly is: "relative" | "nobody" };

function whoIs(actor: Reference, from: Resource, directory: Directory, clinicians: Clinicians): Who | Open {
  const target = directory.find(actor, from);
  const clinician = clinicians.find(actor, from);
  if (clinician !== null) return { is: "clinician", key: clinician };
  const type = target?.type ?? actor.type ?? "";
  if (NOBODY.has(type)) return { is: "nobody" };
  if (type === "RelatedPerson") return { is: "relative" };
  if (target === null) return ONLY_A_NAME;
  if (type === "Patient") return { is: "patient", key: target.key };
  return type === "Group" ? { is: "group", key: target.key } : UNKNOWN_TYPE;
}
