/** What each format tells, read from its text as its readers do. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { JsonReport } from "../../src/index.ts";
import { sanitize } from "../../src/report/sanitize.ts";
import { type Element, named, pageTree, withClass, wordsOf } from "./page.ts";

/** A finding or problem in a few words that every format has: `ratio-exceeded mon-evening 16 error waived`. */
type Told = string;

type JsonFinding = JsonReport["rosters"][number]["findings"][number];

const CANNOT_AUDIT = "cannot-audit";

function told(rule: string, session: string | null, line: number, severity: string, waived: boolean): Told {
  return [rule, session ?? "-", line, severity, ...(waived ? ["waived"] : [])].join(" ");
}

/** From the JSON report, to which the others are held. Waivers' sessions need not take place. */
export function toldByJson(text: string): Told[] {
  const { rosters, findings, problems } = JSON.parse(text) as JsonReport;
  const ofFinding = ({ rule, session, at, severity, waiver }: JsonFinding) =>
    told(rule, session === null ? null : sanitize(session), at.line, severity, waiver !== null);
  return [
    ...[...problems, ...rosters.flatMap((one) => one.problems)].map(({ at }) => told(CANNOT_AUDIT, null, at?.line ?? 1, "error", false)),
    ...[...rosters.flatMap((one) => one.findings), ...findings].map(ofFinding),
  ].sort();
}

interface SarifResult {
  ruleId: string;
  level: string;
  locations: { physicalLocation: { region: { startLine: number } } }[];
  suppressions: unknown[];
  properties?: { session: string | null };
}

/** Problems by the notifications, which are there also where a problem is about no file. */
export function toldBySarif(text: string): Told[] {
  const [run] = JSON.parse(text).runs;
  const results = run.results as SarifResult[];
  const notes = run.invocations[0].toolExecutionNotifications as Pick<SarifResult, "level" | "locations">[];
  const line = ({ locations }: Pick<SarifResult, "locations">) => locations?.[0]?.physicalLocation.region.startLine ?? 1;
  return [
    ...notes.map((one) => told(CANNOT_AUDIT, null, line(one), one.level, false)),
    ...results
      .filter(({ ruleId }) => ruleId !== CANNOT_AUDIT)
      .map((one) => told(one.ruleId, one.properties?.session ?? null, line(one), one.level, one.suppressions.length > 0)),
  ].sort();
}

export interface JunitCase {
  readonly classname: string;
  readonly name: string;
  /** Null of a case that passed and has nothing to tell. */
  readonly outcome: string | null;
  readonly text: string;
}

/** The cases of a JUnit report; throws on what is no element of ours. */
export function junitCases(xml: string): JunitCase[] {
  const cases = [
    ...xml.matchAll(
      /^ {4}<testcase classname="([^"<>]*)" name="([^"<>]*)"(?: file="[^"<>]*")?(?:\/>|>\n {6}<([a-z-]+)((?: [a-z]+="[^"<>]*")*)>([^<>]*)<\/\3>\n {4}<\/testcase>)$/gm,
    ),
  ];
  const rest = cases.reduce((left, [whole]) => left.replace(`${whole}\n`, ""), xml);
  const frame =
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="ratio-audit">\n(?: {2}<testsuite(?: [a-z]+="[^"<>]*")+>\n {2}<\/testsuite>\n)*<\/testsuites>\n$/;
  if (!frame.test(rest)) throw new Error(`this is no JUnit report as we write it: ${rest.slice(0, 300)}`);
  return cases.map(([, classname, name, outcome, , text]) => ({
    classname: unescaped(classname as string),
    name: unescaped(name as string),
    outcome: outcome ?? null,
    text: unescaped(text ?? ""),
  }));
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

/** Sessions as they are in the names of classes, where dots have a meaning; so they are compared like that. */
export function toldByJunit(xml: string): Told[] {
  return junitCases(xml)
    .flatMap(({ classname, name, text }) => {
      const [, line, severity, rule, waived] =
        /^[^\n]*?(?::(\d+):\d+)? (error|warning|note) ([a-z-]+)(, waived by .*|: .*)$/s.exec(text) ?? [];
      if (rule === undefined || severity === undefined) return [];
      const session = classname.slice(classname.lastIndexOf(".") + 1);
      const ofWaiver = rule.startsWith("waiver-") ? name.slice(rule.length + 2).replaceAll(".", "_") : "";
      const of = session === "roster" ? ofWaiver || null : session;
      return [told(rule, of, Number(line ?? 1), severity, waived?.startsWith(", waived") ?? false)];
    })
    .sort();
}

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * The workflow commands in a log, by the runner's rules: a line that starts with `::` after blanks; properties up to the next
 * `::`, split at commas and at the first `=` of each; escapes undone, in properties also those of `:` and `,`.
 */
export function commandsIn(log: string): Command[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, name, properties = "", data] = /^\s*::([^\s:]+)(?: ((?:(?!::).)*))?::(.*)$/.exec(line) ?? [];
    if (name === undefined || data === undefined) return [];
    const pairs = properties.split(",").flatMap((pair) => {
      const at = pair.indexOf("=");
      return at < 1
        ? []
        : [
            [
              pair.slice(0, at).trim(),
              undone(pair.slice(at + 1))
                .replaceAll("%3A", ":")
                .replaceAll("%2C", ","),
            ],
          ];
    });
    return [
      {
        name,
        properties: Object.fromEntries(pairs.map(([k, v]) => [k, (v as string).replaceAll("%25", "%")])),
        data: undone(data).replaceAll("%25", "%"),
      },
    ];
  });
}

