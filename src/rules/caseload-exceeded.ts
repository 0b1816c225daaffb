import { withoutPatients } from "../audit/attending.ts";
import { setBy } from "../audit/phrases.ts";
import type { RosterRule } from "../audit/rule.ts";
import { numberOf, settingsOf } from "../audit/settings.ts";
import { count, listed, say, trusted, untrusted } from "../message.ts";
import type { Clinician } from "../roster/roster.ts";

export const caseloadExceeded: RosterRule = {
  id: "caseload-exceeded",
  topic: "ratios",
  summary: "More patients have a clinician as their counselor than a standard's caseload allows.",
  why: "The article asks for focused caseloads but gives no number; some regulations do. Every clinician named as `counselor` is checked, whatever their role.",
  source: "article: focused caseloads; the number comes from the standard, since the article gives none",
  withoutSession: true,
  namesStandards: true,
  standard: {
    name: "two-each",
    title: "Two patients each",
    source: "an example",
    basis: "own",
    caseload: { counselor: 2 },
  },
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
patients: [{ id: p-014, counselor: lee }, { id: p-015, counselor: lee }, { id: p-016, counselor: lee }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
patients: [{ id: p-014, counselor: lee }, { id: p-015, counselor: lee }, { id: p-016 }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  *check({ roster, standards }) {
    const limiting = settingsOf(standards, "caseload");
    if (limiting.length === 0) return;
    if (!roster.hasPatientsSection) return yield withoutPatients();
    const counseled = new Map<Clinician, number>();
    for (const { counselor } of roster.patients) if (counselor !== null) counseled.set(counselor, (counseled.get(counselor) ?? 0) + 1);
    for (const [clinician, patients] of counseled) {
      const exceeded = limiting.filter(({ number }) => patients > number);
      if (exceeded.length === 0) continue;
      const least = Math.min(...exceeded.map(({ number }) => number));
      yield {
        message: say`${trusted(count(patients, "patient"))} have \`${untrusted(clinician.id)}\` as their counselor; the maximum caseload is ${listed(exceeded, (one) => numberOf(one))}.`,
        advice: say`Assign ${trusted(count(patients - least, "patient"))} to another counselor.`,
        path: ["clinicians", clinician.index, "id"],
        related: setBy(exceeded.map(({ origin }) => origin)),
        standards: exceeded.map(({ standard }) => standard),
        clinician,
      };
    }
  },
};
