/** On-call coverage, for the rule about crisis coverage gaps. */
import { listed, type Message, say, untrusted } from "../message.ts";
import { clipped, merged, overlapping, without } from "../roster/intervals.ts";
import { DAY } from "../roster/read-time.ts";
import type { Interval, OnCallShift, Roster } from "../roster/roster.ts";
import type { SessionResult } from "./limit-check.ts";
import type { NotChecked } from "./rule.ts";
import { withoutWeek } from "./weekly-minutes.ts";

/** The reason why on-call coverage is unknown; null if it is known. */
export function whyUnknown(roster: Roster): NotChecked | null {
  if (roster.onCall === undefined) return { code: "missing-on-call", notChecked: say`the roster has no \`onCall\` section` };
  if (roster.week === null) return withoutWeek();
  if (roster.knowsDays) return null;
  const notChecked = say`times have offsets but the roster has no \`timezone\`, so it is unknown when its days begin`;
  return { code: "missing-timezone", notChecked };
}

/** The seven local days from a day: 168 hours, or one more or less if the clocks change. */
export function weekFrom(roster: Roster, day: number): Interval {
  return daysFrom(roster, day, 7);
}

/** Some local days from a day. */
export function daysFrom(roster: Roster, day: number, days: number): Interval {
  return { from: midnight(roster, day * DAY), until: midnight(roster, (day + days) * DAY) };
}

/** The first moment at or after a local minute. Some zones skip midnight, and Samoa once skipped a day. */
function midnight(roster: Roster, local: number): number {
  return roster.zone.momentsOf(local)[0] ?? midnight(roster, local + 1);
}

/** The maximal times of the week without a free on-call clinician: one who is neither away nor in a session. */
export function gaps(roster: Roster, sessions: readonly Pick<SessionResult, "session">[]): Interval[] {
  const { onCall = [] } = roster;
  // The absences and sessions of each clinician on call, merged once for all shifts.
  const busy = new Map(onCall.map(({ clinician }) => [clinician, [...clinician.away]]));
  for (const { session } of sessions) for (const stay of session.clinicians) busy.get(stay.who)?.push(clipped(stay, session));
  for (const [clinician, times] of busy) busy.set(clinician, merged(times));
  const free = merged(onCall.flatMap((shift) => without([shift], busy.get(shift.clinician) ?? [])));
  return without([weekFrom(roster, roster.week as number)], free);
}

/** The position of the shift that a gap interrupts or follows; else of the first shift after it. */
export function nearest(onCall: readonly OnCallShift[], gap: Interval): number {
  const before = onCall.filter(({ from }) => from <= gap.from);
  const last = before.reduce<OnCallShift | null>((best, shift) => (best === null || shift.until > best.until ? shift : best), null);
  return (last ?? onCall.reduce((first, shift) => (shift.from < first.from ? shift : first))).index;
}

/** The clinicians on call in a gap, and why they are not free. */
export function reasons({ onCall = [] }: Roster, sessions: readonly SessionResult[], gap: Interval): Message {
  const meets = ({ from, until }: Interval) => from < gap.until && gap.from < until;
  const called = new Set(onCall.filter(meets).map(({ clinician }) => clinician));
  const why = [...called].flatMap((clinician) => {
    const who = say`\`${untrusted(clinician.id)}\``;
    const away = overlapping(clinician.away, gap).length > 0 ? [say`${who} is away`] : [];
    const busy = sessions.filter(
      ({ session }) => meets(session) && session.clinicians.some((stay) => stay.who === clinician && meets(stay)),
    );
    return [...away, ...busy.map(({ session }) => say`${who} is in \`${untrusted(session.id)}\``)];
  });
  return why.length === 0 ? say`: none is on call` : say`: ${listed(why, (one) => one)}`;
}
