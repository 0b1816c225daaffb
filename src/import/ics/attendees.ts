/** Who is at an event: clinicians by the mapping, patients by their address or name, and who does not attend. */
import { type Message, say } from "../../message.ts";
import { credentialsAtEnd } from "../clinicians.ts";
import type { SourceCouple, SourcePatient } from "../entry.ts";
import type { KnownClinicians } from "../known-clinicians.ts";
import type { Open } from "../notes.ts";
import { coupleOf, readClient } from "../tables/names.ts";
import type { CalendarEvent } from "./event.ts";
import type { Property } from "./property.ts";

export interface EventPeople {
  readonly clinicians: readonly string[];
  readonly patients: readonly SourcePatient[];
  readonly couples: readonly SourceCouple[];
  /** The number of patients including the guests of attendees; null without guests. */
  readonly withGuests: number | null;
  readonly guesses: readonly Message[];
}

/** A person, or what a calendar has in place of one. */
interface Person {
  /** In lower case; null for a person without an email address. */
  readonly address: string | null;
  readonly name: string | null;
  /** The address, else the name, else a telephone number or the like; empty if there is nothing. */
  readonly key: string;
  readonly line: Property;
}

const MEMBERS_UNKNOWN: Open = {
  code: "shape",
  scope: "rows",
  message: say`A mailing list or group is invited, and its members are not in the file.`,
  answer: say`Invite each member of the group by their own address, or use an export that names them.`,
};

const MAY_BE_CLINICIAN: Open = {
  code: "roles",
  scope: "rows",
  message: say`An attendee whom the mapping does not name has a credential such as LPC, and may be a clinician.`,
  answer: say`Add each clinician to clinicians in the mapping, by email address or name.`,
};

const MAY_BE_SEVERAL: Open = {
  code: "couple",
  scope: "rows",
  message: say`The name of an attendee may mean several people, or no one.`,
  answer: say`Invite each person by their own name. For couples, say how their names are joined, such as: couples: { joinedBy: " / " }`,
};

const NAMELESS: Open = {
  code: "shape",
  scope: "rows",
  message: say`An attendee has no address and no name.`,
  answer: say`Add an address or a name to each attendee in the calendar, and export it again.`,
};

const NO_CLINICIAN: Open = {
  code: "roles",
  scope: "rows",
  message: say`Events have no organizer and name no clinician, so everyone invited would be a patient. They are not in the roster.`,
  answer: say`Write the clinicians in the mapping by their email addresses or names in the calendar, such as: clinicians: { kim@clinic.example: { id: lee, roles: [therapist] } }`,
};

const ORGANIZERS = say`The organizer of an event is its clinician, and everybody else whom it invites is a patient. The mapping can name more clinicians.`;
const ORGANIZER_LEFT_OUT = say`An organizer whom the mapping does not name is left out, such as an assistant, if the mapping names another clinician of the event. If the organizer is a clinician, add the name to the mapping; if a patient, the session has one patient too few.`;
const GUESTS = say`The guests whom attendees bring are counted as patients.`;
const OWNER = say`Events that name no clinician are those of the clinician whose name the calendar has.`;

/** Reads who attends an event; a question if the file does not say it. `joinedBy` is between the names of two partners. */
export function peopleOf(
  { organizer, attendees, calendar }: CalendarEvent,
  known: KnownClinicians,
  joinedBy: string | undefined,
): EventPeople | Open {
  const invited = attendees.map(personIn);
  const here = invited.filter(attends);
  const groups = here.filter(({ line }) => parameter(line, "CUTYPE") === "GROUP");
  const members = new Set(
    here.flatMap(({ line }) => (line.parameters.get("MEMBER") ?? []).map((one) => addressIn(one) ?? one.toLowerCase())),
  );
  if (groups.some(({ address, line }) => !members.has(address ?? line.value.toLowerCase()))) return MEMBERS_UNKNOWN;
  const people = here.filter((person) => !groups.includes(person));
  if (people.some(({ key }) => key === "")) return NAMELESS;

  const guesses: Message[] = [];
  const clinicians = new Set<string>();
  const patients = new Map<string, SourcePatient>();
  const couples = new Map<string, SourceCouple>();
  const host = organizer === null || !isPerson(personIn(organizer)) ? null : personIn(organizer);
  const isHost = (person: Person) => host !== null && person.key === host.key;
  let guests = 0;
  for (const person of people) {
    const clinician = known.find(person.address, person.name);
    if (clinician !== null) clinicians.add(clinician);
    else if (!isHost(person)) {
      const { partners, doubt } = readClient(person.name ?? "", joinedBy);
      if (partners === null && credentialsAtEnd(person.name ?? "").credentials > 0) return MAY_BE_CLINICIAN;
      if (doubt !== null) return MAY_BE_SEVERAL;
      if (partners === null) patients.set(person.key, { key: person.key });
      else couples.set(person.key, coupleOf({ key: partners[0] }, { key: partners[1] }));
      guests += Number(/^\d{1,2}$/.exec(person.line.parameters.get("X-NUM-GUESTS")?.[0] ?? "") ?? 0);
    }
  }
  // The organizer is there, unless the list of attendees says otherwise.
  if (host !== null && !invited.some((person) => isHost(person) && !attends(person))) {
    const clinician = known.find(host.address, host.name);
    if (clinician !== null) clinicians.add(clinician);
    else if (clinicians.size > 0) guesses.push(ORGANIZER_LEFT_OUT);
    else if (host.key !== "") {
      clinicians.add(host.key);
      guesses.push(ORGANIZERS);
    }
  }
  if (clinicians.size === 0) {
    const owner = known.find(calendar.name);
    if (owner !== null) {
      clinicians.add(owner);
      guesses.push(OWNER);
    }
  }
  if (clinicians.size === 0 && host === null && patients.size + couples.size > 0) return NO_CLINICIAN;
  if (guests > 0) guesses.push(GUESTS);
  return {
    clinicians: [...clinicians],
    patients: [...patients.values()],
    couples: [...couples.values()],
    withGuests: guests > 0 ? patients.size + guests : null,
    guesses,
  };
}

function personIn(line: Property): Person {
  const email = line.parameters.get("EMAIL")?.[0];
  const name = line.parameters.get("CN")?.[0]?.replace(/\s+/gu, " ").trim() || null;
  const address = addressIn(line.value) ?? (email === undefined ? null : addressIn(`mailto:${email}`));
  const other = /^invalid:/i.test(line.value.replace(/^mailto:/i, "")) ? "" : line.value.trim().toLowerCase();
  return { address, name, key: address ?? name ?? other, line };
}

/** Extracts the address from `mailto:Ann@example.org`, in lower case; null for a value without an address. */
function addressIn(value: string): string | null {
  return /^\s*(?:mailto:)?([^\s:@]+@[^\s:@]+)\s*$/i.exec(value)?.[1]?.toLowerCase() ?? null;
}

function parameter(line: Property, name: string): string | undefined {
  return line.parameters.get(name)?.[0]?.toUpperCase();
}

/** Rooms, devices, and the calendars that Google names as organizers are not people. */
function isPerson({ address, line }: Person): boolean {
  if (["RESOURCE", "ROOM"].includes(parameter(line, "CUTYPE") ?? "")) return false;
  return address === null || !/@(?:[a-z]+\.)?calendar\.google\.com$/.test(address);
}

function attends(person: Person): boolean {
  const { line } = person;
  if (["DECLINED", "DELEGATED"].includes(parameter(line, "PARTSTAT") ?? "")) return false;
  return parameter(line, "ROLE") !== "NON-PARTICIPANT" && isPerson(person);
}
