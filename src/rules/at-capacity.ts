import { attendance, authority, setBy, staff } from "../audit/phrases.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";
import { unitOf } from "../standards/combine.ts";
import { cap } from "../standards/standard.ts";

export const atCapacity: RosterRule = {
  id: "at-capacity",
  topic: "ratios",
  summary: "A session is at its limit: it has no open seats.",
  why: "A full session breaks its limit as soon as one more patient enrolls or a therapist calls in sick. Turn this rule on to list the sessions without open seats.",
  source: "By definition: a full session has no open seats",
  standard: {
    name: "with-at-capacity",
    title: "The benchmark, with full sessions noted",
    source: "an example",
    basis: "own",
    extends: "benchmark",
    rules: { "at-capacity": "note" },
  },
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 5 }
`,
  *check(context) {
    for (const { session, results } of context.sessions) {
      for (const { effective, worst, holds, openSeats } of results) {
        if (!holds || openSeats !== 0) continue;
        const noun = unitOf(effective.limit) === "couples" ? "couple" : "patient";
        yield {
          message: say`${trusted(attendance(worst, effective))} with ${trusted(staff(worst, effective))}: one more ${trusted(noun)} would break the limit of ${trusted(cap(effective.limit))} (${authority(effective)}).`,
          path: sessionPath(session, "kind"),
          related: setBy(effective.origins),
          standards: effective.standards,
          limit: effective,
          worst,
          session,
        };
      }
    }
  },
};
