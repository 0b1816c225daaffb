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
  summary: "At some moment more patients or couples attend than the ratio admits for the clinicians who are there.",
  why: "A therapist's attention is finite. The ratio is judged at every moment and never averaged: half an hour with one therapist too few is half an hour in which nobody may notice a crisis.",
  source: 'article: ratios are to be "no higher than" or "within or below" the benchmark; the number is that of the standard',
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
        broke: say`the cap is ${trusted(limitInWords(effective.limit))} (${authority(effective)})`,
        ...tooMany(worst, effective),
        advice: countedSingly(result.session, effective),
        repairs: best([...moreClinicians(context, result, effective, span), ...fewerSeats(context, result, limitResult, span)]),
        path: sessionPath(result.session, "kind"),
      });
    }
  },
};
