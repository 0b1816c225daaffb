/** Hostile text in names, ids, reasons and file names is only text, in every format and wherever it is shown. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { FORMATS } from "../src/report/formats.ts";
import { sanitize } from "../src/report/sanitize.ts";
import { ratioAudit } from "./support/command-line.ts";
import { HOSTILE, STEERING } from "./support/hostile-text.ts";
import { holdsForEach, some } from "./support/matrix.ts";
import { elementsIn, named, pageTree, withClass, wordsOf } from "./support/page.ts";
import { commandsIn, junitCases, markdownTree, nodesIn, textOf, under } from "./support/told.ts";

/** A roster and standard that say something hostile wherever words of one's own may stand. */
function rosterOf(text: string) {
  const id = (n: number) => `${text}${n}`;
  return {
    program: { name: text, publishedRatios: { group: "1:6" } },
    week: "2026-11-30",
    timezone: "America/New_York",
    clinicians: [
      { id: id(1), roles: ["therapist"], modalities: [text] },
      { id: id(2), roles: ["couples-therapist"], modalities: [text], licensedIn: ["NY"] },
    ],
    patients: ["pa", "pb", "pc", "pd", "pe", "pf", "pg", "ph"].map((one) => ({ id: `${one}-1`, counselor: id(1), state: "NY" })),
    couples: [{ id: "co-1", partners: ["pa-1", "pb-1"] }],
    sessions: [
      {
        id: id(3),
        title: text,
        kind: "group",
        start: "Mon 18:00",
        minutes: 90,
        clinicians: [id(1)],
        patients: ["pa-1", "pc-1", "pd-1", "pe-1", "pf-1", "pg-1", "ph-1"],
        cpt: text,
      },
      { id: id(4), kind: "couples-session", start: "Mon 18:30", minutes: 60, clinicians: [id(1)], couples: ["co-1"] },
      { id: id(5), kind: text, start: "Tue 18:00", minutes: 60, clinicians: [id(2)], patients: ["pa-1"] },
      { id: id(6), title: text, kind: "group", start: "Wed 18:00", minutes: 60, clinicians: [id(1)], patients: 7 },
    ],
  };
}

const standardOf = (text: string) => ({
  name: "house",
  title: text,
  source: text,
  date: text,
  notCovered: [text],
  extends: "premium",
  kinds: { [text]: { title: text, ratio: "1:1", maxPatients: 1, source: text } },
  waivers: [
    { rule: "ratio-exceeded", session: `${text}6`, reason: text, approvedBy: text },
    { rule: "session-empty", session: text, reason: text, approvedBy: text },
  ],
  rules: { "at-capacity": "note" },
});

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-neutral-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each of these texts as files; its own name has it as well, as far as a file's name can. */
const CASES = HOSTILE.map((text, i) => {
  const place = join(folder, String(i));
  mkdirSync(place);
  const name = text.replace(/[/\0]/g, "_").toWellFormed().slice(0, 60);
  const roster = join(place, `${name}.json`);
  writeFileSync(roster, JSON.stringify(rosterOf(text)));
  writeFileSync(join(place, "house.json"), JSON.stringify(standardOf(text)));
  const invalid = join(place, `${name} invalid.json`);
  writeFileSync(invalid, JSON.stringify({ ...rosterOf(text), [text]: text, standard: [text], timezone: text }));
  return { text, roster, invalid, standard: join(place, "house.json") };
});

const NAMED = some(CASES, 4).map((one) => [JSON.stringify(one.text), one] as const);

