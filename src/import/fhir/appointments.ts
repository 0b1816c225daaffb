/** Appointments as entries. One for each patient with the same slot or group is one session later. */
import { type Message, say } from "../../message.ts";
import type { Zone } from "../../roster/zone.ts";
import { titleOfCanceled } from "../canceled-title.ts";
import type { Entry, EntryStatus, RowFate, SourceTime } from "../entry.ts";
import { fitsGlob } from "../glob.ts";
import type { Notes, Open } from "../notes.ts";
import type { Clinicians } from "./clinicians.ts";
import type { Directory } from "./directory.ts";
import { momentIn, timeAt } from "./instants.ts";
import { type Attending, participantsOf } from "./participants.ts";
import type { Resource } from "./resources.ts";
import type { Appointment, Concept } from "./shapes.ts";
import type { Slots } from "./slots.ts";

export interface Context {
  readonly directory: Directory;
  readonly clinicians: Clinicians;
  readonly slots: Slots;
  readonly zone: Zone;
  readonly leaveOut: readonly string[];
  /** Appointments that others repeat. */
  readonly templates: ReadonlySet<string>;
  readonly notes: Notes;
}

const STATUSES: Readonly<Record<string, EntryStatus>> = Object.assign(Object.create(null), {
  pending: "planned",
  booked: "planned",
  arrived: "attended",
  "checked-in": "attended",
  fulfilled: "attended",
  cancelled: "canceled",
  noshow: "no-show",
});

/** What is no appointment yet, or never was one. */
const LEFT_OUT: Readonly<Record<string, Message>> = Object.assign(Object.create(null), {
  proposed: say`only proposed`,
  waitlist: say`on a waiting list`,
  "entered-in-error": say`entered in error`,
});

const UNKNOWN_STATUS: Open = {
  code: "status",
  scope: "rows",
  message: say`An appointment has a status that FHIR does not know.`,
  answer: say`Export it with a status of FHIR, such as booked, fulfilled, noshow or cancelled.`,
};

const REPEATS: Open = {
  code: "shape",
  scope: "rows",
  message: say`An appointment repeats by a template, and the appointments of the series are not in the file.`,
  answer: say`Export each appointment of the series.`,
};

const PARTLY_LED: Open = {
  code: "shape",
  scope: "rows",
  message: say`The clinicians of an appointment attend at different times.`,
  answer: say`Write the session by hand, with from and until for each clinician.`,
};

const NO_CLINICIAN = say`An appointment that names no clinician, and whose slot and group name none, is a session without one. If a clinician leads it, export the appointments with their Practitioner.`;

/** Notes that entries have no clinician. An appointment of a group has the clinicians of the others. */
export function noteUnled(entries: readonly Entry[], notes: Notes): void {
  const led = new Set(entries.flatMap(({ clinicians, group }) => (clinicians.length > 0 && group !== null ? group : [])));
  const isLed = ({ clinicians, group }: Entry) => clinicians.length > 0 || (group !== null && led.has(group));
  if (entries.some((entry) => entry.status !== "canceled" && !isLed(entry))) notes.guess(NO_CLINICIAN);
}

const CANCELED_TITLE = say`A title or description that says canceled cancels its appointment.`;

