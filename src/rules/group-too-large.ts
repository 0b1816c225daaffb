import { holdsAt, spans } from "../audit/limit-check.ts";
import { attendance, authority, breach, countedSingly, setBy, tooMany, varies } from "../audit/phrases.ts";
import { best, fewerPlaces, hull } from "../audit/repairs.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";
import { cap } from "../standards/standard.ts";

export const groupTooLarge: RosterRule = {
  id: "group-too-large",
  topic: "ratios",
  summary: "At some moment more patients or couples attend than the kind's absolute size, however many clinicians there are.",
  why: "Some limits are about the room and not the staff: in a couples group beyond three partnerships nobody gets to speak, and a second therapist does not change that.",
  source: "article: couples groups are no larger than three partnerships; regulations set sizes of their own",
  breaches: true,
  failing: {
    roster: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [EFT] }, { id: wren, roles: [couples-therapist], modalities: [EFT] }]
sessions:
  - { id: wed-couples, kind: couples-group, start: 2026-12-02T18:00, minutes: 90, clinicians: [noor, wren], couples: 4, cpt: "90849" }
`,
  },
  passing: {
    roster: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [EFT] }, { id: wren, roles: [couples-therapist], modalities: [EFT] }]
sessions:
  - { id: wed-couples, kind: couples-group, start: 2026-12-02T18:00, minutes: 90, clinicians: [noor, wren], couples: 3, cpt: "90849" }
`,
  },
  *check(context) {
    for (const audit of context.failing) {
      const { stretches } = audit;
      for (const evidence of audit.results) {
        const { effective: judged, worst } = evidence;
        if (judged.limit.type !== "max" || evidence.holds) continue;
        const intervals = spans(stretches, (stretch) => !holdsAt(stretch, judged));
        const { limit } = judged;
        yield {
          message() {
            const figures = say`${trusted(attendance(worst, judged))}`;
            const broke = say`at most ${trusted(cap(limit))} ${trusted(limit.per)} belong in one, however many clinicians there are (${authority(judged)})`;
            const broken = stretches.filter((stretch) => !holdsAt(stretch, judged));
            return breach(context.roster, audit.session, { figures, broke, worst, intervals, varies: varies(broken, judged) });
          },
          breach: { intervals, ...tooMany(worst, judged) },
          help: countedSingly(audit.session, judged) ?? say`Split the session in two, or move some to another one.`,
          repairs: () => best(fewerPlaces(context, audit, evidence, hull(intervals))),
          path: sessionPath(audit.session, "kind"),
          related: () => setBy(judged.origins),
          standards: judged.standards,
          limit: judged,
          session: audit.session,
        };
      }
    }
  },
};
