import type { Report, ReportFinding } from "./report.ts";
import type { Style } from "./style.ts";

/** What a format may need to know of where its text goes. */
export interface FormatOptions {
  /** Columns of the terminal, or 100 where there is none. */
  readonly width: number;
  readonly style: Style;
  /** The names of the folder in which the tool runs, with `/`: paths of repositories are seen from it. */
  readonly folders: readonly string[];
  /** Findings and problems only. */
  readonly quiet: boolean;
  /** With what was counted in every session. */
  readonly verbose: boolean;
  /** From which severity on findings fail the run. */
  readonly failOn: ReportFinding["severity"] | "never";
}

/**
 * Makes the text of a report, in pieces that each end a line: a report of 100,000 findings need not be in memory as a whole.
 */
type Reporter = (report: Report, options: FormatOptions) => Iterable<string>;

export interface Format {
  readonly name: string;
  readonly summary: string;
  /** Whether it shows the hash of each roster file. */
  readonly hashes: boolean;
  /** Whether it draws the week of each roster. */
  readonly draws: boolean;
  /** Loads what the format needs. */
  load(): Promise<Reporter>;
}
