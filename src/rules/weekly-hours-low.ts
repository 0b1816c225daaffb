import { notCheckedIn } from "../audit/attending.ts";
import { setBy } from "../audit/phrases.ts";
import type { RosterRule } from "../audit/rule.ts";
import { numberOf, settingsOf } from "../audit/settings.ts";
import { sessionsOfWeek, weeklyMinutes, withoutWeek } from "../audit/weekly-minutes.ts";
import { listed, say, trusted } from "../message.ts";
import type { Patient } from "../roster/roster.ts";
import { showDuration } from "../roster/time.ts";

export const weeklyHoursLow: RosterRule = {
  id: "weekly-hours-low",
  topic: "program",
  summary: "The roster's sessions give a patient fewer hours a week than a standard requires.",
  why: "Hours define an intensive outpatient program. Overlapping sessions count once, and only the time that the patient attends counts.",
  source: "the standard, such as the 9 hours a week of ASAM level 2.1",
  withoutSession: true,
  namesStandards: true,
  standard: {
    name: "nine-hours",
    title: "Nine hours a week",
    source: "an example",
    basis: "own",
    extends: "benchmark",
    weeklyHours: { min: 9 },
    rules: { "weekly-hours-low": "warning" },
  },
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
patients: [{ id: p-014 }]
sessions:
  - { id: mon-day, kind: intensive, start: 2026-11-30T09:00, minutes: 269, clinicians: [lee], patients: [p-014] }
  - { id: tue-day, kind: intensive, start: 2026-12-01T09:00, minutes: 270, clinicians: [lee], patients: [p-014] }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
patients: [{ id: p-014 }]
sessions:
  - { id: mon-day, kind: intensive, start: 2026-11-30T09:00, minutes: 270, clinicians: [lee], patients: [p-014] }
  - { id: tue-day, kind: intensive, start: 2026-12-01T09:00, minutes: 270, clinicians: [lee], patients: [p-014] }
`,
  *check({ roster, sessions, standards }) {
    const asking = settingsOf(standards, "weeklyHours");
    if (asking.length === 0) return;
    const ofWeek = sessionsOfWeek(roster, sessions);
    if (ofWeek === null) return yield withoutWeek(say`, and its sessions span more than seven days`);
    const { minutes, perhapsMore } = weeklyMinutes(ofWeek);
    yield* notCheckedIn(sessions);
    const doubtful: Patient[] = [];
    for (const patient of roster.patients) {
      const attended = minutes(patient);
      const short = asking.filter(({ number }) => attended < 60 * number);
      // A headcount may include this patient.
      const sure = short.filter(({ number }) => perhapsMore(patient) < 60 * number);
      if (sure.length < short.length) doubtful.push(patient);
      if (sure.length === 0) continue;
      yield {
        message: say`The week's sessions give ${patient} ${trusted(attended === 0 ? "no time" : showDuration(attended))}; the minimum is ${listed(sure, (one) => numberOf(one, say` h`))}.`,
        advice: say`Add the patient to more sessions, or add the sessions that the roster lacks.`,
        path: patient.path,
        related: setBy(sure.map(({ origin }) => origin)),
        standards: sure.map(({ standard }) => standard),
        patient,
      };
    }
    if (doubtful.length > 0)
      yield {
        code: "headcount",
        notChecked: say`${listed(doubtful, (patient) => [patient])} may attend sessions with a headcount, and without those would be short of hours`,
      };
  },
};
