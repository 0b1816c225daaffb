import type { RosterRule } from "../audit/rule.ts";
import { say, trusted } from "../message.ts";
import { OFFERS } from "../roster/vocabulary.ts";

export const offeringMissing: RosterRule = {
  id: "offering-missing",
  topic: "program",
  summary: "The program does not list an offering that the article names.",
  why: "The article says that these offerings make a virtual program accessible: PPO plans, screen-reader access, flexible scheduling and pet-friendly check-ins.",
  source: "article: screen-reader access, flexible scheduling, pet-friendly check-ins; PPO accepted",
  withoutSession: true,
  failing: `
standard: [premium]
program: { name: Lakeside Virtual IOP, offers: [ppo, screen-reader, flexible-scheduling] }
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6, cpt: "90853" }
`,
  passing: `
standard: [premium]
program: { name: Lakeside Virtual IOP, offers: [ppo, screen-reader, flexible-scheduling, pet-friendly] }
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6, cpt: "90853" }
`,
  *check({ roster, enforcing }) {
    const { offers } = roster;
    if (offers === undefined) return yield { code: "missing-offers", notChecked: say`the roster does not state \`offers\` of its program` };
    for (const offering of OFFERS) {
      if (offers.includes(offering)) continue;
      yield {
        message: say`The program does not offer \`${trusted(offering)}\`.`,
        advice: say`If the program offers it, add it to \`offers\`.`,
        path: ["program", "offers"],
        standards: enforcing,
        offering,
      };
    }
  },
};
