/** Everything that a report lists one by one, each with the file in which it stands. */
import type { Report, ReportFinding, ReportProblem, ReportRoster } from "./report.ts";

export interface Found {
  /** Null for a finding on a waiver, which belongs to no roster. */
  readonly roster: ReportRoster | null;
  readonly finding: ReportFinding;
  readonly file: string;
}

export interface Trouble {
  /** Null for what belongs to no roster. */
  readonly roster: ReportRoster | null;
  readonly problem: ReportProblem;
  /** Null where it is about no file. */
  readonly file: string | null;
}

/** Every finding, in the order of the report. */
export function* eachFinding({ rosters, findings }: Report): Generator<Found> {
  for (const roster of rosters) for (const finding of roster.findings) yield { roster, finding, file: finding.at.file ?? roster.file };
  for (const finding of findings) yield { roster: null, finding, file: finding.at.file ?? "" };
}

/** Everything that keeps something from being audited, in the order of the report. */
export function* eachProblem({ rosters, problems }: Report): Generator<Trouble> {
  for (const problem of problems) yield { roster: null, problem, file: problem.at?.file ?? problem.file };
  for (const roster of rosters) for (const problem of roster.problems) yield { roster, problem, file: roster.file };
}

/** What stands for the rule of whatever keeps something from being audited. */
export const CANNOT_AUDIT = "cannot-audit";

/**
 * The identities of what a report lists, from run to run, each of its own: findings have fingerprints, which two files of one
 * masked name may share, and for problems they are made from places in the data, not lines.
 */
export class Identities {
  readonly #seen = new Map<string, number>();

  ofFinding({ fingerprint }: ReportFinding): string {
    return this.#own(fingerprint);
  }

  ofProblem({ roster, problem, file }: Trouble): string {
    return this.#own(JSON.stringify([CANNOT_AUDIT, file ?? "", roster?.document ?? 0, ...(problem.at?.path ?? [])]));
  }

  #own(key: string): string {
    const before = this.#seen.get(key) ?? 0;
    this.#seen.set(key, before + 1);
    return before === 0 ? key : `${key}#${before + 1}`;
  }
}
