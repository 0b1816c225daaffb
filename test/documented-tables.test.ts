/** The tables of the documentation are what the data of rules and standards says: each is written here from the data, and compared. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { KNOWN_EXPORTS } from "../src/import/mapping/headings.ts";
import * as library from "../src/index.ts";
import { FORMATS } from "../src/report/formats.ts";
import { RULES } from "../src/rules/list.ts";
import { BUILT_IN, builtInStandard } from "../src/standards/built-in/list.ts";
import { ROSTER_RULES } from "../src/standards/built-in/pack-severities.ts";
import { cap, type Limit, type Standard } from "../src/standards/standard.ts";
import { ratioAudit } from "./support/command-line.ts";
import { tableOf } from "./support/pages.ts";

const PAGE = "docs/standards.md";
const TEXT = readFileSync(PAGE, "utf8");

function standard(name: string): Standard {
  const found = builtInStandard(name);
  if (found === null) throw new Error(`no standard ${name}`);
  return found;
}

const severity = (name: string, rule: string) => standard(name).severities.get(rule) ?? "off";

/** A limit as a table writes it: `1:3 couples`, `3 couples in all`. */
function written(limit: Limit): string {
  return limit.type === "ratio"
    ? `${cap(limit)} ${limit.per}`
    : `${cap(limit)} ${limit.type === "max" ? `${limit.per} in all` : "clinicians"}`;
}

const limitsOf = (name: string, kind: string) => standard(name).kinds.get(kind)?.limits ?? [];

describe("the page on standards: the table", () => {
  test("of rules has each of them, in the order of the report, with its severities", () => {
    const expected = RULES.map(({ id }) => [`[\`${id}\`](rules/${id}.md)`, severity("benchmark", id), severity("premium", id)]);
    const table = tableOf(PAGE, "rule", "`benchmark`", "`premium`");
    expect(table.map((cells) => cells.slice(0, 3))).toEqual(expected);
    for (const cells of table) expect(cells[3]?.length, cells[0]).toBeGreaterThan(10);
  });

  test("of kinds has each number of the standards from the article", () => {
    const names = BUILT_IN.filter(({ basis }) => basis === "published-benchmark").map(({ name }) => name);
    const article = names.filter((name) => TEXT.includes(`\`${name}\` |`)).slice(0, 4);
    const kinds = ["group", "psychoeducation", "couples-group", "couples-session", "intensive"];
    const expected = kinds.map((kind) => [
      `\`${kind}\``,
      ...article.map((name) => limitsOf(name, kind).map(written).join(", ") || "no limit"),
    ]);
    expect(tableOf(PAGE, "kind", ...article.map((name) => `\`${name}\``))).toEqual(expected);
    // And no other kind has one.
    for (const name of article)
      for (const [kind, { limits }] of standard(name).kinds)
        if (!kinds.includes(kind)) expect([name, kind, limits]).toEqual([name, kind, []]);
  });

  test("of packs has each of them, with its numbers", () => {
    const table = tableOf(PAGE, "pack", "limit", "source");
    const packs = BUILT_IN.slice(4).map(({ name }) => name);
    expect(table.map(([name]) => name)).toEqual(packs.map((name) => `\`${name}\``));
    for (const [i, name] of packs.entries()) {
      const { kinds, caseload, weeklyHours } = standard(name);
      const sizes = [...kinds].flatMap(([kind, { limits }]) => limits.map((limit) => `\`${kind}\` of at most ${cap(limit)}`));
      const stated = [
        ...sizes,
        ...(caseload ? [`a caseload of at most ${caseload.number}`] : []),
        ...(weeklyHours ? [`at least ${weeklyHours.number} hours`] : []),
      ];
      const cell = table[i]?.[1] ?? "";
      for (const one of stated) expect(cell).toContain(one);
      expect(cell.match(/\b\d+\b/g), name).toHaveLength(stated.length);
    }
  });
});

