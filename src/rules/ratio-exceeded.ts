import { awayThen } from "../audit/absences.ts";
import { holdsAt, isUnstaffed, isWorse, spans } from "../audit/limit-check.ts";
import type { Stretch } from "../audit/occupancy.ts";
import { attendance, authority, breach, countedSingly, setBy, staff, tooMany, varies } from "../audit/phrases.ts";
import { best, fewerPlaces, hull, moreClinicians } from "../audit/repairs.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";
import { cap } from "../standards/standard.ts";

export const ratioExceeded: RosterRule = {
  id: "ratio-exceeded",
  topic: "ratios",
  summary: "At some moment more patients or couples attend than the ratio admits for the clinicians who are there.",
  why: "A therapist's attention is finite. The ratio is judged at every moment and never averaged: half an hour with one therapist too few is half an hour in which nobody may notice a crisis.",
  source: 'article: ratios are to be "no higher than" or "within or below" the benchmark; the number is that of the standard',
  breaches: true,
  failing: {
    roster: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 7 }
`,
  },
  passing: {
    roster: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  },
  *check(context) {
    for (const audit of context.failing) {
      const { stretches } = audit;
      for (const evidence of audit.results) {
        const { effective: judged } = evidence;
        if (judged.limit.type !== "ratio" || evidence.holds) continue;
        const breaks = (stretch: Stretch) => !holdsAt(stretch, judged) && !isUnstaffed(stretch, judged.weighing);
        const broken = stretches.filter(breaks);
        const [first] = broken;
        if (first === undefined) continue;
        const worst = broken.reduce((worse, stretch) => (isWorse(stretch, worse, judged) ? stretch : worse), first);
        const intervals = spans(stretches, breaks);
        const { limit } = judged;
        const help = countedSingly(audit.session, judged);
        yield {
          message() {
            const figures = say`${trusted(attendance(worst, judged))} with ${trusted(staff(worst, judged))}`;
            const broke = say`the cap is ${trusted(cap(limit))} ${trusted(limit.per)} (${authority(judged)})`;
            return breach(context.roster, audit.session, { figures, broke, worst, intervals, varies: varies(broken, judged) });
          },
          breach: { intervals, ...tooMany(worst, judged) },
          ...(help === undefined ? {} : { help }),
          repairs: () => {
            const span = hull(intervals);
            return best([...moreClinicians(context, audit, judged, span), ...fewerPlaces(context, audit, evidence, span)]);
          },
          path: sessionPath(audit.session, "kind"),
          related: () => [...setBy(judged.origins), ...awayThen(audit.session, intervals)],
          standards: judged.standards,
          limit: judged,
          session: audit.session,
        };
      }
    }
  },
};
