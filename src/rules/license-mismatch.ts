import { notCheckedIn, withoutPatients } from "../audit/attending.ts";
import { licenseCheck } from "../audit/licenses.ts";
import { during } from "../audit/phrases.ts";
import { patientStays } from "../audit/presence.ts";
import type { RosterRule } from "../audit/rule.ts";
import { count, listed, say, trusted, untrusted } from "../message.ts";
import { merged } from "../roster/intervals.ts";
import { type Clinician, sessionPath } from "../roster/roster.ts";

export const licenseMismatch: RosterRule = {
  id: "license-mismatch",
  topic: "program",
  summary: "At some point, a patient attends and no clinician who counts is licensed in the patient's state.",
  why: "A clinician who treats a patient by video generally needs a license in the patient's state. The rule applies only where the roster gives the patient's state and the licenses of every clinician who counts.",
  source: "state licensing law, which generally requires a license in the patient's state; the article does not mention it",
  resolvedBy: "joining",
  failing: `
clinicians: [{ id: lee, roles: [therapist], licensedIn: [NY] }]
patients: [{ id: p-014, state: NJ }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-014] }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist], licensedIn: [NY, NJ] }]
patients: [{ id: p-014, state: NJ }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-014] }
`,
  *check({ roster, sessions, enforcing }) {
    if (!roster.hasPatientsSection) return yield withoutPatients();
    yield* notCheckedIn(sessions);
    const stateless = roster.patients.filter(({ state }) => state === undefined);
    if (stateless.length > 0)
      yield {
        code: "missing-state",
        notChecked: say`${stateless.length} of ${trusted(count(roster.patients.length, "patient"))} ${trusted(stateless.length === 1 ? "has" : "have")} no \`state\``,
      };
    if (stateless.length === roster.patients.length) return;
    const unlicensed = new Set<Clinician>();
    for (const { session } of sessions) {
      const check = licenseCheck(session, enforcing);
      for (const [patient, { intervals: attended, path }] of patientStays(session)) {
        const { state } = patient;
        if (state === undefined) continue;
        const { mismatches, unknown } = check(state, attended);
        for (const clinician of unknown) unlicensed.add(clinician);
        if (mismatches.length === 0) continue;
        const intervals = merged(mismatches.flatMap((one) => one.intervals));
        yield {
          message: say`No clinician who counts is licensed in the state of ${patient}${during(roster, session, intervals)}.`,
          advice: say`Add a clinician licensed in the patient's state. If the license is only missing from the roster, add it to \`licensedIn\`.`,
          path: sessionPath(session, ...path),
          related: [
            { message: say`the patient's state`, path: [...patient.path, "state"] },
            ...[...new Set(mismatches.flatMap(({ counted }) => counted))].map(({ id, index }) => ({
              message: say`the licenses of \`${untrusted(id)}\``,
              path: ["clinicians", index, "licensedIn"],
            })),
          ],
          intervals,
          standards: mismatches.map(({ standard }) => standard),
          session,
          patient,
        };
      }
    }
    if (unlicensed.size > 0)
      yield {
        code: "missing-license",
        notChecked: say`no \`licensedIn\` is given for ${listed([...unlicensed], ({ id }) => say`\`${untrusted(id)}\``)}`,
      };
  },
};
