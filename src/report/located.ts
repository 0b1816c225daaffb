/** The findings and problems of a report, each with its file. */
import type { Report, ReportFinding, ReportProblem, ReportRoster } from "./report.ts";
import { repositoryPath } from "./repository-path.ts";

export interface LocatedFinding {
  /** Null for a finding about a waiver, which belongs to no roster. */
  readonly roster: ReportRoster | null;
  readonly finding: ReportFinding;
  readonly file: string;
}

export interface LocatedProblem {
  /** Null for a problem outside rosters. */
  readonly roster: ReportRoster | null;
  readonly problem: ReportProblem;
  /** Null for a problem without a file. */
  readonly file: string | null;
}

/** All findings, in report order. */
export function* eachFinding({ rosters, findings }: Report): Generator<LocatedFinding> {
  for (const roster of rosters) for (const finding of roster.findings) yield { roster, finding, file: finding.at.file ?? roster.file };
  for (const finding of findings) yield { roster: null, finding, file: finding.at.file ?? "" };
}

/** All problems, in report order. */
export function* eachProblem({ rosters, problems }: Report): Generator<LocatedProblem> {
  for (const problem of problems) yield { roster: null, problem, file: problem.at?.file ?? problem.file };
  for (const roster of rosters) for (const problem of roster.problems) yield { roster, problem, file: roster.file };
}

/** The rule id of problems in formats. */
export const CANNOT_AUDIT = "cannot-audit";

/** Unique identifiers that stay the same from run to run: fingerprints of findings, and paths (without lines) of problems. */
export class Identities {
  readonly #seen = new Map<string, number>();
  readonly #folders: readonly string[];

  /** `folders` are the names of the working folder, with `/`. */
  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  ofFinding({ fingerprint }: ReportFinding): string {
    return this.#unique(fingerprint);
  }

  ofProblem({ roster, problem, file }: LocatedProblem): string {
    return this.#unique(
      JSON.stringify([
        CANNOT_AUDIT,
        file === null ? "" : repositoryPath(file, this.#folders),
        roster?.document ?? 0,
        ...(problem.at?.path ?? []),
      ]),
    );
  }

  #unique(key: string): string {
    const times = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, times);
    return times === 1 ? key : `${key}#${times}`;
  }
}
