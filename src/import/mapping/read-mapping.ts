/** Reads a mapping from its document, or says which faults it has. */
import type { Document, Path, Problem } from "../../document/document.ts";
import { about, severalDocuments } from "../../document/problems.ts";
import { policyOf, type RedactionPolicy } from "../../document/redaction-policy.ts";
import { documentProblems, type FileFormat } from "../../document/validate.ts";
import { joined, listed, say, trusted } from "../../message.ts";
import { certainRole, doubtfulRoles, KINDS, meantWords } from "../../roster/vocabulary.ts";
import { meantZones, zoneNamed } from "../../roster/zone.ts";
import { KIND_TO_FILL_IN } from "../kinds.ts";
import { type Mapping, TABLE_KEYS } from "./mapping.ts";
import { mappingFile } from "./schema.ts";

const MAPPING_POLICY = policyOf(mappingFile, {});

/** Keys that an author may use to name patients. */
const PEOPLE = new Set(["patients", "clients", "people", "participants", "names", "key"]);

const MAPPING_FORMAT: FileFormat = {
  what: "mapping",
  schema: mappingFile,
  synonyms: Object.assign(Object.create(null), {
    version: "mapping",
    format: "from",
    dateOrder: "dates",
    order: "dates",
    tz: "timezone",
    timeZone: "timezone",
    zone: "timezone",
    header: "headings",
    headers: "headings",
    heading: "headings",
    fields: "columns",
    row: "rows",
    duration: "minutes",
    length: "minutes",
    lengths: "minutes",
    statuses: "status",
    therapists: "clinicians",
    providers: "clinicians",
    staff: "clinicians",
    ignore: "leaveOut",
    exclude: "leaveOut",
    skip: "leaveOut",
    client: "patient",
    mrn: "record",
    therapist: "clinician",
    provider: "clinician",
    code: "cpt",
    type: "title",
    service: "title",
    attendees: "headcount",
    cancelled: "canceled",
    role: "roles",
    states: "licensedIn",
  }),
  isProtected: () => false,
  refusal: (path) =>
    path.length === 1 && PEOPLE.has(String(path[0]))
      ? {
          code: "identifying-key",
          message: say`A mapping never names a patient.`,
          help: say`Delete this key. The key file keeps the numbers of patients: --key FILE`,
        }
      : null,
};

/** A mapping, read: null if its file has problems. */
export interface ReadMapping {
  readonly mapping: Mapping | null;
  readonly problems: readonly Problem[];
  /** What of its file may be shown. Titles, words and sheet names may not. */
  readonly policy: RedactionPolicy;
}

/** Reads the one document of a mapping's file. */
export function readMapping([document, another]: readonly Document[]): ReadMapping {
  const invalid = (problems: readonly Problem[]): ReadMapping => ({ mapping: null, problems, policy: MAPPING_POLICY });
  if (document === undefined) return invalid([EMPTY]);
  if (!document.readable) return invalid(document.problems.map((problem) => (problem.code === "empty-file" ? EMPTY : problem)));
  const unfit = documentProblems(document, MAPPING_FORMAT);
  const several = another === undefined ? [] : [severalDocuments("A mapping")];
  if (unfit.length + several.length > 0) return invalid([...unfit, ...several]);
  const { $schema: _, ...mapping } = document.value as Mapping & { readonly $schema?: string };
  const problems = [
    ...ruleProblems(mapping),
    ...kindProblems(mapping),
    ...roleProblems(mapping),
    ...tableProblems(mapping),
    ...zoneProblems(mapping),
  ];
  return problems.length > 0 ? invalid(problems) : { mapping, problems: [], policy: MAPPING_POLICY };
}

/** Rules for kinds that have a title and a code, or neither. */
function ruleProblems({ kinds = [] }: Mapping): Problem[] {
  return kinds.flatMap((rule, i) => {
    if ("title" in rule !== "cpt" in rule) return [];
    return [
      wrong(["kinds", i], say`A rule has a title or a code.`, say`Write one of the two, such as: { title: "process group*", kind: group }`),
    ];
  });
}

