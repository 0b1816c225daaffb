/** Slots and their schedules: what an appointment is booked in, and when clinicians are free. */
import { memoized } from "../../grouped.ts";
import { type Message, say } from "../../message.ts";
import type { Zone } from "../../roster/zone.ts";
import type { Shift } from "../entry.ts";
import type { Notes } from "../notes.ts";
import type { Clinicians } from "./clinicians.ts";
import type { Directory } from "./directory.ts";
import { momentIn, timeAt } from "./instants.ts";
import type { Resource } from "./resources.ts";
import { type Appointment, schedule as scheduleShape, slot as slotShape } from "./shapes.ts";

/** What the slots of an appointment say of it. */
export interface Booked {
  /** The same for all appointments in the same slots; null without one. */
  readonly group: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly clinicians: readonly string[];
}

/** A Slot that is readable, with its times also as moments. */
interface Slot {
  readonly status: string;
  readonly start: string;
  readonly end: string;
  readonly from: number;
  readonly until: number;
  readonly clinicians: readonly string[];
}

const HOURS = say`a time of a clinician whose free hours the file does not have`;

const LEFT_OUT: Readonly<Record<string, Message>> = Object.assign(Object.create(null), {
  "entered-in-error": say`entered in error`,
  "busy-unavailable": say`the clinician is not available`,
});

export class Slots {
  readonly #directory: Directory;
  readonly #slot: (resource: Resource) => { readonly slot: Slot | null };

  constructor(directory: Directory, clinicians: Clinicians) {
    this.#directory = directory;
    const cliniciansOf = memoized((schedule: Resource) => {
      const { actor = [] } = scheduleShape.safeParse(schedule.value).data ?? {};
      return [...new Set(actor.flatMap((one) => clinicians.find(one, schedule) ?? []))];
    });
    this.#slot = memoized((resource: Resource) => {
      const { data } = slotShape.safeParse(resource.value);
      const [from, until] = [momentIn(data?.start ?? ""), momentIn(data?.end ?? "")];
      if (data === undefined || from === null || until === null) return { slot: null };
      const schedule = directory.find(data.schedule, resource)?.resource ?? null;
      return { slot: { ...data, from, until, clinicians: schedule?.type === "Schedule" ? cliniciansOf(schedule) : [] } };
    });
  }

  get resources(): readonly Resource[] {
    return this.#directory.resources.filter(({ type }) => type === "Slot");
  }

  /** What an appointment is booked in. */
  of({ slot: references = [] }: Appointment, from: Resource): Booked {
    const targets = references.flatMap((reference) => this.#directory.find(reference, from) ?? []);
    const slots = targets.flatMap(({ resource }) => (resource?.type === "Slot" ? (this.#slot(resource).slot ?? []) : []));
    slots.sort((a, b) => a.from - b.from);
    return {
      group: targets.length === 0 ? null : JSON.stringify(targets.map(({ key }) => key).sort()),
      start: slots[0]?.start ?? null,
      end: slots.at(-1)?.end ?? null,
      clinicians: [...new Set(slots.flatMap(({ clinicians }) => clinicians))],
    };
  }

  /** The hours of clinicians, where slots say when they are free; slots that say nothing of hours are settled. */
  shifts(zone: Zone, notes: Notes): Shift[] {
    const usable = this.resources.flatMap((resource) => {
      const { at } = resource;
      const { slot } = this.#slot(resource);
      const leftOut = slot === null ? undefined : LEFT_OUT[slot.status];
      if (slot === null) notes.settle(at, "not-understood", say`this Slot is not readable`);
      else if (leftOut !== undefined) notes.settle(at, "left-out", leftOut);
      else return { ...slot, at };
      return [];
    });
    const withFree = new Set(usable.flatMap(({ status, clinicians }) => (status === "free" ? clinicians : [])));
    return usable.flatMap(({ at, clinicians, from, until }) => {
      const known = clinicians.filter((name) => withFree.has(name));
      if (known.length === 0) notes.settle(at, "availability", HOURS);
      return known.map((clinician) => ({ at, clinician, start: timeAt(from, zone), end: timeAt(until, zone) }));
    });
  }
}
