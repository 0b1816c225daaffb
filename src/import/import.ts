/**
 * The whole way of an import: bytes → format → tables or events → entries → sessions → roster and account. Pure and synchronous;
 * files are read and written by the caller.
 */
import { type Assembled, assemble } from "./assemble.ts";
import { type Base, NO_BASE } from "./base.ts";
import type { Unimportable } from "./entry.ts";
import type { Key } from "./key.ts";
import type { Mapping } from "./mapping/mapping.ts";
import { mergedMapping, readSource } from "./read-source.ts";
import type { As } from "./regroup.ts";
import { mappingText, NO_GAPS } from "./skeleton.ts";
import type { SourceFile, SourceFormat } from "./source.ts";

export interface ImportOptions {
  readonly mapping?: Mapping | null;
  /** The first day of the week, in days since 1970-01-01. */
  readonly week?: number | null;
  /** An IANA name. */
  readonly timezone?: string | null;
  /** The name of the sheet to read. */
  readonly sheet?: string | null;
  /** Whether people who were booked and did not come attend; `planned` if they do, which is the default. */
  readonly as?: As;
  /** The numbers of patients of earlier imports; null if none are kept. */
  readonly key?: Key | null;
  readonly base?: Base | null;
}

export interface ImportResult extends Assembled {
  /** The mapping that was used, as YAML; with open questions a skeleton to fill in. */
  readonly mapping: string;
  /** 0: every row is accounted for; 1: rows or questions are open; 2: there is no roster. */
  readonly exit: 0 | 1 | 2;
}

/** Why nothing is imported, and which file is the cause. */
export interface Refusal extends Unimportable {
  /** 0-based. */
  readonly file: number;
  /** Its format; `csv` for an unknown format. */
  readonly format: SourceFormat;
}

/** Imports files as one roster. Never throws for what the files hold. */
export function importSources(files: readonly SourceFile[], options: ImportOptions = {}): ImportResult | { readonly refused: Refusal } {
  const { mapping = null, week = null, timezone = null, sheet = null, as = "planned", key = null, base = null } = options;
  const zone = timezone ?? mapping?.timezone ?? base?.timezone ?? null;
  const read = [];
  for (const [index, file] of files.entries()) {
    const found = readSource(file, index, { mapping, week, sheet, timezone: zone });
    if ("refused" in found) return { refused: { ...found.refused, file: index, format: found.format ?? "csv" } };
    read.push(found);
  }
  const used = mergedMapping(mapping, read);
  const readings = read.map(({ reading }) => reading);
  const assembled = assemble(readings, { mapping: used, week, timezone, as, key, base: base ?? NO_BASE });
  const isOpen = assembled.account.open > 0 || assembled.questions.length > 0;
  return {
    ...assembled,
    mapping: mappingText(used, isOpen ? assembled.gaps : NO_GAPS),
    exit: assembled.roster === null ? 2 : isOpen ? 1 : 0,
  };
}
