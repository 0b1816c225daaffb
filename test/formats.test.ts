/** Formats for pipelines and pages: they agree with each other, and with the rules of their readers. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import type { JsonReport } from "../src/index.ts";
import { FORMATS } from "../src/report/formats.ts";
import { repositoryPath } from "../src/report/repository-path.ts";
import { sanitize } from "../src/report/sanitize.ts";
import { RULES } from "../src/rules/list.ts";
import { CASES } from "./support/cases.ts";
import { ratioAudit } from "./support/command-line.ts";
import { holdsForEach, some } from "./support/matrix.ts";
import {
  commandsIn,
  junitCases,
  markdownTree,
  nodesIn,
  textOf,
  toldByCompact,
  toldByGithub,
  toldByGitlab,
  toldByHtml,
  toldByJson,
  toldByJunit,
  toldByMarkdown,
  toldByPretty,
  toldBySarif,
  under,
} from "./support/told.ts";

/** The cases in which there is a report at all: those that are told in whole, and in the usual run some of the others. */
const ALL_REPORTED = CASES.filter(({ name }) => !/^err-unknown-(?:option|standard-on-the-command-line)$/.test(name));
const isTold = ({ folder }: (typeof CASES)[number]) => existsSync(join(folder, "transcript.txt"));
const REPORTED = [
  ...ALL_REPORTED.filter(isTold),
  ...some(
    ALL_REPORTED.filter((one) => !isTold(one)),
    4,
  ),
].map((one) => [one.name, one] as const);

const printed = new Map<string, Promise<string>>();

/** What a format prints about a case; each is run once. */
function print(format: string, { name, args, stdin }: (typeof CASES)[number]): Promise<string> {
  const key = `${name} ${format}`;
  const before = printed.get(key);
  if (before !== undefined) return before;
  const running = ratioAudit(["--format", format, "--no-color", ...args], { stdin }).then(({ out }) => out);
  printed.set(key, running);
  return running;
}

const report = async (one: (typeof CASES)[number]) => JSON.parse(await print("json", one)) as JsonReport;
const findingsOf = ({ rosters, findings }: JsonReport) => [...rosters.flatMap((roster) => roster.findings), ...findings];
const problemsOf = ({ rosters, problems }: JsonReport) => [...problems, ...rosters.flatMap((roster) => roster.problems)];

describe("all formats agree on rule, session, line, severity and waiver", () => {
  const readers: Readonly<Record<string, (text: string) => string[]>> = {
    pretty: toldByPretty,
    compact: toldByCompact,
    json: toldByJson,
    sarif: toldBySarif,
    github: toldByGithub,
    gitlab: toldByGitlab,
    markdown: toldByMarkdown,
    html: toldByHtml,
  };

  test("and each of them is asked", () => {
    expect(FORMATS.map(({ name }) => name).filter((name) => name !== "junit")).toEqual(Object.keys(readers));
  });

  test("on every fixture", () =>
    holdsForEach(REPORTED, async (one) => {
      const said = toldByJson(await print("json", one));
      const withSessions = new Set(findingsOf(await report(one)).flatMap(({ session }) => session ?? []));
      for (const [format, read] of Object.entries(readers)) {
        // Titles of GitHub and of the page name whom a finding is about where it is about no session.
        const text = await print(format, one);
        const got = ["compact", "github", "html"].includes(format)
          ? read(text).map((line) => withoutOthers(line, withSessions))
          : read(text);
        expect(got.sort(), format).toEqual(said);
      }
      const underscored = (line: string) =>
        line.replace(/^(\S+) (.*) (\d+ \w+(?: waived)?)$/, (_all, rule, id, rest) => `${rule} ${id.replaceAll(".", "_")} ${rest}`);
      expect(toldByJunit(await print("junit", one))).toEqual(said.map(underscored).sort());
    }));

  /** A line of `told` without a session if the subject is not a session. */
  function withoutOthers(line: string, sessions: ReadonlySet<string>): string {
    return line.replace(/^(\S+) (.*) (\d+ \w+(?: waived)?)$/, (all, rule, id, rest) => (sessions.has(id) ? all : `${rule} - ${rest}`));
  }
});