/** The kind that a skeleton leaves to fill in, and built-in kinds in another spelling. A standard may have kinds of its own. */
function kindProblems({ kinds = [] }: Mapping): Problem[] {
  return kinds.flatMap(({ kind }, i) => {
    const path = ["kinds", i, "kind"];
    const all = say`Write a kind of session: ${listed(KINDS, (one) => [trusted(one)], KINDS.length)}, or one of your own standard.`;
    if (kind.trim() === KIND_TO_FILL_IN)
      return [{ ...wrong(path, say`This is a gap to fill in, and no kind of session.`, all), code: "unknown-kind" }];
    const meant = KINDS.find(
      (one) =>
        one ===
        kind
          .trim()
          .toLowerCase()
          .replace(/[\s_]+/g, "-"),
    );
    if (meant === undefined || meant === kind) return [];
    return [
      { ...wrong(path, say`No kind of session is spelled this way.`, say`Did you mean \`${trusted(meant)}\`?`), code: "unknown-kind" },
    ];
  });
}

/** Credentials and job titles in place of roles, such as RN, and built-in roles in capitals. A standard may have roles of its own. */
function roleProblems({ clinicians = {} }: Mapping): Problem[] {
  return Object.entries(clinicians).flatMap(([name, { roles }]) =>
    roles.flatMap((role, i) => {
      const help = role === role.toLowerCase() ? null : roleHelp(role);
      if (help === null) return [];
      return [{ ...wrong(["clinicians", name, "roles", i], say`This is no role of a roster.`, help), code: "unknown-role" } as const];
    }),
  );
}

function roleHelp(role: string): Problem["message"] | null {
  const certain = certainRole(role);
  const meant = certain === null ? meantWords("role", role) : [certain];
  const doubt = doubtfulRoles(role, null);
  const named = (some: readonly string[]) =>
    joined(
      some.map((one) => say`\`${trusted(one)}\``),
      ", ",
      " or ",
    );
  if (meant.length > 0) return say`Did you mean ${named(meant)}?`;
  return doubt === null
    ? null
    : say`Write \`${trusted(doubt.ifLeads)}\` only if this person leads therapy; otherwise ${named(doubt.others)}.`;
}

/** Tables that are stated twice, or as columns and as a grid. */
function tableProblems(mapping: Mapping): Problem[] {
  const { tables = [] } = mapping;
  const outside = tables.length === 0 ? [] : TABLE_KEYS.filter((key) => mapping[key] !== undefined);
  const twice = outside.map((key) =>
    wrong([key], say`\`${trusted(key)}\` is beside \`tables\`.`, say`Move \`${trusted(key)}\` into a table of \`tables\`.`, "key"),
  );
  const all: [(typeof tables)[number], Path][] = [[mapping, []], ...tables.map((table, i): [typeof table, Path] => [table, ["tables", i]])];
  const mixed = all
    .filter(([{ columns, rows, grid }]) => grid !== undefined && (columns !== undefined || rows !== undefined))
    .map(([, path]) =>
      wrong([...path, "grid"], say`A table has columns or a grid.`, say`Delete \`columns\` and \`rows\`, or \`grid\`.`, "key"),
    );
  return [...twice, ...mixed];
}

function zoneProblems({ timezone }: Mapping): Problem[] {
  if (timezone === undefined || zoneNamed(timezone.trim()) !== null) return [];
  const [meant = "America/New_York"] = meantZones(timezone);
  return [
    {
      ...wrong(["timezone"], say`This is not an IANA time zone.`, say`Write a time zone, such as: ${trusted(meant)}`),
      code: "bad-timezone",
    },
  ];
}

function wrong(path: Path, message: Problem["message"], help: Problem["message"], part: "key" | "value" = "value"): Problem {
  return { code: "wrong-value", message, help, path, part };
}

const EMPTY = about({
  code: "empty-file",
  message: say`This file is empty.`,
  help: say`Write: mapping: 1`,
});
