import { notCheckedIn } from "../audit/attending.ts";
import { codesOf, mismatches, needsCouples, shortDays } from "../audit/billing.ts";
import type { RosterRule } from "../audit/rule.ts";
import { joined, listed, say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";

export const billingCodeMismatch: RosterRule = {
  id: "billing-code-mismatch",
  topic: "program",
  summary: "The billing code of a session does not fit its kind, its length or who attends.",
  why: "A code that does not fit is denied, or is a false claim. Judged are 90853 (group psychotherapy) on a couples kind; 90847 (family psychotherapy) with more than one couple or under 26 minutes; 90849 (multiple-family group) with fewer than two families at once; and H0015 (intensive outpatient) on a day that gives a patient under 3 hours of it.",
  source: "article: clear CPT codes; the codes by CPT and HCPCS, which state what each is for",
  failing: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [EFT] }]
sessions:
  - { id: wed-couples, kind: couples-session, start: 2026-12-02T18:00, minutes: 25, clinicians: [noor], couples: 1, cpt: "90847" }
`,
  passing: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [EFT] }]
sessions:
  - { id: wed-couples, kind: couples-session, start: 2026-12-02T18:00, minutes: 26, clinicians: [noor], couples: 1, cpt: "90847" }
`,
  *check({ roster, sessions, enforcing }) {
    yield* notCheckedIn(sessions.filter(({ session }) => needsCouples(session)));
    const short = shortDays(roster, sessions);
    for (const result of sessions) {
      const { session } = result;
      for (const code of codesOf(session)) {
        const reasons = mismatches(code, result, short);
        if (reasons.length === 0) continue;
        yield {
          message: say`${trusted(code)} does not fit this session: ${listed(reasons, ({ reason }) => reason)}.`,
          advice: joined(
            reasons.map(({ advice }) => advice),
            " ",
          ),
          path: sessionPath(session, "cpt"),
          standards: enforcing,
          session,
        };
      }
    }
  },
};