test("the page on standards names every roster rule", () => {
  const from = TEXT.indexOf("**Roster rules**");
  const names = [...TEXT.slice(from, TEXT.indexOf(". Your own standard", from)).matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  expect(names).toEqual(RULES.map(({ id }) => id).filter((id) => ROSTER_RULES.includes(id)));
});

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly items: Schema;
}
const schema = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, "utf8")) as Schema;
const namesIn = (text = "") => [...text.matchAll(/`(\$?[A-Za-z]+)`/g)].map(([, name]) => name as string);

test.each([
  ["docs/roster.md", "Sections", "section", schema("roster")],
  ["docs/roster.md", "Clinicians", "field", schema("roster").properties.clinicians?.items],
  ["docs/roster.md", "Patients and couples", "field", schema("roster").properties.patients?.items],
  ["docs/roster.md", "Sessions", "field", schema("roster").properties.sessions?.items],
  ["docs/standards.md", "Your own standard", "field", schema("standard")],
  ["docs/standards.md", "Waivers", "field", schema("standard").properties.waivers?.items],
  ["docs/ci.md", "Configuration", "key", schema("config")],
  ["docs/import.md", "Mapping", "field", schema("mapping")],
  ["docs/import.md", "Mapping", "column", schema("mapping").properties.columns],
])("%s, %s: names every field", (page, heading, column, described) => {
  const text = readFileSync(page, "utf8");
  const [table = ""] = text.slice(text.indexOf(`| ${column} |`, text.indexOf(`\n## ${heading}\n`))).split("\n\n");
  const named = table.split("\n").flatMap((row) => namesIn(row.split(" | ")[0]));
  const isField = (name: string) => name !== "$schema";
  const fields = Object.keys(described?.properties ?? {});
  expect(named.filter(isField).sort()).toEqual(fields.filter(isField).sort());
});

describe("the page on reports", () => {
  const report = schema("report");
  const roster = report.properties.rosters?.items as Schema;

  test("names the fields of a report that the schema has", () => {
    const named = tableOf("docs/reports.md", "field", "content").flatMap(([field]) => namesIn(field));
    expect(named).toEqual(Object.keys(report.properties));
  });

  test.each(["problems", "sessions", "findings", "notChecked", "remarks"])("names the fields of %s that the schema has", (list) => {
    const [, content] = tableOf("docs/reports.md", "list", "content of an entry").find(([name]) => name === `\`${list}\``) ?? [];
    expect(Object.keys(roster.properties[list]?.items.properties ?? {}).sort()).toEqual(namesIn(content).sort());
  });

  test("names the endings of each format, the one that it is chosen by first", () => {
    const rows = tableOf("docs/reports.md", "format", "reader", "endings").map(([format, , endings]) => [format, endings]);
    expect(rows).toEqual(FORMATS.map(({ name, endings }) => [`\`${name}\``, endings.map((ending) => `\`${ending}\``).join(", ")]));
  });
});

describe("the page on imports", () => {
  test("has each known export once, with what it lacks and where its headings were seen", () => {
    const rows = KNOWN_EXPORTS.map(({ name, lacks, evidence }) => [name, lacks, evidence].join(" | "));
    const table = tableOf("docs/import.md", "export", "what it lacks", "where its headings were seen");
    expect(table.map((cells) => cells.join(" | "))).toEqual([...new Set(rows)]);
  });

  test("names every option of the command", async () => {
    const { out } = await ratioAudit(["import", "--help"]);
    const flags = (text: string) => [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag))].sort();
    const named = tableOf("docs/import.md", "option", "effect").map(([option = ""]) => option);
    const general = ["--config", "--no-config", "--help"];
    const help = out.slice(out.indexOf("Options:"), out.indexOf("Exit codes:"));
    expect(flags(named.join())).toEqual(flags(help).filter((flag) => !general.includes(flag)));
  });
});

test("the page on the library names what the library exports", () => {
  const named = tableOf("docs/library.md", "function", "what it does").flatMap(([cell = ""]) =>
    [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name),
  );
  expect(named.sort()).toEqual(Object.keys(library).sort());
});
