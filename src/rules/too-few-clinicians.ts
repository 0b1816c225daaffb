import { awayThen } from "../audit/absences.ts";
import { holdsAt, spans } from "../audit/limit-check.ts";
import { attendance, authority, breach, setBy, staff, varies } from "../audit/phrases.ts";
import { best, fewerAndStaffed, hull, moreClinicians } from "../audit/repairs.ts";
import type { RosterRule } from "../audit/rule.ts";
import { count, say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";
import type { StandardFile } from "../standards/standard-file.ts";

const twoInEveryGroup: StandardFile = {
  name: "two-in-every-group",
  title: "Two clinicians in every group",
  source: "an example",
  basis: "own",
  kinds: { group: { minClinicians: 2 } },
};

export const tooFewClinicians: RosterRule = {
  id: "too-few-clinicians",
  topic: "ratios",
  summary: "At some moment somebody attends and fewer clinicians who count are present than the kind needs.",
  why: "A standard may ask for two clinicians whatever the size of the group, so that one can follow somebody who leaves in distress. Who counts is whoever has a weight above 0.",
  source: "a number of the standard; the article has none",
  breaches: true,
  failing: {
    standard: twoInEveryGroup,
    roster: `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 3 }
`,
  },
  passing: {
    standard: twoInEveryGroup,
    roster: `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee, kim], patients: 3 }
`,
  },
  *check(context) {
    for (const audit of context.failing) {
      const { stretches } = audit;
      for (const { effective: judged, worst, holds } of audit.results) {
        if (judged.limit.type !== "minClinicians" || holds) continue;
        const broken = stretches.filter((stretch) => !holdsAt(stretch, judged));
        const intervals = spans(stretches, (stretch) => !holdsAt(stretch, judged));
        const { clinicians: least } = judged.limit;
        const needed = count(least, "clinician");
        const lacking = least - (worst.counted[judged.weighing] as number);
        yield {
          message() {
            const figures = say`${trusted(staff(worst, judged))} for ${trusted(attendance(worst, judged))}`;
            const broke = say`at least ${trusted(needed)} must be there (${authority(judged)})`;
            return breach(context.roster, audit.session, { figures, broke, worst, intervals, varies: varies(broken, judged) });
          },
          breach: { intervals, amount: lacking, howMuch: () => `${count(lacking, "clinician")} too few` },
          repairs: () => best([...moreClinicians(context, audit, judged, hull(intervals)), ...fewerAndStaffed(context, audit)]),
          path: sessionPath(audit.session, "clinicians"),
          related: () => [...setBy(judged.origins), ...awayThen(audit.session, intervals)],
          standards: judged.standards,
          limit: judged,
          session: audit.session,
        };
      }
    }
  },
};
