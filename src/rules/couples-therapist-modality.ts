import type { RosterRule } from "../audit/rule.ts";
import { say, trusted, untrusted } from "../message.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";

export const couplesTherapistModality: RosterRule = {
  id: "couples-therapist-modality",
  topic: "couples-care",
  summary: "A couples therapist lists no evidence-based modality for couples.",
  why: "The article expects couples therapists to use evidence-based modalities such as EFT. The tool knows EFT, Gottman, IBCT, CBCT and BCT, abbreviated or spelled out.",
  source: "article: couples therapists use evidence-based modalities such as EFT",
  withoutSession: true,
  failing: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [CBT] }]
sessions:
  - { id: wed-couples, kind: couples-session, start: 2026-12-02T18:00, minutes: 60, clinicians: [noor], couples: 1, cpt: "90847" }
`,
  passing: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [CBT, EFT] }]
sessions:
  - { id: wed-couples, kind: couples-session, start: 2026-12-02T18:00, minutes: 60, clinicians: [noor], couples: 1, cpt: "90847" }
`,
  *check({ roster, enforcing }) {
    for (const clinician of roster.clinicians) {
      const { id, index, roles, modalities } = clinician;
      if (!roles.includes(COUPLES_THERAPIST) || modalities?.some(isForCouples)) continue;
      yield {
        message: say`The couples therapist \`${untrusted(id)}\` lists no ${trusted(modalities === undefined ? "modalities" : "evidence-based modality for couples")}.`,
        advice: say`Add a modality, such as: modalities: [EFT]. Known modalities: EFT, Gottman, IBCT, CBCT and BCT.`,
        path: ["clinicians", index, modalities === undefined ? "id" : "modalities"],
        standards: enforcing,
        clinician,
      };
    }
  },
};

/** The five modalities, abbreviated (as whole words) or spelled out. */
const FOR_COUPLES = /\b(?:EFT|Gottman|IBCT|CBCT|BCT)\b|emotionally[- ]focused|behaviou?ral[- ](?:conjoint|couples?)/i;

function isForCouples(modality: string): boolean {
  return FOR_COUPLES.test(modality);
}
