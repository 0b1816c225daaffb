import type { RosterRule, Violation } from "../audit/rule.ts";
import { groupedBy } from "../grouped.ts";
import { type Message, say, untrusted } from "../message.ts";
import { lookAlikeKey } from "../roster/look-alike.ts";
import type { Clinician, Couple, Patient, Session } from "../roster/roster.ts";

export const idsLookAlike: RosterRule = {
  id: "ids-look-alike",
  topic: "roster",
  summary: "Two ids of one section differ only in letter case, spaces, dashes, invisible characters or Unicode form.",
  why: "A person who is entered twice takes two seats, and a double booking goes unnoticed. A dash between two digits does count: 1-12 and 11-2 are two ids.",
  source: "Consistency check: the roster contradicts itself",
  withoutSession: true,
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-014, P014] }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-014, p-015] }
`,
  *check({ roster: { clinicians, patients, couples }, sessions, enforcing }) {
    const pairs = [
      ...pairsOf(clinicians, (clinician) => ({ name: quoted(clinician.id), path: ["clinicians", clinician.index, "id"], clinician })),
      ...pairsOf(patients, (patient) => ({ name: [patient], path: patient.path, patient })),
      ...pairsOf(couples, (couple) => ({ name: [couple], path: couple.path, couple })),
      ...pairsOf(
        sessions.map(({ session }) => session),
        ({ id, index }) => ({ name: quoted(id), path: ["sessions", index, "id"] }),
      ),
    ];
    for (const [{ name: firstName, path: first }, { name, ...one }] of pairs) {
      yield {
        ...one,
        message: say`The ids of ${name} and ${firstName} look alike.`,
        advice: say`If both mean the same, use one id. If not, change a letter or digit of one.`,
        related: [{ message: say`the other id`, path: first }],
        standards: enforcing,
      };
    }
  },
};

interface Named extends Pick<Violation, "path" | "clinician" | "patient" | "couple"> {
  readonly name: Message;
}

/**
 * Each id that looks like an earlier one in its section, with the first such id. For n similar ids, these are n - 1 pairs
 * instead of n(n - 1)/2, so that a hostile roster has no more findings than ids.
 */
function pairsOf<Who extends Clinician | Patient | Couple | Session>(all: readonly Who[], named: (who: Who) => Named): [Named, Named][] {
  return [...groupedBy(all, ({ id }) => lookAlikeKey(id)).values()].flatMap(([first, ...others]) =>
    others.map((other): [Named, Named] => [named(first as Who), named(other)]),
  );
}

function quoted(id: string): Message {
  return say`\`${untrusted(id)}\``;
}
