/** The whole way of a FHIR file: bytes → resources → references → people, slots and appointments. Each resource is one source row. */
import { say } from "../../message.ts";
import { zoneNamed } from "../../roster/zone.ts";
import type { Reading, Unimportable } from "../entry.ts";
import { KnownClinicians } from "../known-clinicians.ts";
import { Notes, type Open } from "../notes.ts";
import type { ReadOptions } from "../read-options.ts";
import type { SourceFile } from "../source.ts";
import { entryOf, noteUnled } from "./appointments.ts";
import { Clinicians } from "./clinicians.ts";
import { Directory } from "./directory.ts";
import { factsOf } from "./patients.ts";
import { type Resource, readResources } from "./resources.ts";
import {
  type Appointment,
  appointment as appointmentShape,
  practitioner,
  practitionerRole,
  type Reference,
  schedule as scheduleShape,
  unlikeFhir,
} from "./shapes.ts";
import { Slots } from "./slots.ts";

const NO_ZONE: Open = {
  code: "timezone",
  scope: "file",
  message: say`FHIR times have offsets from UTC, and the file does not state the program's time zone.`,
  answer: say`Give the time zone, such as: --timezone America/New_York`,
};

/** Reads a FHIR file; `index` is the position of the file among those of the run. Never throws for what a file holds. */
export function readFhir(file: SourceFile, index: number, { timezone, mapping }: ReadOptions): Reading | Unimportable {
  const notes = new Notes();
  const resources = readResources(file.bytes, index, notes);
  if ("message" in resources) return resources;
  const directory = new Directory(resources, notes);
  const known = new KnownClinicians(mapping?.clinicians);
  const appointments = appointmentsIn(directory, notes);
  const clinicians = new Clinicians(directory, known, actorsIn(appointments, directory));
  const slots = new Slots(directory, clinicians);
  const zone = timezone === null ? null : zoneNamed(timezone);
  const context = {
    directory,
    clinicians,
    slots,
    leaveOut: mapping?.leaveOut ?? [],
    templates: templatesOf(appointments, directory),
    notes,
  };
  const entries =
    zone === null ? [] : appointments.flatMap(({ appointment, resource }) => entryOf(appointment, resource, { ...context, zone }) ?? []);
  noteUnled(entries, notes);
  const shifts = zone === null ? [] : slots.shifts(zone, notes);
  if (zone === null) for (const { at } of [...appointments.map(({ resource }) => resource), ...slots.resources]) notes.waits(at, NO_ZONE);
  const leading = new Set(entries.flatMap((entry) => entry.clinicians));
  const facts = factsOf(directory, clinicians, (name) => leading.has(name) || known.find(name) !== null, notes);
  settleOthers(directory.resources, notes);
  return {
    ...{ format: "fhir", timezone: zone === null ? null : timezone, entries, shifts, facts },
    ...{ settled: notes.settled, questions: notes.questions, guesses: notes.guesses, suggestedRoles: clinicians.suggestedRoles() },
  };
}

interface Booking {
  readonly appointment: Appointment;
  readonly resource: Resource;
}

function appointmentsIn({ resources }: Directory, notes: Notes): Booking[] {
  return resources.flatMap((resource) => {
    if (resource.type !== "Appointment") return [];
    const read = appointmentShape.safeParse(resource.value);
    if (read.success) return { appointment: read.data, resource };
    notes.settle(resource.at, "not-understood", unlikeFhir(read.error));
    return [];
  });
}

/** Everybody to whom appointments and schedules refer, for the names beside the references. */
function* actorsIn(appointments: readonly Booking[], { resources }: Directory): Iterable<readonly [Reference, Resource]> {
  for (const { appointment, resource } of appointments)
    for (const { actor } of appointment.participant ?? []) if (actor !== undefined) yield [actor, resource];
  for (const resource of resources)
    if (resource.type === "Schedule")
      for (const actor of scheduleShape.safeParse(resource.value).data?.actor ?? []) yield [actor, resource];
}

/** Keys of the template appointments of recurring series. */
function templatesOf(appointments: readonly Booking[], directory: Directory): ReadonlySet<string> {
  const templates = appointments.flatMap(({ appointment: { originatingAppointment }, resource }) => {
    const target = originatingAppointment === undefined ? null : directory.find(originatingAppointment, resource);
    return target?.key ?? [];
  });
  return new Set(templates);
}

const PEOPLE = { Practitioner: practitioner, PractitionerRole: practitionerRole, Schedule: scheduleShape };

/** Settles what gives no entry, shift or fact. */
function settleOthers(resources: readonly Resource[], notes: Notes): void {
  for (const { at, type, value } of resources) {
    if (type === "Appointment" || type === "Slot" || type === "Patient") continue;
    if (type !== "Practitioner" && type !== "PractitionerRole" && type !== "Schedule") {
      notes.settle(at, "left-out", say`a resource type that the import does not use`);
      continue;
    }
    const read = PEOPLE[type].safeParse(value);
    if (!read.success) notes.settle(at, "not-understood", unlikeFhir(read.error));
    else notes.settle(at, type === "Schedule" ? "availability" : "people-list");
  }
}
