/** Validates a standard file, and reads the standard from a valid one. */

import type { ProblemCode } from "../codes.ts";
import type { Document, Path, Problem } from "../document/document.ts";
import { suggest } from "../document/suggest.ts";
import { isMapping, list, type Mapping, mapping, textOf } from "../document/untyped.ts";
import type { FileFormat } from "../document/validate.ts";
import { joined, listed, type Message, say, trusted, untrusted } from "../message.ts";
import { readRatio, upsideDown } from "../roster/ratio.ts";
import { readDate } from "../roster/read-time.ts";
import { RULES } from "../rules/list.ts";
import { BUILT_IN } from "./built-in/list.ts";
import { STANDARD_POLICY, STANDARD_WORDS } from "./redaction-policy.ts";
import { isPath } from "./reference.ts";
import { type StandardFile, standardFile } from "./schema.ts";
import { PUBLISHED, type Standard } from "./standard.ts";
import { millionths } from "./weight.ts";

/** The format of standard files for validation. */
export const STANDARD_FORMAT: FileFormat = {
  what: "standard",
  schema: standardFile,
  synonyms: Object.assign(Object.create(null), {
    id: "name",
    standard: "name",
    parent: "extends",
    extend: "extends",
    inherits: "extends",
    weights: "roles",
    severities: "rules",
    exceptions: "waivers",
    exemptions: "waivers",
    max: "maxPatients",
    maximum: "maxPatients",
    size: "maxPatients",
    minimum: "minClinicians",
    unit: "per",
    approver: "approvedBy",
    approved: "approvedBy",
    because: "reason",
    expires: "until",
    date: "until",
    cap: "ratio",
  }),
  words: STANDARD_WORDS,
  isProtected: () => false,
  refusal: () => null,
};

/** Maximum edits from a known role for a typing error; a more different name is a new role. */
const MAX_EDITS = 2;

/** The inherited kinds and roles. */
export interface Known extends Pick<Standard, "kinds" | "weights"> {
  /** Whether they are complete: false if the extended standard could not be read. */
  readonly isAll: boolean;
}

/** The problems of a standard that need several values. Skips values with a problem in `shapeProblems`. */
export function standardProblems(document: Document, shapeProblems: readonly Problem[], known: Known): Problem[] {
  const problems: Problem[] = [];
  const broken = new Set(shapeProblems.map(({ path }) => JSON.stringify(path)));
  const report = (code: ProblemCode, message: Message, help: Message, path: Path, part: "key" | "value" = "value") => {
    if (!broken.has(JSON.stringify(path))) problems.push({ code, message, help, path, part });
  };
  const root = mapping(document.value);
  checkName(root.name, report);
  for (const section of ["roles", "kinds", "rules"]) {
    if (Object.hasOwn(mapping(root[section]), "__proto__"))
      report("reserved-name", say`This name is reserved.`, say`Choose another name.`, [section, "__proto__"], "key");
  }
  for (const [role, weight] of Object.entries(mapping(root.roles))) {
    checkRole(role, known, report);
    if (typeof weight === "number" && !isWeight(weight))
      report("bad-weight", say`A weight has at most six decimals.`, say`Round it, such as 0.5.`, ["roles", role]);
  }
  for (const [kind, limits] of Object.entries(mapping(root.kinds))) checkKind(kind, limits, known, report);
  for (const rule of Object.keys(mapping(root.rules))) checkRule(rule, ["rules", rule], "key", report);
  for (const [i, waiver] of list(root.waivers).entries()) checkWaiver(mapping(waiver), ["waivers", i], report);
  return problems;
}

type Report = (code: ProblemCode, message: Message, help: Message, path: Path, part?: "key" | "value") => void;

function checkName(name: unknown, report: Report): void {
  const taken = [...BUILT_IN.map((one) => one.name), PUBLISHED.name];
  if (typeof name === "string" && taken.includes(name.toLowerCase()))
    report(
      "reserved-name",
      say`\`${untrusted(name)}\` is the name of a built-in standard.`,
      say`Choose a name of your own, such as our-clinic.`,
      ["name"],
    );
  if (typeof name === "string" && isPath(name))
    report("reserved-name", say`This name looks like a file name.`, say`Remove the ending.`, ["name"]);
}

function isWeight(weight: number): boolean {
  try {
    millionths(weight);
    return true;
  } catch {
    return false;
  }
}

