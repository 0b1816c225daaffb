/** Events by UID: the newest version of each, the series, and what changes them. */
import { groupedBy } from "../../grouped.ts";
import { say } from "../../message.ts";
import type { Notes, Open } from "../notes.ts";
import { localOf, type WrittenTime } from "./dates.ts";
import type { CalendarEvent, FaultyEvent } from "./event.ts";
import type { Series } from "./series.ts";

const OLDER = say`an older version of an event`;
const SAME_UID = say`Several events with different times have the same UID. Each is an event of its own.`;

const WITHOUT_SERIES: Open = {
  code: "shape",
  scope: "rows",
  message: say`An event changes a series from one day on, and the series is not in the file.`,
  answer: say`Export the whole calendar, with the series.`,
};

/** The series of a file. `unread` are events that give no entries, and replace occurrences all the same. */
export function seriesOf(events: readonly CalendarEvent[], unread: readonly (FaultyEvent | CalendarEvent)[], notes: Notes): Series[] {
  const byUid = groupedBy(events, ({ uid, at }) => (uid === null ? at.line : uid));
  const lost = groupedBy(unread, ({ uid, at }) => (uid === null ? at.line : uid));
  return [...byUid].map(([uid, some]): Series => {
    const masters = newestMasters(
      some.filter(({ replaces }) => replaces === null),
      notes,
    );
    const changes = [
      ...groupedBy(
        some.filter(({ replaces }) => replaces !== null),
        replacedTime,
      ).values(),
    ].map((ones) => newest(ones, notes));
    const isSeries = masters.length > 0;
    for (const { at, replaces } of changes) if (!isSeries && replaces?.isWithFuture) notes.waits(at, WITHOUT_SERIES);
    return {
      masters,
      changes: changes.filter(({ replaces }) => isSeries || !replaces?.isWithFuture),
      lost: (lost.get(uid) ?? []).flatMap(({ replaces, calendar }) => (replaces === null ? [] : { ...replaces, calendar })),
    };
  });
}

/** Of events of one UID the newest; all of those that have no order among them and begin at different times. */
function newestMasters(events: readonly CalendarEvent[], notes: Notes): CalendarEvent[] {
  if (events.length < 2) return [...events];
  const latest = events.reduce((most, { version }) => Math.max(most, version.sequence), 0);
  for (const { at, version } of events) if (version.sequence < latest) notes.settle(at, "duplicate", OLDER);
  const byStart = groupedBy(
    events.filter(({ version }) => version.sequence === latest),
    ({ start }) => timeKey(start),
  );
  if (byStart.size > 1) notes.guess(SAME_UID);
  return [...byStart.values()].map((ones) => newest(ones, notes));
}

/** The newest of several versions, the last one of equals; the others are settled. */
function newest(events: readonly CalendarEvent[], notes: Notes): CalendarEvent {
  let best = events[0] as CalendarEvent;
  for (const event of events.slice(1)) {
    const { version: a } = best;
    const { version: b } = event;
    const isOlder = b.sequence < a.sequence || (b.sequence === a.sequence && b.stamp < a.stamp);
    notes.settle(isOlder ? event.at : best.at, "duplicate", OLDER);
    if (!isOlder) best = event;
  }
  return best;
}

function replacedTime({ replaces }: CalendarEvent): string {
  return replaces === null ? "" : `${timeKey(replaces.time)}${replaces.isWithFuture ? " and later" : ""}`;
}

function timeKey(time: WrittenTime): string {
  return JSON.stringify([time.clock === null, localOf(time), time.zone]);
}
