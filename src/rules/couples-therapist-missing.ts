import type { RosterRule } from "../audit/rule.ts";
import { lacksCouplesTherapist, unstaffed } from "../audit/unstaffed.ts";

export const couplesTherapistMissing: RosterRule = {
  id: "couples-therapist-missing",
  topic: "couples-care",
  harmRank: 2,
  summary: "A couples session lists clinicians, but at some point no couples therapist is present.",
  why: "A designated couples therapist leads couples sessions. Only the role `couples-therapist` counts in them.",
  source: "article: a designated couples therapist leads couples sessions",
  resolvedBy: "joining",
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
