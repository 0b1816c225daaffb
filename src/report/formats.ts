import type { Report, ReportFinding } from "./report.ts";
import type { Style } from "./style.ts";

/** What a format may need to know of where its text goes. */
export interface FormatOptions {
  /** Columns of the terminal, or 100 where there is none. */
  readonly width: number;
  readonly style: Style;
  /** The names of the working folder, with `/`: repository paths are relative to it. */
  readonly folders: readonly string[];
  /** Findings and problems only. */
  readonly quiet: boolean;
  /** With what was counted in every session. */
  readonly verbose: boolean;
  /** From which severity on findings fail the run. */
  readonly failOn: ReportFinding["severity"] | "never";
}

/** Makes the text of a report, in pieces that each end a line: a long report need not be in memory as a whole. */
type Formatter = (report: Report, options: FormatOptions) => Iterable<string>;

export interface Format {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Formatter>;
}

/** Every format; each is loaded only when it is asked for. */
export const FORMATS: readonly Format[] = [
  { name: "pretty", summary: "for people, at a terminal", load: async () => (await import("./formats/pretty.ts")).pretty },
  { name: "json", summary: "for programs: version 1 of the published report", load: async () => (await import("./formats/json.ts")).json },
  { name: "sarif", summary: "for code scanning, version 2.1.0", load: async () => (await import("./formats/sarif.ts")).sarif },
  { name: "junit", summary: "for test reports of Jenkins, GitLab and Azure", load: async () => (await import("./formats/junit.ts")).junit },
  { name: "github", summary: "annotations of a GitHub workflow", load: async () => (await import("./formats/github.ts")).github },
  { name: "gitlab", summary: "for GitLab's code quality", load: async () => (await import("./formats/gitlab.ts")).gitlab },
  { name: "markdown", summary: "a page with the staffing disclosure", load: async () => (await import("./formats/markdown.ts")).markdown },
  {
    name: "html",
    summary: "the week as a page to open, print and hand on",
    load: async () => (await import("./formats/html/page.ts")).page,
  },
];
