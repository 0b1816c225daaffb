import { brokenLimits, limitViolation } from "../audit/broken-limits.ts";
import { attendance, authority, countedSingly, limitInWords, tooMany } from "../audit/phrases.ts";
import { best, fewerSeats, hull } from "../audit/repairs.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";

export const groupTooLarge: RosterRule = {
  id: "group-too-large",
  topic: "ratios",
  harmRank: 4,
  summary: "At some point, more patients or couples attend than the maximum group size.",
  why: "Some limits are about the group, not the staff. In a large couples group, each couple gets less time. A second therapist does not change that.",
  source: "article: couples groups have no more than three partnerships; some regulations set their own maximum",
  resolvedBy: "patients",
  breaches: true,
  failing: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [EFT] }, { id: wren, roles: [couples-therapist], modalities: [EFT] }]
sessions:
  - { id: wed-couples, kind: couples-group, start: 2026-12-02T18:00, minutes: 90, clinicians: [noor, wren], couples: 4, cpt: "90849" }
`,
  passing: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [EFT] }, { id: wren, roles: [couples-therapist], modalities: [EFT] }]
sessions:
  - { id: wed-couples, kind: couples-group, start: 2026-12-02T18:00, minutes: 90, clinicians: [noor, wren], couples: 3, cpt: "90849" }
`,
  *check(context) {
    for (const found of brokenLimits(context.sessions, "max")) {
      const { result, limitResult, effective, worst, intervals } = found;
      yield limitViolation(context, found, {
        figures: attendance(worst, effective),
        broke: say`${trusted(limitInWords(effective.limit))} may attend, however many clinicians are present (${authority(effective)})`,
        ...tooMany(worst, effective),
        advice: countedSingly(result.session, effective) ?? say`Split the session in two, or move some attendees to another session.`,
        repairs: () => best(fewerSeats(context, result, limitResult, hull(intervals))),
        path: sessionPath(result.session, "kind"),
      });
    }
  },
};
