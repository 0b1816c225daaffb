/** Readings written by hand, for tests of what the import makes of them. */

import { textOf } from "../../src/import/account-text.ts";
import { type AssembleOptions, assemble } from "../../src/import/assemble.ts";
import { NO_BASE } from "../../src/import/base.ts";
import type { Entry, Reading } from "../../src/import/entry.ts";
import type { MappedClinician } from "../../src/import/mapping/mapping.ts";
import { parseRoster } from "../../src/index.ts";
import { readTime } from "../../src/roster/read-time.ts";
import type { RosterFile } from "../../src/roster/schema.ts";

/** The local minutes of `2026-11-30T18:00`. */
export function local(text: string): number {
  const time = readTime(text);
  if (time?.form !== "date") throw new Error(`no local time: ${text}`);
  return time.local;
}

/** An entry of one line: `{ line: 2, start: "2026-11-30T18:00", minutes: 90, patients: ["Ann"], … }`. */
export interface Line {
  readonly line?: number;
  readonly start?: string;
  readonly minutes?: number | null;
  readonly clinicians?: readonly string[];
  readonly patients?: readonly string[];
  readonly couples?: readonly (readonly [string, string])[];
}

type Rest = Partial<Omit<Entry, keyof Line | "at" | "end">>;

export function entry({ line = 2, start = "2026-11-30T18:00", minutes = 90, clinicians = ["Kim Lee"], ...given }: Line & Rest): Entry {
  const { patients = [], couples = [], ...rest } = given;
  return {
    at: { file: 0, sheet: null, line, cell: null },
    start: { local: local(start) },
    end: minutes === null ? null : { local: local(start) + minutes },
    clinicians,
    patients: patients.map((key) => ({ key })),
    couples: couples.map(([one, other]) => ({ key: `${one} & ${other}`, partners: [{ key: one }, { key: other }] })),
    ...{ headcount: {}, title: null, group: null, code: "90853", kind: null, status: "planned", together: null },
    ...rest,
  };
}

export function reading(entries: readonly Entry[], more: Partial<Reading> = {}): Reading {
  return { format: "csv", timezone: null, entries, shifts: [], facts: [], settled: [], questions: [], guesses: [], ...more };
}

const LEE: MappedClinician = { id: "lee", roles: ["therapist"] };
export const CLINICIANS = {
  "Kim Lee": LEE,
  "Ana Ortiz": { id: "ortiz", roles: ["counselor"] },
  Noor: { id: "noor", roles: ["couples-therapist"] },
};

/** What becomes of readings, with Lee, Ortiz and Noor mapped. */
export function imported(readings: readonly Reading[], options: Partial<AssembleOptions> = {}) {
  const { mapping = { mapping: 1 }, ...rest } = options;
  const result = assemble(readings, {
    mapping: { clinicians: CLINICIANS, ...mapping },
    ...{ week: null, timezone: null, as: "planned", key: null, base: NO_BASE },
    ...rest,
  });
  const roster = result.roster === null ? null : (parseRoster(result.roster)[0]?.document.value as RosterFile);
  const fates = Object.fromEntries(result.account.rows.map(({ at, fate }) => [at.line, fate]));
  const asked = result.questions.map(({ code, scope }) => `${code} (${scope})`);
  const messages = result.questions.map(({ message, answer }) => `${textOf(message)} ${textOf(answer)}`);
  return { ...result, text: result.roster ?? "", roster, fates, asked, messages };
}
