import type { RosterRule } from "../audit/rule.ts";
import { lacksCouplesTherapist, unstaffed } from "../audit/unstaffed.ts";
import { couplesTherapistMissing } from "./couples-therapist-missing.ts";

export const sessionUnstaffed: RosterRule = {
  id: "session-unstaffed",
  topic: "ratios",
  harmRank: 1,
  summary: "At some point, patients attend and no clinician who counts is present.",
  why: "Without a therapist, a group gets no therapy, and no one can respond to a patient in danger. Trainees, nurses, case managers, peers and observers do not count in a kind with a limit. In a kind without a limit, any clinician except an observer counts.",
  source: "By definition: patients in a session need a clinician who counts",
  resolvedBy: "joining",
  breaches: true,
  failing: `
clinicians: [{ id: ash, roles: [trainee] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [ash], patients: 4 }
`,
  passing: `
clinicians: [{ id: ash, roles: [trainee] }, { id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [ash, lee], patients: 4 }
`,
  check: (context) =>
    unstaffed(
      context,
      (standard, session) => !(standard.severities.has(couplesTherapistMissing.id) && lacksCouplesTherapist(standard, session)),
    ),
};
