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
  summary: "At some moment more patients or couples attend than the kind's absolute size, however many clinicians there are.",
  why: "Some limits are about the room and not the staff: in a couples group beyond three partnerships nobody gets to speak, and a second therapist does not change that.",
  source: "article: couples groups are no larger than three partnerships; regulations set sizes of their own",
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
        broke: say`${trusted(limitInWords(effective.limit))} belong in one, however many clinicians there are (${authority(effective)})`,
        ...tooMany(worst, effective),
        advice: countedSingly(result.session, effective) ?? say`Split the session in two, or move some to another one.`,
        repairs: best(fewerSeats(context, result, limitResult, hull(intervals))),
        path: sessionPath(result.session, "kind"),
      });
    }
  },
};
