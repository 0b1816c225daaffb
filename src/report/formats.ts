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
export type Formatter = (report: Report, options: FormatOptions) => Iterable<string>;

export type FormatName = "pretty" | "compact" | "json" | "sarif" | "junit" | "github" | "gitlab" | "markdown" | "html";

export interface Format {
  readonly name: FormatName | "week";
  readonly summary: string;
  /** The endings of files that it fits. The first format with the ending of a file is the one that it is written in. */
  readonly endings: readonly string[];
  /** Whether the command prints the headline on standard error, since the format has none. */
  readonly headlineApart?: boolean;
  load(): Promise<Formatter>;
}

/** Every format; each is loaded only when it is asked for. */
export const FORMATS: readonly Format[] = [
  {
    name: "pretty",
    summary: "for people, in a terminal",
    endings: [".txt"],
    load: async () => (await import("./formats/pretty.ts")).pretty,
  },
  {
    name: "compact",
    summary: "one line for each finding, for editors and grep",
    endings: [".txt"],
    headlineApart: true,
    load: async () => (await import("./formats/compact.ts")).compact,
  },
  {
    name: "json",
    summary: "for programs: version 1 of the published report",
    endings: [".json"],
    load: async () => (await import("./formats/json.ts")).json,
  },
  {
    name: "sarif",
    summary: "for code scanning, version 2.1.0",
    endings: [".sarif", ".json"],
    load: async () => (await import("./formats/sarif.ts")).sarif,
  },
  {
    name: "junit",
    summary: "for test reports in Jenkins, GitLab and Azure",
    endings: [".xml"],
    load: async () => (await import("./formats/junit.ts")).junit,
  },
  {
    name: "github",
    summary: "annotations in a GitHub workflow",
    endings: [".txt"],
    load: async () => (await import("./formats/github.ts")).github,
  },
  {
    name: "gitlab",
    summary: "for GitLab's code quality",
    endings: [".json"],
    load: async () => (await import("./formats/gitlab.ts")).gitlab,
  },
  {
    name: "markdown",
    summary: "a page with the staffing disclosure",
    endings: [".md"],
    load: async () => (await import("./formats/markdown.ts")).markdown,
  },
  {
    name: "html",
    summary: "the week as a page to open, print and share",
    endings: [".html"],
    load: async () => (await import("./formats/html/page.ts")).page,
  },
];

/** The format that the ending of a file names; undefined where no format has that ending. */
export function formatOfFile(file: string): Format | undefined {
  return FORMATS.find(({ endings }) => endings.includes(endingOf(file)));
}

/** Whether a file may have a format by its ending. An ending that no format has fits all of them. */
export function fits({ endings }: Format, file: string): boolean {
  return endings.includes(endingOf(file)) || formatOfFile(file) === undefined;
}

/** The ending of a file with its dot, in lower case: `.html`. */
export function endingOf(file: string): string {
  return /\.[^./\\]*$/.exec(file)?.[0].toLowerCase() ?? "";
}
