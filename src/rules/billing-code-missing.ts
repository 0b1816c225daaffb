import type { RosterRule } from "../audit/rule.ts";
import { say } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";

export const billingCodeMissing: RosterRule = {
  id: "billing-code-missing",
  topic: "program",
  summary: "A session has no billing code.",
  why: "The article says that leading programs publish clear CPT codes. Without a code, a session is hard to bill, and the staffing disclosure is incomplete.",
  source: "article: clear CPT codes, session lengths and ratio-based staffing models",
  failing: `
standard: [premium]
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  passing: `
standard: [premium]
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6, cpt: "90853" }
`,
  *check({ sessions, enforcing }) {
    for (const { session } of sessions) {
      if (session.cpt !== undefined) continue;
      yield {
        message: say`This session has no \`cpt\`.`,
        advice: say`Add the billing code, such as: cpt: "90853"`,
        path: sessionPath(session, "id"),
        standards: enforcing,
        session,
      };
    }
  },
};
