import { authority, setBy } from "../audit/phrases.ts";
import type { RosterRule } from "../audit/rule.ts";
import { count, listed, type Message, own, quote, say } from "../message.ts";
import type { Clinician } from "../roster/roster.ts";
import type { Setting, Standard } from "../standards/standard.ts";
import type { StandardFile } from "../standards/standard-file.ts";

const twoEach: StandardFile = {
  name: "two-each",
  title: "Two patients each",
  source: "an example",
  basis: "own",
  caseload: { counselor: 2 },
};

export const caseloadExceeded: RosterRule = {
  id: "caseload-exceeded",
  summary: "More patients name a clinician their counselor than the caseload of a standard.",
  why: "The article asks for focused caseloads and gives no number; some regulations do. Whoever is named counselor counts, whatever their role.",
  source: "article: focused caseloads; the number is that of the standard, for the article has none",
  withoutSession: true,
  failing: {
    standard: twoEach,
    roster: `
clinicians: [{ id: lee, roles: [therapist] }]
patients: [{ id: p-014, counselor: lee }, { id: p-015, counselor: lee }, { id: p-016, counselor: lee }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  },
  passing: {
    standard: twoEach,
    roster: `
clinicians: [{ id: lee, roles: [therapist] }]
patients: [{ id: p-014, counselor: lee }, { id: p-015, counselor: lee }, { id: p-016 }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  },
  *check({ roster, standards: all }) {
    const limiting = all.filter(({ caseload }) => caseload !== null);
    if (limiting.length === 0) return;
    if (!roster.hasPatientsSection) {
      yield { notChecked: say`the roster has no \`patients\` section, so nobody's counselor is known` };
      return;
    }
    const counselled = new Map<Clinician, number>();
    for (const { counselor } of roster.patients) if (counselor !== null) counselled.set(counselor, (counselled.get(counselor) ?? 0) + 1);
    for (const [clinician, patients] of counselled) {
      const standards = limiting.filter(({ caseload }) => patients > (caseload as Setting).number);
      if (standards.length === 0) continue;
      const origins = standards.map(({ caseload }) => (caseload as Setting).origin);
      const least = Math.min(...standards.map(({ caseload }) => (caseload as Setting).number));
      yield {
        message: () =>
          say`${own(count(patients, "patient"))} name \`${quote(clinician.id)}\` their counselor; the caseload is at most ${listed(standards, theirs)}.`,
        help: say`Give ${own(count(patients - least, "patient"))} another counselor.`,
        path: ["clinicians", clinician.index, "id"],
        related: () => setBy(origins),
        standards,
        clinician,
      };
    }
  },
};

function theirs(standard: Standard): Message {
  const { number, origin } = standard.caseload as Setting;
  return say`${number} (${authority({ standards: [standard], origins: [origin] })})`;
}