describe("sarif", () => {
  const require = createRequire(import.meta.url);
  const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  // It says that it is of draft 4, and uses nothing that has another meaning in draft 7.
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  (addFormats as unknown as (one: Ajv) => void)(ajv);
  const accepts = ajv.compile(schema);

  test("fits the schema of SARIF 2.1.0 with its formats", () =>
    holdsForEach(REPORTED, async (one) => {
      accepts(JSON.parse(await print("sarif", one)));
      expect(accepts.errors ?? []).toEqual([]);
    }));

  test("lists every rule, with help, and points at the right one", () =>
    holdsForEach(REPORTED, async (one) => {
      const [run] = JSON.parse(await print("sarif", one)).runs;
      const rules = run.tool.driver.rules as { id: string; help: { text: string }; properties: { tags: string[] } }[];
      expect(rules.map(({ id }) => id)).toEqual([...RULES.map(({ id }) => id), "cannot-audit"]);
      const { homepage } = JSON.parse(readFileSync("package.json", "utf8"));
      const addresses = (run.tool.driver.rules as { helpUri?: string }[]).map(({ helpUri }) => helpUri);
      expect(addresses.slice(0, -1)).toEqual(RULES.map(({ id }) => `${homepage}/docs/rules/${id}.md`));
      for (const { help, properties } of rules) {
        expect(help.text.length).toBeGreaterThan(20);
        expect(properties.tags).toContain("staffing");
      }
      for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    }));

  test("has an artifact with its hash for each roster, and relative addresses", () =>
    holdsForEach(REPORTED, async (one) => {
      const [run] = JSON.parse(await print("sarif", one)).runs;
      const { rosters } = await report(one);
      const hashes = new Set(run.artifacts.flatMap((artifact: { hashes?: { "sha-256": string } }) => artifact.hashes?.["sha-256"] ?? []));
      expect(hashes).toEqual(new Set(rosters.map(({ sha256 }) => sha256)));
      for (const { location } of run.artifacts) {
        expect(location.uriBaseId).toBe("%SRCROOT%");
        expect(location.uri).not.toMatch(/^\/|^\w+:|\\/);
      }
      for (const { locations } of run.results) {
        const { artifactLocation } = locations[0].physicalLocation;
        expect(run.artifacts[artifactLocation.index]?.location.uri ?? artifactLocation.uri).toBe(artifactLocation.uri);
      }
    }));

  test("has a result with a place for each problem of a roster, which code scanning shows", () =>
    holdsForEach(REPORTED, async (one) => {
      const [run] = JSON.parse(await print("sarif", one)).runs;
      const { rosters } = await report(one);
      const results = run.results.filter(({ ruleId }: { ruleId: string }) => ruleId === "cannot-audit");
      expect(results.length).toBeGreaterThanOrEqual(rosters.flatMap(({ problems }) => problems).length);
      for (const { locations } of run.results) expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
      expect(run.invocations[0].executionSuccessful).toBe(problemsOf(await report(one)).length === 0);
    }));

  test("gives each result an identity of its own, and each waiver its reason", () =>
    holdsForEach(REPORTED, async (one) => {
      const [run] = JSON.parse(await print("sarif", one)).runs;
      const prints = run.results.map(({ partialFingerprints }: { partialFingerprints: Record<string, string> }) => {
        expect(partialFingerprints.primaryLocationLineHash).toBe(partialFingerprints["ratioAudit/v1"]);
        return partialFingerprints["ratioAudit/v1"];
      });
      expect(new Set(prints).size).toBe(prints.length);
      const reasons = findingsOf(await report(one)).flatMap(({ waiver }) => (waiver === null ? [] : sanitize(waiver.reason)));
      const justified = run.results.flatMap(({ suppressions }: { suppressions: { justification: string }[] }) => suppressions);
      expect(justified).toHaveLength(reasons.length);
      for (const reason of reasons)
        expect(justified.some((one: { justification: string }) => one.justification.includes(reason))).toBe(true);
    }));

  test("says what was not checked, as notifications", () =>
    holdsForEach(REPORTED, async (one) => {
      const [run] = JSON.parse(await print("sarif", one)).runs;
      const rules = run.invocations[0].toolConfigurationNotifications.map(
        (note: { associatedRule?: { id: string } }) => note.associatedRule?.id ?? null,
      );
      expect(rules).toEqual((await report(one)).rosters.flatMap(({ notChecked }) => notChecked.map(({ rule }) => rule)));
    }));
});

