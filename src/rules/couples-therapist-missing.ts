import type { RosterRule } from "../audit/rule.ts";
import { lacksCouplesTherapist, unstaffed } from "../audit/unstaffed.ts";

export const couplesTherapistMissing: RosterRule = {
  id: "couples-therapist-missing",
  topic: "couples-care",
  harmRank: 2,
  summary: "At some moment a couples session has clinicians on its list and no couples therapist present.",
  why: "Couples sessions are led by a designated couples therapist: only the role couples-therapist counts in them, whoever else is there.",
  source: "article: couples sessions are led by a designated couples therapist",
  breaches: true,
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: wed-couples, kind: couples-group, start: 2026-12-02T18:00, minutes: 90, clinicians: [lee], couples: 3 }
`,
  passing: `
clinicians: [{ id: noor, roles: [couples-therapist] }]
sessions:
  - { id: wed-couples, kind: couples-group, start: 2026-12-02T18:00, minutes: 90, clinicians: [noor], couples: 3 }
`,
  check: (context) => unstaffed(context, lacksCouplesTherapist),
};
