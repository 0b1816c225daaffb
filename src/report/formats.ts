import type { Report, ReportFinding } from "./report.ts";
import type { Style } from "./style.ts";

/** Options of formats. */
export interface FormatOptions {
  /** The width of the terminal in columns; 100 without a terminal. */
  readonly width: number;
  readonly style: Style;
  /** The absolute paths of the working folder, with `/`: repository paths are relative to it. */
  readonly folders: readonly string[];
  /** Show findings and problems only. */
  readonly quiet: boolean;
  /** Also show what was counted in every session. */
  readonly verbose: boolean;
  /** The lowest severity that fails the run. */
  readonly failOn: ReportFinding["severity"] | "never";
  /** How follow-up commands begin. Default: `ratio-audit`. */
  readonly called?: string;
  /** Whether the command line names the standards, so that follow-up commands have to name them too. */
  readonly namesStandards?: boolean;
}

/** Writes a report as text, in pieces of whole lines, so that a long report is never in memory as a whole. */
export type Formatter = (report: Report, options: FormatOptions) => Iterable<string>;

export type FormatName = "pretty" | "compact" | "json" | "sarif" | "junit" | "github" | "gitlab" | "markdown" | "html";

export interface Format {
  readonly name: FormatName | "week";
  readonly summary: string;
  /** Its file endings. The first format with a file's ending is the default for that file. */
  readonly endings: readonly string[];
  /** Whether the command prints the headline on standard error, because the format has none. */
  readonly headlineApart?: boolean;
  load(): Promise<Formatter>;
}

/** All formats; each is loaded on demand. */
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
    summary: "for programs, version 1 of the report schema",
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

/** The format for a file's ending; undefined for an unknown ending. */
export function formatOfFile(file: string): Format | undefined {
  return FORMATS.find(({ endings }) => endings.includes(endingOf(file)));
}

/** Whether a format fits a file's ending. An unknown ending fits every format. */
export function fits({ endings }: Format, file: string): boolean {
  return endings.includes(endingOf(file)) || formatOfFile(file) === undefined;
}

/** The lower-case ending of a file with its dot: `.html`. */
export function endingOf(file: string): string {
  return /\.[^./\\]*$/.exec(file)?.[0].toLowerCase() ?? "";
}