describe("junit", () => {
  test("has a case for each audited session and limit, each with a name of its own", () =>
    holdsForEach(REPORTED, async (one) => {
      const cases = junitCases(await print("junit", one));
      expect(new Set(cases.map(({ classname, name }) => JSON.stringify([classname, name]))).size).toBe(cases.length);
      const { rosters } = await report(one);
      const sessions = rosters.flatMap((roster) => roster.sessions);
      const limits = sessions.reduce(
        (sum, { limits, verdict }) => sum + (verdict === "canceled" || limits.length === 0 ? 1 : limits.length),
        0,
      );
      const others = cases.filter(({ name }) => /^(?:ratio|at most|at least) .*\(|^(?:no limit|canceled)(?: \(\d+\))?$/.test(name));
      expect(others).toHaveLength(limits);
    }));

  test("counts the cases of each suite", () =>
    holdsForEach(REPORTED, async (one) => {
      const xml = await print("junit", one);
      for (const suite of xml.split("<testsuite ").slice(1)) {
        const stated = Object.fromEntries(
          [...(suite.split(">")[0] as string).matchAll(/(\w+)="(\d+)"/g)].map(([, key, n]) => [key, Number(n)]),
        );
        const times = (element: string) => suite.split(`<${element}`).length - 1;
        expect(stated).toMatchObject({
          tests: times("testcase"),
          failures: times("failure"),
          errors: times("error"),
          skipped: times("skipped"),
        });
      }
    }));

  test("fails exactly what fails the run, skips waived findings, and passes what was not checked", () =>
    holdsForEach(REPORTED, async (one) => {
      const all = await report(one);
      const open = findingsOf(all).filter(({ waiver }) => waiver === null);
      const outcomes = async (...more: string[]) => {
        const { out } = await ratioAudit(["--format", "junit", ...more, ...one.args], { stdin: one.stdin });
        return junitCases(out).map(({ outcome }) => outcome);
      };
      const failures = (found: readonly (string | null)[]) => found.filter((outcome) => outcome === "failure").length;
      if (one.args.includes("--fail-on")) return;
      const found = await outcomes();
      expect(failures(found)).toBe(open.filter(({ severity }) => severity === "error").length);
      expect(found.filter((outcome) => outcome === "error")).toHaveLength(problemsOf(all).length);
      expect(failures(await outcomes("--fail-on", "note"))).toBe(open.length);
      expect(failures(await outcomes("--fail-on", "never"))).toBe(0);
      const notChecked = all.rosters.flatMap((roster) => roster.notChecked);
      const xml = await print("junit", one);
      const told = junitCases(xml).filter(({ outcome, name }) => outcome === "system-out" && name.startsWith("not checked"));
      expect(told).toHaveLength(notChecked.length);
      const isNamed = [...xml.matchAll(/<testcase [^>]*>/g)].map(([tag]) => tag.includes(' file="'));
      if (problemsOf(all).every(({ file, at }) => at !== null || file !== null)) expect(isNamed).not.toContain(false);
    }));
});

describe("junit keeps apart", () => {
  const classesOf = async (text: string, ...more: string[]) =>
    junitCases((await ratioAudit(["-f", "junit", ...more, "-"], { stdin: text })).out).map(
      ({ classname, name }) => `${classname}: ${name}`,
    );
  const session = (id: string, clinician = "lee") =>
    `  - { id: ${id}, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [${clinician}], patients: 6 }\n`;
  const CLINICIANS = "clinicians: [{ id: lee, roles: [therapist] }, { id: nia, roles: [nurse] }]\nsessions:\n";

  test("sessions whose ids differ by a dot, and a session called roster from the roster as a whole", async () => {
    const classes = await classesOf(CLINICIANS + session("w.b") + session("w_b") + session("roster"));
    const limit = "ratio 1:6 patients (benchmark)";
    expect(classes.slice(0, 3)).toEqual([`-.w_b: ${limit}`, `-.w_b (2): ${limit}`, `-.roster: ${limit}`]);
    expect(classes.filter((one) => one.startsWith("-.roster (2): not checked: ")).length).toBeGreaterThan(2);
  });

  test("problems by their paths, so that one keeps its name when another is fixed", async () => {
    expect(await classesOf("sessions: [{ id: a }, { id: b }]")).toContain("-.roster: cannot-audit: sessions.1");
  });

  test("a limit broken by missing staff from one whose rule is off", async () => {
    const text = CLINICIANS + session("mon", "nia");
    const { out } = await ratioAudit(["-f", "junit", "-"], { stdin: text });
    expect(out).toContain("See the case session-unstaffed of this session.");
    const folder = mkdtempSync(join(tmpdir(), "ratio-audit-junit-"));
    writeFileSync(join(folder, "lax.yaml"), "name: lax\nextends: benchmark\nrules: { ratio-exceeded: off }\n");
    const crowded = text.replace("nia]", "lee]").replace("patients: 6", "patients: 7");
    const lax = await ratioAudit(["-f", "junit", "-s", join(folder, "lax.yaml"), "-"], { stdin: crowded });
    expect(lax.out).toContain("The session breaks this limit, but the rule is off.");
    rmSync(folder, { recursive: true });
  });
});

describe("github", () => {
  test("has the worst first of each type, on the lines of the roster", () =>
    holdsForEach(REPORTED, async (one) => {
      const commands = commandsIn(await print("github", one));
      const rank = ["error", "warning", "notice"];
      expect(commands.map(({ name }) => rank.indexOf(name))).toEqual(commands.map(({ name }) => rank.indexOf(name)).sort());
      for (const { properties } of commands) {
        expect(Object.keys(properties).filter((key) => !["file", "line", "endLine", "col", "endColumn", "title"].includes(key))).toEqual(
          [],
        );
        expect(properties.file ?? "x").not.toMatch(/^\.\//);
      }
    }));

  test("does not let an unreadable roster displace the findings in others", async () => {
    const breaching = `clinicians: [{ id: lee, roles: [therapist] }]
sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 7 }]
---
sessions: [${Array.from({ length: 20 }, (_, i) => `{ id: s-${i} }`).join(", ")}]
`;
    const commands = commandsIn((await ratioAudit(["-f", "github", "-"], { stdin: breaching })).out);
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.slice(0, 3).map(({ properties }) => properties.title)).toEqual(["cannot-audit", "ratio-exceeded: mon", "cannot-audit"]);
  });

  test("has the first sentence in its last line, and says which document was not checked for what", async () => {
    const session = (status: string) =>
      `sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [], patients: 0, status: ${status} }]\n`;
    const { out } = await ratioAudit(["-f", "github", "-"], { stdin: `${session("scheduled")}---\n${session("canceled")}` });
    expect(out).toMatch(
      /^ratio-audit: No session was checked against a ratio; nobody attends 1 session; 1 note\. Findings: 0 errors, 0 warnings, 1 note\.$/m,
    );
    expect(out).toMatch(/^not checked in - \(document 2\): /m);
  });

  test("tells with how much more there is than GitHub shows", async () => {
    const one = CASES.find(({ name }) => name === "ok-program-that-breaks-every-rule-once") as (typeof CASES)[number];
    expect(await print("github", one)).toContain("GitHub shows the first 10 of these 15 error annotations");
  });
});

describe("a path", () => {
  test.each([
    ["week.yaml", "week.yaml"],
    ["./sites/../week.yaml", "week.yaml"],
    ["/repo/sites/week.yaml", "sites/week.yaml"],
    ["../repo/week.yaml", "week.yaml"],
    ["../other/week.yaml", "../other/week.yaml"],
    ["/repository/week.yaml", "/repository/week.yaml"],
    ["/tmp/../repo//week.yaml", "week.yaml"],
    ["C:/repo/week.yaml", "C:/repo/week.yaml"],
    ["-", "-"],
  ])("is seen from the folder of the repository: %s", (file, seen) => {
    expect(repositoryPath(file, ["/elsewhere", "/repo"])).toBe(seen);
  });

  test("is seen from there on Windows, and from the root of a disk", () => {
    expect(repositoryPath("C:/repo/week.yaml", ["C:/repo"])).toBe("week.yaml");
    expect(repositoryPath("/week.yaml", ["/"])).toBe("week.yaml");
    expect(repositoryPath("..", ["/repo"])).toBe("..");
    for (const file of [".", "./", "/repo", "../repo"]) expect(repositoryPath(file, ["/repo"])).toBe(".");
  });

  test.each(["sarif", "gitlab", "github"])("of an absolute name within the folder is relative in %s", async (format) => {
    const { out } = await ratioAudit(["-f", format, resolve("fixtures/ok-couple-separated/roster.yaml")]);
    expect(out).toMatch(/(?:"|=)fixtures\/ok-couple-separated\/roster\.yaml/);
    expect(out).not.toMatch(/(?:"|=|:\/\/)\/[^ ]*roster\.yaml/);
  });
});

test.skipIf(process.platform === "win32")("a path by a link through which the folder was entered is relative as well", () => {
  const folder = mkdtempSync(join(tmpdir(), "ratio-audit-paths-"));
  mkdirSync(join(folder, "real"));
  symlinkSync("real", join(folder, "link"));
  cpSync("fixtures/ok-couple-separated/roster.yaml", join(folder, "real/week.yaml"));
  const line = `cd "${folder}/link" && "${process.execPath}" "${resolve("bin/ratio-audit.js")}" -f gitlab "$PWD/week.yaml"`;
  const { stdout } = spawnSync("sh", ["-c", line], { encoding: "utf8" });
  expect(stdout).toContain('"path": "week.yaml"');
  rmSync(folder, { recursive: true });
});

describe("gitlab", () => {
  const schema = {
    type: "array",
    items: {
      type: "object",
      required: ["description", "check_name", "fingerprint", "severity", "location"],
      properties: {
        description: { type: "string", minLength: 1 },
        check_name: { type: "string", minLength: 1 },
        fingerprint: { type: "string", minLength: 1 },
        severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
        location: {
          type: "object",
          required: ["path", "lines"],
          properties: {
            path: { type: "string", pattern: "^(?!\\./)." },
            lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } },
          },
        },
      },
      additionalProperties: false,
    },
  };
  const accepts = new Ajv({ strict: true }).compile(schema);

  test("fits what GitLab documents of its code quality reports, with unique fingerprints", () =>
    holdsForEach(REPORTED, async (one) => {
      const issues = JSON.parse(await print("gitlab", one)) as { fingerprint: string }[];
      accepts(issues);
      expect(accepts.errors ?? []).toEqual([]);
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    }));
});

describe("markdown", () => {
  test("renders to the words of the report, and to no markup that is not ours", () =>
    holdsForEach(REPORTED, async (one) => {
      const all = await report(one);
      const tree = markdownTree(await print("markdown", one));
      const kinds = new Set(nodesIn(tree).map(({ type }) => type));
      for (const type of kinds) expect(OURS).toContain(type);
      const entries = under("Findings", tree).flatMap((list) => list.children ?? []);
      const seen = entries.flatMap(({ children: [head, lines] = [] }) => {
        const words = textOf(head as never);
        const like = Number(/, (\d+) findings(?:: |$)/.exec(words)?.[1] ?? 0);
        // Like findings have their message in common, or each on its line.
        if (like === 0) return [words];
        return (lines?.children ?? []).slice(0, like).map((line) => (words.endsWith("findings") ? textOf(line) : words));
      });
      // What our messages set in backticks is code here.
      const words = (text: string) => sanitize(text).replaceAll("`", "");
      for (const { message } of findingsOf(all)) expect(seen.some((text) => text.replaceAll("`", "").endsWith(words(message)))).toBe(true);
      expect(seen).toHaveLength(findingsOf(all).length);
    }));

  test("counts in its table as the JSON report does", () =>
    holdsForEach(
      REPORTED.filter(([name]) => name.startsWith("ok-")),
      async (one) => {
        const all = await report(one);
        const [table] = (markdownTree(await print("markdown", one)).children ?? []).filter(({ type }) => type === "table");
        const rows = (table?.children ?? []).slice(1).map((row) => (row.children ?? []).slice(3).map(textOf).map(Number));
        // Sessions that a double booking or the lack of attendees keeps from being within their limits have columns of their own.
        type Session = (typeof all.rosters)[number]["sessions"][number];
        const shown = ({ conflict, verdict, patients }: Session) => {
          if (verdict !== "ok" && verdict !== "no-limit") return verdict;
          return conflict ? "conflict" : patients === 0 ? "empty" : verdict;
        };
        const has = (verdict: string) => all.rosters.some(({ sessions }) => sessions.some((session) => shown(session) === verdict));
        const rare = (verdict: string) => (has(verdict) ? [verdict] : []);
        const verdicts = ["breach", "waived", ...rare("conflict"), "ok", "no-limit", ...rare("empty"), "canceled"];
        const counted = all.rosters.map(({ sessions }) =>
          verdicts.map((verdict) => sessions.filter((session) => shown(session) === verdict).length),
        );
        expect(rows).toEqual(counted);
      },
    ));

  test("separates text that would be linked from adjacent code", async () => {
    const stdin = `program: "x@y.org\`code\`a@b.org and \`c\`"\nclinicians: [{ id: lee, roles: [therapist] }]
sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }]`;
    const tree = markdownTree((await ratioAudit(["-f", "markdown", "-"], { stdin })).out);
    expect(textOf(tree)).toContain("x@y.org`code`a@b.org and c");
  });

  test("makes no links of text that looks like one, and mentions no one", async () => {
    const program = "see www.example.org, https://a.example/x?y=1 or mail lee@example.org, @lee, #12";
    const { out } = await ratioAudit(["-f", "markdown", "-"], {
      stdin: `program: "${program}"\nclinicians: [{ id: lee, roles: [therapist] }]
sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }]`,
    });
    const tree = markdownTree(out);
    expect(nodesIn(tree).filter(({ type }) => type === "link")).toEqual([]);
    expect(textOf(tree)).toContain(program);
    const plainText = nodesIn(tree).flatMap((node) => (node.type === "text" ? [textOf(node)] : []));
    expect(plainText.join("")).not.toMatch(/@|www\.|:\/\/|#\d/);
  });

  const OURS = ["root", "heading", "paragraph", "strong", "text", "inlineCode", "list", "listItem", "table", "tableRow", "tableCell"];
});
