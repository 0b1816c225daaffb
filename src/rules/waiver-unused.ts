import type { WaiverRule } from "../audit/rule.ts";
import { say, trusted, untrusted } from "../message.ts";
import type { StandardFile } from "../standards/schema.ts";

/** A standard with a waiver for a session. */
const waiving = (session: string, title: string): StandardFile => ({
  name: "our-clinic",
  title,
  source: "an example",
  basis: "own",
  extends: "benchmark",
  waivers: [{ rule: "ratio-exceeded", session, until: "2026-12-15", reason: "new hire starts", approvedBy: "clinical director" }],
});

export const waiverUnused: WaiverRule = {
  id: "waiver-unused",
  topic: "waivers",
  summary: "A waiver matches no finding in any roster checked in this run.",
  why: "A waiver without a finding names the wrong session or rule, or is no longer needed. If it stays, it can hide a later finding by accident.",
  source: "the waiver covers no finding",
  withoutSession: true,
  standard: waiving("tue-evening", "A clinic with a waiver for nothing"),
  passingStandard: waiving("mon-evening", "A clinic with a waiver"),
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 7 }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 7 }
`,
  review({ waiver, unmatched, sessions }) {
    if (!unmatched) return null;
    const { session } = waiver;
    const isThere = session === null || sessions.includes(session);
    const where = session === null ? [] : say` on \`${untrusted(session)}\``;
    return {
      message: say`The waiver of \`${trusted(waiver.rule)}\`${where} matches no finding.`,
      advice: isThere ? say`Delete it, or correct its rule.` : say`No audited session has this id. Correct the id, or delete the waiver.`,
    };
  },
};
