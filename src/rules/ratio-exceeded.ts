import { brokenLimits, limitViolation } from "../audit/broken-limits.ts";
import { attendance, authority, countedSingly, limitInWords, staff, tooMany } from "../audit/phrases.ts";
import { best, fewerSeats, hull, moreClinicians } from "../audit/repairs.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";

export const ratioExceeded: RosterRule = {
  id: "ratio-exceeded",
  topic: "ratios",
  harmRank: 3,
  summary: "At some point, more patients or couples attend than the ratio allows for the clinicians present.",
  why: "A therapist's attention is limited. The tool checks every minute, never the average: in half an hour with one therapist too few, a crisis can go unnoticed.",
  source: 'article: ratios are "no higher than" or "within or below" the benchmark; the number comes from the standard',
  resolvedBy: "joining",
  breaches: true,
  waivableUpTo: true,
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 7 }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  *check(context) {
    for (const found of brokenLimits(context.sessions, "ratio")) {
      const { result, limitResult, effective, worst, intervals } = found;
      const span = hull(intervals);
      yield limitViolation(context, found, {
        figures: `${attendance(worst, effective)} with ${staff(worst, effective)}`,
        broke: say`the limit is ${trusted(limitInWords(effective.limit))} (${authority(effective)})`,
        ...tooMany(worst, effective),
        advice: countedSingly(result.session, effective),
        repairs: () => best([...moreClinicians(context, result, effective, span), ...fewerSeats(context, result, limitResult, span)]),
        path: sessionPath(result.session, "kind"),
      });
    }
  },
};
