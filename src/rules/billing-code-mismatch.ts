import { notCheckedIn } from "../audit/attending.ts";
import { codesOf, mismatches, needsCouples, shortDays } from "../audit/billing.ts";
import type { RosterRule } from "../audit/rule.ts";
import { joined, say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";

export const billingCodeMismatch: RosterRule = {
  id: "billing-code-mismatch",
  topic: "program",
  summary: "The billing code of a session does not match its kind, its length or its attendees.",
  why: "A payer may deny a code that does not match, or treat it as a false claim. The rule checks four codes: 90853 (group psychotherapy) on a couples kind; 90847 (family psychotherapy) with more than one couple or under 26 minutes; 90849 (multiple-family group) with fewer than two families at once; H0015 (intensive outpatient) on a day that gives a patient less than 3 hours of it.",
  source: "article: clear CPT codes; CPT and HCPCS define each code",
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
          message: say`${trusted(code)} does not match this session: ${joined(
            reasons.map(({ reason }) => reason),
            "; ",
          )}.`,
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
