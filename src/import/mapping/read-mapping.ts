/** Reads a mapping from its document, or says which faults it has. */
import type { Document, Path, Problem } from "../../document/document.ts";
import { about, severalDocuments } from "../../document/problems.ts";
import { policyOf, type RedactionPolicy } from "../../document/redaction-policy.ts";
import { documentProblems, type FileFormat } from "../../document/validate.ts";
import { say, trusted } from "../../message.ts";
import { meantZones, zoneNamed } from "../../roster/zone.ts";
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
  const problems = [...ruleProblems(mapping), ...tableProblems(mapping), ...zoneProblems(mapping)];
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
  help: say`Write a mapping, such as: mapping: 1`,
});
