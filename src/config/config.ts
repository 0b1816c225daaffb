/** Reads a configuration file: its values and its problems. */
import type { Document, Path, Problem } from "../document/document.ts";
import { severalDocuments } from "../document/problems.ts";
import { policyOf, type RedactionPolicy } from "../document/redaction-policy.ts";
import { documentProblems, type FileFormat } from "../document/validate.ts";
import { say } from "../message.ts";
import { type ConfigFile, configFile } from "./schema.ts";

const CONFIG_POLICY = policyOf(configFile, { showsAll: true });

const CONFIG_FORMAT: FileFormat = {
  what: "configuration",
  schema: configFile,
  synonyms: Object.assign(Object.create(null), {
    roster: "rosters",
    files: "rosters",
    include: "rosters",
    paths: "rosters",
    standard: "standards",
    extends: "standards",
    "fail-on": "failOn",
    fail_on: "failOn",
    severity: "failOn",
    map: "mapping",
  }),
  isProtected: () => false,
  refusal: () => null,
};

/** A parsed configuration. Its values are usable only if it has no problems. */
export interface Config {
  readonly document: Document;
  readonly values: ConfigFile;
  readonly problems: readonly Problem[];
  /** A configuration has no patients, so all known fields may be shown. */
  readonly policy: RedactionPolicy;
}

/** The configuration in a file's documents. */
export function configIn([document, another]: readonly Document[]): Config | null {
  if (document === undefined) return null;
  const invalid = (...problems: readonly Problem[]) => ({ document, values: {}, problems, policy: CONFIG_POLICY });
  if (!document.readable) {
    const isEmpty = document.text.trim() === "";
    return invalid(...document.problems.map((problem) => (isEmpty ? { ...problem, ...EMPTY } : problem)));
  }
  const unfit = documentProblems(document, CONFIG_FORMAT);
  const several = another === undefined ? [] : [severalDocuments("A configuration")];
  if (unfit.length + several.length > 0) return invalid(...unfit, ...several);
  const values = document.value as ConfigFile;
  const outside = pathsIn(values).filter(([path]) => leadsOut(path));
  return { document, values, problems: outside.map(([, path]) => ({ ...OUTSIDE, path, part: "value" })), policy: CONFIG_POLICY };
}

/** The paths in a configuration, with their locations. Includes the names of built-in standards. */
function pathsIn({ rosters = [], standards = [], mapping }: ConfigFile): [string, Path][] {
  return [
    ...rosters.map((path, i): [string, Path] => [path, ["rosters", i]]),
    ...standards.map((path, i): [string, Path] => [path, ["standards", i]]),
    ...(mapping === undefined ? [] : [[mapping, ["mapping"]] satisfies [string, Path]]),
  ];
}

/** Whether a path leads out of its folder, judged by its text alone. */
function leadsOut(path: string): boolean {
  if (/^(?:[\\/]|[A-Za-z]:)/.test(path)) return true;
  let depth = 0;
  for (const part of path.split(/[\\/]/)) {
    if (part === "..") depth--;
    else if (part !== "" && part !== ".") depth++;
    if (depth < 0) return true;
  }
  return false;
}

const OUTSIDE = {
  code: "wrong-value",
  message: say`This path is outside the configuration's folder.`,
  help: say`Write a path below that folder, or move the configuration up.`,
} as const;

const EMPTY = { message: say`This file is empty.`, help: say`Write a configuration, such as: rosters: [rosters]` };
