import { notCheckedIn } from "../audit/attending.ts";
import { doubleBookings } from "../audit/double-booking.ts";
import { spelledOut } from "../audit/phrases.ts";
import { attendingPatients, patientStays } from "../audit/presence.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, untrusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";

const ADVICE = say`Remove the patient from one of the two sessions, or add \`from\` and \`until\`.`;

export const patientDoubleBooked: RosterRule = {
  id: "patient-double-booked",
  topic: "availability",
  summary: "A patient is in two sessions at the same time. An attending couple counts as both partners.",
  why: "A patient can attend only one session at a time. An entry is wrong, or a `from` or `until` is missing, so a session may count too many patients.",
  source: "By definition: a patient attends one session at a time",
  resolvedBy: "patients",
  failing: `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor] }]
sessions:
  - { id: mon-early, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-014, p-015] }
  - { id: mon-late, kind: group, start: 2026-11-30T19:00, minutes: 90, clinicians: [kim], patients: [p-014] }
couples: []
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor] }]
sessions:
  - { id: mon-early, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [{ id: p-014, until: "19:00" }, p-015] }
  - { id: mon-late, kind: group, start: 2026-11-30T19:00, minutes: 90, clinicians: [kim], patients: [p-014] }
couples: []
`,
  *check(context) {
    yield* notCheckedIn(context.sessions);
    for (const { later, earlier, overlaps } of doubleBookings(context.sessions, attendingPatients, patientStays)) {
      yield {
        message: say`${later.who} is also in \`${untrusted(earlier.session.id)}\`${spelledOut(context.roster, later.session, overlaps)}.`,
        advice: ADVICE,
        path: sessionPath(later.session, ...later.path),
        related: [
          { message: say`the other session, \`${untrusted(earlier.session.id)}\``, path: sessionPath(earlier.session, ...earlier.path) },
        ],
        intervals: overlaps,
        standards: context.enforcing,
        session: later.session,
        patient: later.who,
      };
    }
  },
};