/** The entry of an appointment; null if it is settled. */
export function entryOf(appointment: Appointment, resource: Resource, context: Context): Entry | null {
  const { directory, clinicians, slots, zone, notes } = context;
  const { at } = resource;
  const settle = (fate: RowFate, detail?: Message): null => {
    notes.settle(at, fate, detail);
    return null;
  };
  const waits = (question: Open): null => {
    notes.waits(at, question);
    return null;
  };
  const leftOut = LEFT_OUT[appointment.status];
  if (leftOut !== undefined) return settle("left-out", leftOut);
  const stated = STATUSES[appointment.status];
  if (stated === undefined) return waits(UNKNOWN_STATUS);
  const isPlanned = stated === "planned";
  const saysCanceled = isPlanned && textsOf(appointment).some((text) => titleOfCanceled(text) !== null);
  const status = saysCanceled ? "canceled" : stated;
  if (saysCanceled) notes.guess(CANCELED_TITLE);
  const written = titleOf(appointment);
  const title = (titleOfCanceled(written) ?? written) || null;
  if (title !== null && context.leaveOut.some((glob) => fitsGlob(glob, title))) return settle("left-out");
  const isCanceled = status === "canceled";
  const key = directory.keyOf(resource);
  if (appointment.recurrenceTemplate !== undefined && !isCanceled && (key === null || !context.templates.has(key))) return waits(REPEATS);

  const booked = slots.of(appointment, resource);
  const start = appointment.start ?? booked.start;
  if (start === null) return isCanceled ? settle("canceled") : settle("no-time", say`the start is missing`);
  const from = momentIn(start);
  if (from === null)
    return isCanceled ? settle("canceled") : settle("not-understood", say`the start is not a date and time with an offset`);
  const until = endOf(appointment, from, booked.end);
  if (until === "unreadable")
    return isCanceled ? settle("canceled") : settle("not-understood", say`the end is not a date and time with an offset`);

  const people = participantsOf(appointment, resource, directory, clinicians);
  if ("code" in people) return isCanceled ? settle("canceled") : waits(people);
  if (people.patients.length === 0 && people.hasAbsent) return settle(isCanceled ? "canceled" : "does-not-attend");
  const led = people.clinicians.length > 0 ? people.clinicians : booked.clinicians.map((name) => ({ key: name, period: undefined }));
  const stay = (one: Attending) => stayOf(one, from, until, zone);
  const stays = [...people.patients, ...led].map(stay);
  if (stays.includes("unreadable")) return settle("not-understood", say`unreadable period of a participant`);
  const [ledFor, another] = new Map(led.map((one) => [JSON.stringify(stay(one)), stay(one)])).values();
  if (another !== undefined) return waits(PARTLY_LED);
  for (const guess of people.guesses) notes.guess(guess);
  return {
    at,
    start: timeAt(from, zone),
    end: until === null ? null : timeAt(until, zone),
    clinicians: [...new Set(led.map((one) => one.key))],
    ...(ledFor === undefined || ledFor === null ? {} : { clinicianStay: ledFor as Stay }),
    patients: people.patients.map((one) => {
      const found = stay(one);
      return found === null ? { key: one.key } : { key: one.key, stay: found as Stay };
    }),
    couples: [],
    headcount: {},
    title,
    group: booked.group ?? people.group,
    code: codesOf(appointment),
    kind: null,
    status,
    together: null,
  };
}

interface Stay {
  readonly from: SourceTime;
  readonly until: SourceTime;
}

/** When a participant is present; null for the whole session. */
function stayOf({ period }: Attending, from: number, until: number | null, zone: Zone): Stay | null | "unreadable" {
  if (!period?.start && !period?.end) return null;
  const arrives = period.start ? momentIn(period.start) : from;
  const leaves = period.end ? momentIn(period.end) : until;
  if (arrives === null || (period.end && leaves === null)) return "unreadable";
  if (leaves === null || (arrives <= from && until !== null && leaves >= until)) return null;
  return { from: timeAt(arrives, zone), until: timeAt(leaves, zone) };
}

/** When an appointment ends: by its end, its length, or its slot; null if nothing says it. */
function endOf({ end, minutesDuration }: Appointment, from: number, slotEnd: string | null): number | null | "unreadable" {
  if (end) return momentIn(end) ?? "unreadable";
  if (minutesDuration !== undefined && minutesDuration > 0) return from + Math.round(minutesDuration);
  return slotEnd === null ? null : (momentIn(slotEnd) ?? "unreadable");
}

function servicesOf({ serviceType = [], appointmentType, serviceCategory = [] }: Appointment): Concept[] {
  return [...serviceType.map((one) => one.concept ?? one), ...(appointmentType === undefined ? [] : [appointmentType]), ...serviceCategory];
}

/** What the appointment is called; used for the kind and never shown. */
function titleOf(appointment: Appointment): string | null {
  return textsOf(appointment)[0] ?? null;
}

/** The texts of an appointment that may be its title, the best one first. */
function textsOf(appointment: Appointment): string[] {
  const services = servicesOf(appointment).map(({ text, coding = [] }) => text ?? coding.find(({ display }) => display)?.display);
  return [...services, appointment.description].flatMap((text) => text?.trim() || []);
}

/** The systems of CPT and HCPCS codes. */
const BILLING = /(?:ama-assn\.org\/go\/cpt|2\.16\.840\.1\.113883\.6\.12|hcpcs|2\.16\.840\.1\.113883\.6\.285)\b/i;

function codesOf(appointment: Appointment): string | null {
  const codings = servicesOf(appointment).flatMap(({ coding = [] }) => coding);
  const codes = codings.flatMap(({ system, code }) => (code && BILLING.test(system ?? "") ? code.trim() : []));
  return codes.length === 0 ? null : [...new Set(codes)].join(", ");
}
