import { gaps, nearest, reasons, whyUnknown } from "../audit/on-call.ts";
import { dayAndClock } from "../audit/phrases.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, trusted } from "../message.ts";
import { showDuration } from "../roster/time.ts";

export const crisisCoverageGap: RosterRule = {
  id: "crisis-coverage-gap",
  topic: "availability",
  onCallGaps: true,
  summary: "At some point in the week, no on-call clinician is free: none is on call, or all are away or in a session.",
  why: "The article calls for immediate crisis response around the clock. A clinician who leads a session cannot respond.",
  source: "article: 24/7 immediate crisis response",
  withoutSession: true,
  failing: `
standard: [premium]
week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: Mon 18:00, minutes: 90, clinicians: [lee], patients: 6, cpt: "90853" }
onCall:
  - { clinician: lee, start: Mon 00:00, end: 2026-12-07T00:00 }
`,
  passing: `
standard: [premium]
week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor] }]
sessions:
  - { id: mon-evening, kind: group, start: Mon 18:00, minutes: 90, clinicians: [lee], patients: 6, cpt: "90853" }
onCall:
  - { clinician: lee, start: Mon 00:00, end: 2026-12-07T00:00 }
  - { clinician: kim, start: Mon 18:00, end: "19:30" }
`,
  *check({ roster, sessions, enforcing }) {
    const unknown = whyUnknown(roster);
    if (unknown !== null) return yield unknown;
    const { onCall = [] } = roster;
    for (const gap of gaps(roster, sessions)) {
      yield {
        message: say`No on-call clinician is free from ${trusted(dayAndClock(roster, gap.from))} to ${trusted(dayAndClock(roster, gap.until))}, ${trusted(showDuration(gap.until - gap.from))}${reasons(roster, sessions, gap)}.`,
        advice: say`Schedule an on-call clinician for that time who is neither away nor in a session.`,
        path: onCall.length === 0 ? ["onCall"] : ["onCall", nearest(onCall, gap)],
        intervals: [gap],
        standards: enforcing,
      };
    }
  },
};