function undone(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
}

/** One line each: `file:line:column: severity: session: message [rule]`. */
export function toldByCompact(text: string): Told[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const [, at, severity, message = "", rule, waived] =
        /^.*?:(\d+):\d+: (error|warning|note): (.*) \[([a-z-]+)(, waived)?\]$/.exec(line) ?? [];
      if (rule === undefined) throw new Error(`not a line of the format: ${line}`);
      const subject = rule === CANNOT_AUDIT ? null : (/^(.*?): /.exec(message)?.[1] ?? null);
      return told(rule, subject, Number(at), severity as string, waived !== undefined);
    })
    .sort();
}

export function toldByGithub(log: string): Told[] {
  return commandsIn(log)
    .map(({ name, properties }) => {
      const [, rule, subject, graded] = /^([a-z-]+)(?:: (.*?))?(?: \((error|warning|note), waived\))?$/s.exec(properties.title ?? "") ?? [];
      const severity = graded ?? (name === "notice" ? "note" : name);
      return told(rule as string, subject ?? null, Number(properties.line ?? 1), severity, graded !== undefined);
    })
    .sort();
}

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly severity: string;
  readonly location: { readonly lines: { readonly begin: number } };
}

const FROM_GITLAB: Readonly<Record<string, string>> = { blocker: "error", critical: "error", minor: "warning", info: "note" };
const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [A-Z][a-z]{2} \\d+ \\d+:\\d\\d";

export function toldByGitlab(text: string): Told[] {
  return (JSON.parse(text) as Issue[])
    .map(({ description, check_name: rule, severity, location }) => {
      const [, graded, rest] = /^(?:\[(error|warning|note), waived\] )?(.*)$/s.exec(description) as unknown as [
        string,
        string | undefined,
        string,
      ];
      const session = rule.startsWith("waiver-") ? /^(.*?): /.exec(rest)?.[1] : new RegExp(`^(.*?), ${DAY}`).exec(rest)?.[1];
      return told(rule, session ?? null, location.lines.begin, graded ?? (FROM_GITLAB[severity] as string), graded !== undefined);
    })
    .sort();
}

export interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

/** A page of GitHub-flavoured Markdown as a tree. */
export function markdownTree(text: string): Node {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;
}

/** A node and all below it. */
export function nodesIn(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesIn)];
}

/** The text that a reader of the page sees. */
export function textOf(node: Node): string {
  return node.value ?? (node.children ?? []).map(textOf).join("");
}

/** The text under a heading, up to the next heading. */
export function under(title: string, tree: Node): Node[] {
  const blocks = tree.children ?? [];
  const from = blocks.findIndex((node) => node.type === "heading" && textOf(node) === title);
  if (from < 0) return [];
  const next = blocks.findIndex((node, i) => i > from && node.type === "heading");
  return blocks.slice(from + 1, next < 0 ? undefined : next);
}

export function toldByMarkdown(text: string): Told[] {
  const tree = markdownTree(text);
  const entries = (title: string) =>
    under(title, tree).flatMap((list) => (list.children ?? []).map((entry) => entry.children?.[0] as Node));
  const problems = entries("Not audited").map((entry) => {
    const place = entry.children?.[0];
    const line = place?.type === "inlineCode" ? /:(\d+):\d+$/.exec(place.value as string)?.[1] : undefined;
    return told(CANNOT_AUDIT, null, Number(line ?? 1), "error", false);
  });
  const lists = under("Findings", tree).flatMap((list) => list.children ?? []);
  const likeFindings = lists.filter((entry) => isBlock(entry)).flatMap(toldByBlock);
  const alone = lists.filter((entry) => !isBlock(entry)).map((entry) => entry.children?.[0] as Node);
  const findings = alone.map((entry) => {
    const [grade, , rule, subject] = entry.children as readonly Node[];
    const [severity, waived] = textOf(grade as Node).split(", ");
    const rest = textOf(entry);
    const id = textOf(rule as Node);
    const [, session] = new RegExp(`^ (.*?)${id.startsWith("waiver-") ? " at " : `, ${DAY}`}`).exec(textOf(subject as Node)) ?? [];
    const [, line] = /:(\d+):\d+(?: \(document \d+\))?: /.exec(rest) as unknown as [string, string];
    return told(id, withoutTitle(session), Number(line), severity as string, waived !== undefined);
  });
  return [...problems, ...findings, ...likeFindings].sort();
}

/** Whether an entry is one of several like findings: `warning billing-code-missing, 3 findings`. */
function isBlock({ children }: Node): boolean {
  return /^\w+ [a-z-]+, \d+ findings(?:: |$)/.test(textOf(children?.[0] as Node));
}

