import type { WaiverRule } from "../audit/rule.ts";
import { say, trusted, untrusted } from "../message.ts";
import { DAY } from "../roster/read-time.ts";
import { showDate } from "../roster/time.ts";
import type { StandardFile } from "../standards/schema.ts";

/** A standard with a waiver of the examples' finding. */
const waivedUntil = (until: string, title: string): StandardFile => ({
  name: "our-clinic",
  title,
  source: "an example",
  basis: "own",
  extends: "benchmark",
  waivers: [{ rule: "ratio-exceeded", session: "mon-evening", until, reason: "new hire starts", approvedBy: "clinical director" }],
});

export const waiverLapsed: WaiverRule = {
  id: "waiver-lapsed",
  topic: "waivers",
  summary: "A waiver has expired, or its finding exceeds its bound, so the finding counts again.",
  why: "A waiver can have an end date and a bound. Past either one, the finding counts again. Renew the waiver or delete it.",
  source: "the waiver states its end date and its bound",
  withoutSession: true,
  standard: waivedUntil("2026-11-29", "A clinic with a lapsed waiver"),
  passingStandard: waivedUntil("2026-11-30", "A clinic with a waiver on its last day"),
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
  review({ waiver, returned }) {
    const [first] = returned;
    if (first === undefined) return null;
    const { until, upTo } = waiver;
    const what = say`The waiver of \`${trusted(waiver.rule)}\`${waiver.session === null ? [] : say` on \`${untrusted(waiver.session)}\``}`;
    const message =
      first.why === "lapsed"
        ? say`${what} expired on ${trusted(showDate((until as number) * DAY))}; its finding counts again.`
        : say`${what} covers ratios up to ${trusted(`${upTo?.clinicians}:${upTo?.seats}`)}, and the session exceeds that; its finding counts again.`;
    return { message, advice: say`Fix the session, renew the waiver, or delete it.` };
  },
};
