import { brokenLimits, limitViolation } from "../audit/broken-limits.ts";
import { attendance, authority, limitInWords, staff } from "../audit/phrases.ts";
import { best, fewerAndStaffed, hull, moreClinicians } from "../audit/repairs.ts";
import type { RosterRule } from "../audit/rule.ts";
import { count, say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";

export const tooFewClinicians: RosterRule = {
  id: "too-few-clinicians",
  topic: "ratios",
  harmRank: 5,
  summary: "At some point, patients attend and fewer clinicians who count are present than the kind requires.",
  why: "A standard may require two clinicians for any group size, so that one can follow a patient who leaves in distress. A clinician counts with a weight above 0.",
  source: "the standard; the article gives no number",
  resolvedBy: "joining",
  breaches: true,
  standard: {
    name: "two-in-every-group",
    title: "Two clinicians in every group",
    source: "an example",
    basis: "own",
    kinds: { group: { minClinicians: 2 } },
  },
  failing: `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 3 }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee, kim], patients: 3 }
`,
  *check(context) {
    for (const found of brokenLimits(context.sessions, "minClinicians")) {
      const { result, effective, worst, intervals } = found;
      const { limit, weighing } = effective;
      const lacking = limit.type === "minClinicians" ? limit.clinicians - (worst.counted[weighing] as number) : 0;
      yield limitViolation(context, found, {
        figures: `${staff(worst, effective)} for ${attendance(worst, effective)}`,
        broke: say`${trusted(limitInWords(effective.limit))} must be present (${authority(effective)})`,
        amount: lacking,
        howMuch: `${count(lacking, "clinician")} too few`,
        repairs: () => best([...moreClinicians(context, result, effective, hull(intervals)), ...fewerAndStaffed(context, result)]),
        path: sessionPath(result.session, "clinicians"),
      });
    }
  },
};
