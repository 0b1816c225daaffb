/**
 * Commas in the patients' cells of sessions: `Lee, Ann` is one person as Last, First, or two people. The mapping decides, else other
 * names of the file, else it is a question about the whole column.
 */
import { count, type Message, say, trusted } from "../../message.ts";
import { credentialsAtEnd } from "../clinicians.ts";
import type { Mapping } from "../mapping/mapping.ts";
import type { Row } from "../source.ts";
import { collapsed } from "./cells.ts";
import { ask, type Context, guess } from "./findings.ts";
import { patientNames, withoutSuffixes } from "./names.ts";
import { at, columnOfRole, linesOf, type Section, textOf } from "./section.ts";

type Commas = NonNullable<Mapping["commas"]>;

/** Reads the names in a patients' cell of a session; null if the row waits for what a comma means. */
export type ListReader = (row: Row) => readonly string[] | null;

interface Evidence {
  readonly commas: Commas;
  readonly why: Message;
}

/** Reads the patients of sessions, and asks once about all cells of a column in which a comma may mean either. */
export function listReader(section: Section, rows: readonly Row[], context: Context): ListReader {
  const { mapping } = context;
  const lists = new Map(rows.map((row) => [row, listIn(section, row)]));
  // A comma may be what joins the names of partners.
  const joint = mapping?.couples?.joinedBy;
  const isKnown = (name: string) => Object.hasOwn(mapping?.clinicians ?? {}, name) || (joint?.includes(",") && name.includes(joint));
  const isUnclear = (name: string) => commaParts(name).length === 2 && !isKnown(name);
  const unclear = rows.filter((row) => lists.get(row)?.some(isUnclear));
  const found = mapping?.commas === undefined ? (context.listed ?? evidenceIn([...lists.values()])) : null;
  const commas = mapping?.commas ?? found?.commas;
  if (unclear.length > 0 && found !== null) guess(context, inWords(section, found, unclear.length));
  if (unclear.length > 0 && commas === undefined) askForCommas(section, unclear, context);
  return (row) => {
    const names = lists.get(row) ?? [];
    if (mapping?.commas === "between-names") return [...new Set(names.flatMap((name) => (isKnown(name) ? [name] : commaParts(name))))];
    if (commas === "between-names") return [...new Set(names.flatMap((name) => (isUnclear(name) ? commaParts(name) : [name])))];
    return commas === undefined && names.some(isUnclear) ? null : names;
  };
}

/** The names of a row. Record numbers beside names are of the same people. */
function listIn(section: Section, row: Row): readonly string[] {
  const names = patientNames(linesOf(section, row, "patient"));
  return names.length > 0 ? names : patientNames(linesOf(section, row, "record"));
}

/** The parts of a name between its commas; a suffix such as Jr. belongs to the part before it. */
function commaParts(name: string): string[] {
  return withoutSuffixes(name)
    .split(",")
    .map(collapsed)
    .filter((part) => /^[\p{L}\p{N}]/u.test(part));
}

/** What client lists and columns of patients show, whose cells are one person each; null if they show neither or both. */
export function commasInLists(sections: readonly Section[]): Evidence | null {
  const names = sections
    .filter(({ rows, columns }) => (rows === "people" || rows === "attendee") && columns.get("patient")?.length === 1)
    .flatMap((section) => section.body.flatMap((row) => textOf(section, row, "patient") ?? []))
    .filter((name) => !/[&;/]|\sand\s/i.test(name));
  if (names.length < 2) return null;
  const parts = names.map((name) => commaParts(name).length);
  if (parts.every((number) => number === 2)) return { commas: "in-names", why: say`as in the other names of the file` };
  return parts.every((number) => number === 1) ? { commas: "between-names", why: say`the other names of the file have no commas` } : null;
}

/** What the lists of a column show; null if they show neither or both. */
function evidenceIn(lists: readonly (readonly string[])[]): Evidence | null {
  const isInNames = lists.some((names) => names.length > 1 && names.every((name) => commaParts(name).length === 2));
  // An even number may be of Last, First, Last, First.
  const isBetween = lists.some((names) =>
    names.some((name) => {
      const parts = commaParts(name);
      return parts.length > 2 && parts.length % 2 === 1 && parts.every(isWholeName);
    }),
  );
  if (isInNames === isBetween) return null;
  return isInNames
    ? { commas: "in-names", why: say`as in the lists that semicolons or line breaks divide` }
    : { commas: "between-names", why: say`as in the cells with more names` };
}

/** Whether a part is more than an initial or a credential. */
function isWholeName(part: string): boolean {
  return /\p{L}{2}/u.test(part) && credentialsAtEnd(part).before > 0;
}

function inWords(section: Section, { commas, why }: Evidence, rows: number): Message {
  const reading = commas === "in-names" ? say`one patient, as Last, First` : say`two patients`;
  return say`Two words with a comma in ${trusted(columnOfRole(section, "patient"))}, patient, are read as ${reading}: ${why} (${trusted(count(rows, "row"))}).`;
}

function askForCommas(section: Section, rows: readonly Row[], context: Context): void {
  ask(context, {
    code: "names",
    scope: "rows",
    message: say`Names in ${trusted(columnOfRole(section, "patient"))}, patient, can be one patient as Last, First, or two patients with a comma between them.`,
    answer: say`Write in the mapping commas: in-names if commas are within names, or commas: between-names if they divide patients.`,
    at: rows.map((row) => at(section, context.file, row)),
  });
}
