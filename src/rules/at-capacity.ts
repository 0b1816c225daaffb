import { attendance, authority, setBy, staff } from "../audit/phrases.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";
import { cap } from "../standards/standard.ts";
import type { StandardFile } from "../standards/standard-file.ts";

const switchedOn: StandardFile = {
  name: "with-at-capacity",
  title: "The benchmark, with full sessions noted",
  source: "an example",
  basis: "own",
  extends: "benchmark",
  rules: { "at-capacity": "note" },
};

export const atCapacity: RosterRule = {
  id: "at-capacity",
  topic: "ratios",
  summary: "A limit holds, and one more place would break it.",
  why: "A full session is in order until somebody enrols or a therapist falls ill. Switched on, this rule says which ones have no room left.",
  source: "the ratios themselves: a full session has no room",
  failing: {
    standard: switchedOn,
    roster: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  },
  passing: {
    standard: switchedOn,
    roster: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 5 }
`,
  },
  *check(context) {
    for (const audit of context.sessions) {
      if (audit.openSeats !== 0) continue;
      const { session } = audit;
      for (const { effective: judged, worst, holds, openSeats } of audit.results) {
        if (judged.limit.type === "minClinicians" || !holds || openSeats !== 0) continue;
        const noun = judged.limit.per === "couples" ? "couple" : "patient";
        yield {
          message: () =>
            say`${trusted(attendance(worst, judged))} with ${trusted(staff(worst, judged))}: one more ${trusted(noun)} would break the cap of ${trusted(cap(judged.limit))} (${authority(judged)}).`,
          path: sessionPath(session, "kind"),
          related: () => setBy(judged.origins),
          standards: judged.standards,
          limit: judged,
          session,
        };
      }
    }
  },
};