function toldByBlock({ children = [] }: Node): Told[] {
  const [head, lines] = children;
  const [, severity, rule, n] = /^(\w+) ([a-z-]+), (\d+) findings/.exec(textOf(head as Node)) as unknown as [
    string,
    string,
    string,
    string,
  ];
  return (lines?.children ?? []).slice(0, Number(n)).map((one) => {
    const [, line, about = ""] = /^.*?:(\d+):\d+(?: \(document \d+\))? (.*)$/s.exec(textOf(one)) ?? [];
    const session = new RegExp(`^(.*?), ${DAY}`).exec(about)?.[1];
    return told(rule, withoutTitle(session), Number(line), severity, false);
  });
}

/** The id of a session from `mon-evening (Evening process group)`. */
function withoutTitle(session: string | undefined): string | null {
  return session?.replace(/ \(.*\)$/s, "") ?? null;
}

/** From a page: a finding about no session has the person whom it names in place of the session. */
export function toldByHtml(text: string): Told[] {
  const tree = pageTree(text);
  const line = (place: string) => Number(/:(\d+):\d+(?: \(document \d+\))?$/.exec(place)?.[1] ?? 1);
  const problems = withClass(tree, "problems")
    .flatMap((list) => named(list, "li"))
    .map((one) => told(CANNOT_AUDIT, null, line(withClass(one, "place").map(wordsOf)[0] ?? ""), "error", false));
  const blocks = withClass(tree, "alike").flatMap((block) => {
    const [heading] = named(block, "h3") as [Element];
    const severity = wordsOf(withClass(heading, "grade")[0] as Element).trim();
    const rule = wordsOf(named(heading, "code")[0] as Element);
    return withClass(block, "like").map((one) => {
      const [place] = withClass(one, "place") as [Element];
      const [, session] = new RegExp(`^(.*?)(?: \\(.*\\))?, ${DAY}`).exec(wordsOf(one).slice(wordsOf(place).length).trim()) ?? [];
      return told(rule, session ?? null, line(wordsOf(place)), severity, false);
    });
  });
  const alone = withClass(tree, "finding").filter((one) => withClass(one, "like").length === 0 && named(one, "h3").length > 0);
  const findings = alone.map((one) => {
    const [heading] = named(one, "h3") as [Element];
    const [severity, waived] = wordsOf(withClass(heading, "grade")[0] as Element)
      .trim()
      .split(", ");
    const [, named_] = /^(.*) in the week$/s.exec(withClass(one, "back").map(wordsOf)[0] ?? "") ?? [];
    const session = named_ ?? named(heading, "bdi").map(wordsOf)[0] ?? null;
    const [place] = withClass(one, "place").map(wordsOf) as [string];
    return told(wordsOf(named(heading, "code")[0] as Element), session, line(place), severity as string, waived !== undefined);
  });
  return [...problems, ...findings, ...blocks].sort();
}

/** From the report for people: only the head of each finding. */
export function toldByPretty(text: string): Told[] {
  const head = /^(?:.+?:(\d+):\d+(?: \(document \d+\))? {2})?(?:(cannot audit)|(error|warning|note)(, waived)? {2}([a-z-]+)(?: {2}(.*))?)$/;
  const lines = text.split("\n");
  return lines
    .flatMap((line, i) => {
      const like = /^\S.* {2}(error|warning|note) {2}([a-z-]+) {2}\d+ findings$/.exec(line);
      if (like !== null) return toldByLines(like[2] as string, like[1] as string, lines.slice(i + 1, lines.indexOf("", i)));
      const found = head.exec(line) ?? (/ {2}cannot audit$/.test(line) ? [line, undefined, "cannot audit"] : null);
      if (found === null) return [];
      const [, at, cannot, severity, waived, rule, session] = found;
      if (cannot !== undefined) return [told(CANNOT_AUDIT, null, Number(at ?? 1), "error", false)];
      // The session is on the next line where there is no room for it.
      const message = `${lines[i + 1]} ${lines[i + 2]?.trim()}`;
      const named = (
        rule?.startsWith("waiver-") ? / on `(.*?)`/.exec(message) : new RegExp(`^ *(.*?) · ${DAY}`).exec(session ?? message)
      )?.[1];
      return [told(rule as string, withoutTitle(named), Number(at), severity as string, waived !== undefined)];
    })
    .sort();
}

/** The lines of a block of like findings in the report for people. */
function toldByLines(rule: string, severity: string, lines: readonly string[]): Told[] {
  return lines.flatMap((line, i) => {
    const [, at, about] = /^ {2}\S.*?:(\d+):\d+(?: \(document \d+\))? ?(?: (.*))?$/.exec(line) ?? [];
    if (at === undefined) return [];
    const session = new RegExp(`^ *(.*?) · ${DAY}`).exec(`${about ?? ""} ${lines[i + 1]?.trim()}`)?.[1];
    return [told(rule, withoutTitle(session), Number(at), severity, false)];
  });
}
