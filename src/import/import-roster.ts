/** The import as a function of the library: texts and bytes in, texts and data out. */
import type { Problem } from "../document/document.ts";
import { readDocuments } from "../document/read.ts";
import { explainYaml } from "../document/yaml-syntax.ts";
import { readDate } from "../roster/read-time.ts";
import { zoneNamed } from "../roster/zone.ts";
import { type AccountData, accountData, textOf } from "./account-text.ts";
import { baseIn } from "./base.ts";
import { importSources } from "./import.ts";
import { keyIn, keyText, NO_KEY } from "./key.ts";
import type { Mapping } from "./mapping/mapping.ts";
import { readMapping } from "./mapping/read-mapping.ts";
import { locatedProblem } from "./problem-text.ts";
import type { As } from "./regroup.ts";
import type { RowLocation, SourceFile } from "./source.ts";

export interface RosterImportOptions {
  /** The text of a mapping, in YAML or JSON. */
  readonly mapping?: string;
  /** The first day of the week, such as `2026-11-30`. */
  readonly week?: string;
  /** An IANA name, such as `America/New_York`. */
  readonly timezone?: string;
  /** The name of the sheet to read. */
  readonly sheet?: string;
  /** Whether people who were booked and did not come attend: `planned` if they do, which is the default. */
  readonly as?: As;
  /** The text of the key of earlier imports, or an empty text for a new key. Without it no key is kept. */
  readonly key?: string;
  /** The text of a roster from which everything but its sessions is taken. */
  readonly base?: string;
}

/** A roster that was made from files, or what is open. */
export interface ImportedRoster {
  /** The roster as YAML; null if a question about a whole file is open, or there is no session. */
  readonly roster: string | null;
  /** The mapping that was used, as YAML; with open questions one to fill in. It never names a patient. */
  readonly mapping: string;
  /** The key as YAML, with every patient of these files. It holds names and record numbers. Null if no key is kept. */
  readonly key: string | null;
  /** What became of each row, and what is open; the same as `import --format json` writes. It holds no value of the files. */
  readonly account: AccountData;
  readonly refused: null;
}

/** Why a file cannot be imported. */
export interface RefusedImport {
  readonly roster: null;
  readonly refused: {
    /** Position of the file among those given, from 0. */
    readonly file: number;
    readonly at: RowLocation | null;
    readonly message: string;
    readonly help: string;
  };
}

/**
 * Imports files as one roster: CSV, XLSX, ICS or FHIR JSON, told apart by their content. Never throws for what these files
 * hold. Throws a RangeError for an option that is not valid: its message has line and column, and quotes nothing.
 */
export function importRoster(files: readonly SourceFile[], options: RosterImportOptions = {}): ImportedRoster | RefusedImport {
  const { timezone = null, sheet = null, as = "planned" } = options;
  const week = options.week === undefined ? null : readDate(options.week);
  if (options.week !== undefined && week === null) throw new RangeError("week is not a date such as 2026-11-30");
  if (timezone !== null && zoneNamed(timezone) === null) throw new RangeError("timezone is not an IANA time zone");
  const given = <T extends object>(name: "mapping" | "key" | "base", read: (documents: Documents) => T | Unread): T | null => {
    const text = options[name];
    if (text === undefined || (name === "key" && text.trim() === "")) return null;
    const documents = readDocuments(text, `${name}.yaml`, explainYaml);
    const found = read(documents);
    if (!("problems" in found)) return found;
    throw new RangeError(found.problems.map((problem) => locatedProblem(name, documents[0] as Documents[number], problem)).join("\n"));
  };
  const mapping = given<Mapping>("mapping", (documents) => {
    const found = readMapping(documents);
    return found.mapping ?? { problems: found.problems };
  });
  const key = options.key === undefined ? null : (given("key", keyIn) ?? NO_KEY);
  const base = given("base", ([document]) => baseIn(document as Documents[number], (reference) => reference));
  const result = importSources(files, { mapping, week, timezone, sheet, as, key, base });
  if ("refused" in result) {
    const { file, at, message, help } = result.refused;
    return { roster: null, refused: { file, at, message: textOf(message), help: textOf(help) } };
  }
  return {
    roster: result.roster,
    mapping: result.mapping,
    key: key === null ? null : keyText(result.key, "yaml"),
    account: accountData({ ...result, isWritten: result.roster !== null }),
    refused: null,
  };
}

type Documents = ReturnType<typeof readDocuments>;

interface Unread {
  readonly problems: readonly Problem[];
}