function checkRole(role: string, known: Known, report: Report): void {
  if (known.weights.has(role)) return;
  const meant = suggest(role, known.weights.keys(), false, MAX_EDITS);
  if (role === "" || meant !== null) {
    const help =
      meant === null ? say`Write a role.` : say`Did you mean \`${untrusted(meant)}\`? A role of your own needs a more distinct name.`;
    report("unknown-role", say`Unknown role.`, help, ["roles", role], "key");
  }
}

function checkKind(kind: string, limits: unknown, known: Known, report: Report): void {
  const path = ["kinds", kind];
  if (!known.kinds.has(kind) && textOf(mapping(limits).title) === undefined) {
    const meant = suggest(kind, known.kinds.keys());
    if (meant === null && !known.isAll) return;
    const isIt = meant === null ? [] : say`Did you mean \`${untrusted(meant)}\`? `;
    const write = say`${isIt}A kind of your own needs a title: { title: Relapse prevention, … }`;
    report("unknown-kind", say`Unknown kind of session.`, write, path, "key");
  }
  const ratio = mapping(limits).ratio;
  if (typeof ratio === "string") checkRatio(ratio, [...path, "ratio"], report);
}

function checkRatio(ratio: string, path: Path, report: Report): void {
  if (readRatio(ratio) !== null) return;
  const { message, help } = upsideDown(ratio);
  report("bad-ratio", message, help, path);
}

function checkRule(rule: string, path: Path, part: "key" | "value", report: Report): void {
  const names = RULES.map(({ id }) => id);
  if ((names as string[]).includes(rule)) return;
  const meant = suggest(rule, names);
  const help = meant === null ? say`Known: ${joined(names.map((name) => [trusted(name)]))}.` : say`Did you mean \`${trusted(meant)}\`?`;
  report("unknown-rule", part === "key" ? say`Unknown rule.` : say`Unknown rule \`${untrusted(rule)}\`.`, help, path, part);
}

function checkWaiver(waiver: Mapping, path: Path, report: Report): void {
  const { rule: id, session, upTo, until } = waiver;
  if (typeof id !== "string") return;
  checkRule(id, [...path, "rule"], "value", report);
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) return;
  if ("review" in rule)
    report("bad-waiver", say`Findings on waivers cannot be waived.`, say`Correct or delete the waiver that the finding is about.`, [
      ...path,
      "rule",
    ]);
  else if (rule.withoutSession && session !== undefined)
    report(
      "bad-waiver",
      say`Findings of \`${trusted(id)}\` are not about a session.`,
      say`Remove \`session\`.`,
      [...path, "session"],
      "key",
    );
  else if (!rule.withoutSession && session === undefined)
    report("bad-waiver", say`This waiver has no \`session\`.`, say`Add its id, such as: session: mon-evening`, path, "key");
  if (upTo !== undefined && !rule.waivableUpTo) {
    const bounded = listed(
      RULES.filter((one) => one.waivableUpTo),
      (one) => say`\`${trusted(one.id)}\``,
    );
    report("bad-waiver", say`\`upTo\` applies only to waivers of ${bounded}.`, say`Remove it.`, [...path, "upTo"], "key");
  }
  if (typeof upTo === "string" && rule.waivableUpTo) checkRatio(upTo, [...path, "upTo"], report);
  if (typeof until === "string" && readDate(until) === null)
    report("bad-date", say`${untrusted(until.slice(0, 10))} is not a valid date.`, say`Correct the month or the day.`, [...path, "until"]);
}

/** Reads the standard from a document without problems. The session of a waiver keeps its spelling. */
export function statedIn(document: Document): StandardFile {
  const stated = document.value as StandardFile;
  const asSpelled = (session: unknown, i: number) => (typeof session === "string" ? session : document.spelling(["waivers", i, "session"]));
  const waivers = stated.waivers?.map((waiver, i) =>
    waiver.session === undefined ? waiver : { ...waiver, session: asSpelled(waiver.session, i) },
  );
  return { ...stated, waivers };
}

/** Whether a document looks like a roster, which users may name by mistake. */
export function looksLikeRoster({ value }: Document): boolean {
  return isMapping(value) && value.sessions !== undefined;
}

/** Whether all keys of a document are those of a standard. A pattern for rosters may match such files. */
export function looksLikeStandard({ value }: Document): boolean {
  if (!isMapping(value) || value.name === undefined) return false;
  const keys = Object.keys(value).filter((key) => key !== "$schema");
  return keys.length > 1 && keys.every((key) => STANDARD_POLICY.isKnownKey([key]));
}
