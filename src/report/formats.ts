import type { Format } from "./format.ts";

/** Every format; each is loaded only when it is asked for. */
export const FORMATS: readonly Format[] = [
  {
    name: "pretty",
    summary: "for people, at a terminal",
    hashes: false,
    draws: false,
    load: async () => (await import("./formats/pretty.ts")).pretty,
  },
  {
    name: "json",
    summary: "for programs: version 1 of the published report",
    hashes: true,
    draws: false,
    load: async () => (await import("./formats/json.ts")).json,
  },
  {
    name: "sarif",
    summary: "for code scanning, version 2.1.0",
    hashes: true,
    draws: false,
    load: async () => (await import("./formats/sarif.ts")).sarif,
  },
  {
    name: "junit",
    summary: "for test reports of Jenkins, GitLab and Azure",
    hashes: false,
    draws: false,
    load: async () => (await import("./formats/junit.ts")).junit,
  },
  {
    name: "github",
    summary: "annotations of a GitHub workflow",
    hashes: false,
    draws: false,
    load: async () => (await import("./formats/github.ts")).github,
  },
  {
    name: "gitlab",
    summary: "for GitLab's code quality",
    hashes: true,
    draws: false,
    load: async () => (await import("./formats/gitlab.ts")).gitlab,
  },
  {
    name: "markdown",
    summary: "a page with the staffing disclosure",
    hashes: false,
    draws: false,
    load: async () => (await import("./formats/markdown.ts")).markdown,
  },
  {
    name: "html",
    summary: "the week as a page to open, print and hand on",
    hashes: true,
    draws: true,
    load: async () => (await import("./formats/html/html.ts")).htmlPage,
  },
];