describe.each(FORMATS.map(({ name }) => name))("%s", (format) => {
  const run = async (more: readonly string[]) => {
    const { out, err, code } = await ratioAudit(["--format", format, ...more]);
    return { text: `${out}${err}`, out, code };
  };

  test("steers no terminal and no runner", () =>
    holdsForEach(NAMED, async ({ roster, standard, invalid }) => {
      for (const args of [[roster, "-s", standard], [invalid], [roster, invalid, "-v"], [`${roster}.none`], [`${roster}*[`]]) {
        const { text, code } = await run(args);
        expect([1, 2]).toContain(code);
        expect(text).not.toMatch(STEERING);
        expect(text).not.toContain("##[");
        expect(text).not.toContain("##vso[");
        if (format !== "github") expect(commandsIn(text)).toEqual([]);
      }
    }));

  test("is still what it is, with text that would be something else", () =>
    holdsForEach(NAMED, async ({ roster, standard, invalid, text }) => {
      const { rosters, findings } = JSON.parse((await ratioAudit(["-f", "json", roster, "-s", standard])).out);
      expect(rosters[0].problems).toEqual([]);
      const all = [...rosters[0].findings, ...findings];
      expect(all.length).toBeGreaterThan(8);
      for (const args of [[roster, "-s", standard], [invalid]])
        checks[format]?.((await run(args)).out, { text, count: args.length === 3 ? all.length : null });
    }));

  const checks: Readonly<Record<string, (out: string, expected: { text: string; count: number | null }) => void>> = {
    json: (out) => JSON.parse(out),
    gitlab(out, { count }) {
      if (count !== null) expect(JSON.parse(out)).toHaveLength(count);
      expect(nested(JSON.parse(out)).join("\n")).not.toMatch(STEERING);
    },
    sarif(out, { count }) {
      const [{ results }] = JSON.parse(out).runs;
      if (count !== null) expect(results).toHaveLength(count);
      expect(nested(JSON.parse(out)).join("\n")).not.toMatch(STEERING);
      // No link, and no placeholder.
      for (const { message } of results) expect(message.text.replaceAll("{{", "").replaceAll("}}", "")).not.toMatch(/\]\(|[{}]/);
    },
    junit(out) {
      expect(junitCases(out).length).toBeGreaterThan(0);
      expect(out).not.toMatch(/]]>|<script|<img/);
    },
    github(out, { count }) {
      const commands = commandsIn(out);
      if (count !== null) expect(commands).toHaveLength(count);
      for (const { name, properties } of commands) {
        expect(["error", "warning", "notice"]).toContain(name);
        expect(Object.keys(properties)).toEqual(["file", "line", "endLine", "col", "endColumn", "title"]);
      }
    },
    html(out, { count }) {
      const tree = pageTree(out);
      for (const { tagName, attrs } of elementsIn(tree)) {
        expect(OUR_ELEMENTS).toContain(tagName);
        for (const { name, value } of attrs) {
          expect(name).not.toMatch(/^on|^style$|^src/);
          if (name === "href") expect(value).toMatch(/^(?:#[\w-]+|data:,)$/);
        }
      }
      expect(named(tree, "script")).toHaveLength(1);
      if (count !== null) expect(withClass(tree, "finding")).toHaveLength(count);
    },
    markdown(out, { count }) {
      const tree = markdownTree(out);
      const types = new Set(nodesIn(tree).map(({ type }) => type));
      for (const type of ["html", "image", "link", "emphasis", "delete", "code", "blockquote", "thematicBreak"])
        expect(types).not.toContain(type);
      if (count === null) return;
      // An entry is a finding, or a block that says how many it has.
      const entries = under("Findings", tree).flatMap(({ children = [] }) => children);
      const numbers = entries.map((entry) => Number(/, (\d+) findings/.exec(textOf(entry))?.[1] ?? 1));
      expect(numbers.reduce((sum, n) => sum + n, 0)).toBe(count);
      for (const row of nodesIn(tree).filter(({ type }) => type === "tableRow")) expect([5, 7, 8]).toContain(row.children?.length);
    },
  };
});

const OUR_ELEMENTS = (
  "html head meta link title style body svg defs symbol path circle rect use a main header p h1 h2 h3 h4 h5 span strong code bdi wbr b i ol ul li div " +
  "section figure table caption thead tbody tr th td form fieldset legend label select option button output article dl dt dd footer script"
).split(" ");

test("what a page shows of a hostile title is the title", async () => {
  for (const { roster, standard, text } of CASES) {
    const tree = pageTree((await ratioAudit(["-f", "html", roster, "-s", standard])).out);
    const seen = withClass(tree, "grounds").map(wordsOf).join("\n");
    expect(seen).toContain(sanitize(text).replace(/[\ufffe\uffff]/g, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`));
  }
});

test("what a page in Markdown shows of a hostile title is the title", async () => {
  for (const { roster, standard, text } of CASES) {
    const { out } = await ratioAudit(["-f", "markdown", roster, "-s", standard]);
    const seen = under("Standards", markdownTree(out)).map(textOf).join("\n").replaceAll("`", "");
    expect(seen.replace(/ +/g, " ")).toContain(sanitize(text).replaceAll("`", "").replace(/ +/g, " ").trim());
  }
});

test("the standard with hostile words is one that can be read", () => {
  for (const { text } of CASES) expect(parse(JSON.stringify(standardOf(text)))).toMatchObject({ name: "house" });
});

/** Every text in a value, keys as well. */
function nested(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, one]) => [key, ...nested(one)]);
}
