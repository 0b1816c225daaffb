/** Validates a document against a zod schema, with problems in words that a person can act on. */
import type * as z from "zod/mini";
import { memoized } from "../grouped.ts";
import { count, type Message, say, trusted } from "../message.ts";
import { type Document, isCutByComment, type Path, type Problem, valueAt } from "./document.ts";
import { defOf, factsOf } from "./field.ts";
import { Lines } from "./lines.ts";
import { MAX_PROBLEMS } from "./problems.ts";
import { specialIn, withoutSpecial } from "./special-characters.ts";
import { suggest } from "./suggest.ts";
import { isMapping } from "./untyped.ts";

export interface FileFormat {
  /** The name of the format: `roster`. */
  readonly what: string;
  readonly schema: z.ZodMiniType;
  /** Words that people use instead of a key. */
  readonly synonyms: Readonly<Record<string, string>>;
  /** Known words among the keys that an author may choose, such as the built-in kinds. */
  readonly words?: ReadonlySet<string>;
  /** Whether text at this path must not be shown. */
  isProtected(path: Path): boolean;
  /** The reason to refuse a key, other than being unknown; null for an acceptable key. */
  refusal(path: Path): Pick<Problem, "code" | "message" | "help"> | null;
}

/** Maximum unknown keys to list per mapping; the rest is counted. */
const MAX_UNKNOWN_KEYS = 20;

/** The reader's problems, then those of the schema. A duplicate key is named if the format defines it, with the line of the first one. */
export function documentProblems(document: Document, shape: FileFormat): Problem[] {
  const lines = new Lines(document.text);
  const firstKeys = memoized((parent: string) => {
    const starts = new Map<string, number>();
    for (const { part, path, start } of document.tokens(JSON.parse(parent) as Path)) {
      const key = JSON.stringify(path);
      if (part === "key" && !starts.has(key)) starts.set(key, start);
    }
    return starts;
  });
  const named = (problem: Problem): Problem => {
    const { path, isDuplicate } = problem;
    const first = isDuplicate ? firstKeys(JSON.stringify(path.slice(0, -1))).get(JSON.stringify(path)) : undefined;
    if (first === undefined) return problem;
    const key = String(path.at(-1));
    const name = knownKeys(shape.schema, path.slice(0, -1), document.value).includes(key) ? say` \`${trusted(key)}\`` : [];
    const { line, column } = lines.position(first);
    const isSameLine = problem.span !== undefined && lines.position(problem.span.start).line === line;
    const where = isSameLine ? say`at column ${column}` : say`on line ${line}`;
    return { ...problem, message: say`Duplicate key${name} (also ${where}).` };
  };
  return [...document.problems.map(named), ...shapeProblems(document, shape)];
}

/** All schema problems, in the schema's order; empty for a valid value. */
function shapeProblems(document: Document, shape: FileFormat): Problem[] {
  const issues: Issue[] = [];
  collectIssues(shape.schema, document.value, [], issues);
  const missingSpace = issues.length === 0 ? null : missingSpaces(document, shape);
  const problems: Problem[] = missingSpace === null ? [] : [missingSpace];
  /** Paths with a reported problem. */
  const reported = new Set((missingSpace?.hides ?? []).map((path) => JSON.stringify(path)));
  for (const { key, entries } of issues.length === 0 ? [] : outdentedLists(document, shape)) {
    const problem = notIndented(key, say`: its hyphens belong in the column of \`${trusted(String(key.at(-1)))}\`, or farther right`);
    // A mapping such as a stay would be taken for a session or person.
    const isMistaken = entries.some((path) => isMapping(valueAt(document.value, path)));
    problems.push(isMistaken ? { ...problem, hides: [key, ...entries] } : problem);
    for (const path of [key, ...entries]) reported.add(JSON.stringify(path));
  }
  const isToldAbove = ({ path }: Issue) => [0, ...path.keys()].some((_, i) => reported.has(JSON.stringify(path.slice(0, i))));
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys" || isToldAbove(issue)) continue;
    const path = issue.path as Path;
    const known = knownKeys(shape.schema, path, document.value);
    const missing = known.filter((key) => valueAt(document.value, [...path, key]) === undefined);
    const meantFor = (key: string) => meantKey(key, known, missing, shape.synonyms);
    const outdented = outdentedKeys(document, path, issue.keys, shape, meantFor);
    for (const { key } of outdented) {
      problems.push(notIndented(key, say`, with a hyphen before each entry`));
      reported.add(JSON.stringify(key));
    }
    const told = new Set(outdented.flatMap(({ entries }) => entries.map((one) => one.at(-1))));
    const untold = issue.keys.filter((key) => !told.has(key));
    for (const key of untold.slice(0, MAX_UNKNOWN_KEYS)) {
      const meant = meantFor(key);
      const isThere = meant !== null && valueAt(document.value, [...path, keyIn(meant)]) !== undefined;
      if (meant !== null && !isThere) reported.add(JSON.stringify([...path, keyIn(meant)]));
      problems.push(unknownKey(shape, [...path, key], { key: meant, isThere }, known));
    }
    const more = untold.length - MAX_UNKNOWN_KEYS;
    if (more > 0)
      problems.push({ code: "unknown-key", message: say`This mapping has ${more} more unknown keys.`, help: null, path, part: "key" });
  }
  const refused = new Set(document.problems.map((problem) => JSON.stringify(problem.path)));
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys") continue;
    // A value that the reader refused cannot be validated.
    if (refused.has(JSON.stringify(issue.path))) continue;
    const isMissing = valueAt(document.value, issue.path as Path) === undefined;
    if (isMissing && refused.has(JSON.stringify([...issue.path.slice(0, -1), "<<"]))) continue;
    // A key that is missing because it is reported is one slip, reported above; so are two faults of one value.
    if (isToldAbove(issue)) continue;
    reported.add(JSON.stringify(issue.path));
    const problem = unfitValue(shape, issue as Issue, document.value);
    problems.push({ ...problem, help: say`${unseen(document, issue.path as Path)}${problem.help ?? []}` });
  }
  return problems;
}

/**
 * Inside braces, `id:lee` is a key without a value, because a colon needs a space after it; after a hyphen, it is text. One such
 * mistake causes many problems, so the others of its mapping are not told.
 */
function missingSpaces({ value }: Document, { schema, synonyms }: FileFormat): Problem | null {
  const found: { path: Path; key: string }[] = [];
  const isOurs = (key: string, at: Path): boolean => {
    const isText = valueAt(value, at) !== null;
    if (isText && schemaAt(schema, at, value)?.safeParse(valueAt(value, at)).success !== false) return false;
    const known = knownKeys(schema, isText ? at : at.slice(0, -1), value);
    return known.includes(key) || (known.length > 0 && Object.hasOwn(synonyms, key));
  };
  const visit = (inside: unknown, path: Path): void => {
    if (typeof inside !== "object" || inside === null) return;
    for (const [step, member] of Array.isArray(inside) ? inside.entries() : Object.entries(inside)) {
      const at = [...path, step];
      const key = gluedKey(member === null ? step : member);
      if (key !== null && isOurs(key, at)) found.push({ path: at, key });
      else visit(member, at);
    }
  };
  visit(value, []);
  const [first, ...others] = found;
  if (first === undefined) return null;
  const more = others.length === 0 ? [] : say`, and after those of ${trusted(count(others.length, "more key"))}`;
  return {
    code: "broken-syntax",
    message: say`A space is missing after the colon of \`${trusted(first.key)}\`${more}.`,
    help: say`Write a space after each colon, such as: ${trusted(first.key)}: …`,
    path: first.path,
    part: valueAt(value, first.path) === null ? "key" : "value",
    hidesValue: true,
    hides: found.map(({ path }) => (valueAt(value, path) === null ? path.slice(0, -1) : path)),
  };
}

interface OutdentedList {
  /** The key that has no value. */
  readonly key: Path;
  /** The entries that were meant to be under it. */
  readonly entries: readonly Path[];
}

/**
 * The lists that are one level too far left: the last key of an entry has no value, and the entries after it are no such entries
 * but would do under that key.
 */
function outdentedLists(document: Document, { schema }: FileFormat): OutdentedList[] {
  const { value } = document;
  const found: OutdentedList[] = [];
  const fits = (one: z.ZodMiniType | undefined, entry: unknown) => one?.safeParse(entry).success === true;
  const visit = (inside: unknown, path: Path): void => {
    if (isMapping(inside)) for (const [key, member] of Object.entries(inside)) visit(member, [...path, key]);
    if (!Array.isArray(inside)) return;
    const entrySchema = elementOf(schemaAt(schema, path, value) ?? undefined);
    for (let i = 0; i < inside.length; i++) {
      visit(inside[i], [...path, i]);
      const [last, lastValue] = isMapping(inside[i]) ? (Object.entries(inside[i] as object).at(-1) ?? []) : [];
      if (last === undefined || lastValue !== null || entrySchema === undefined) continue;
      const key = [...path, i, last];
      const element = elementOf(schemaAt(schema, key, value) ?? undefined);
      const entries: Path[] = [];
      for (let next = i + 1; next < inside.length && fits(element, inside[next]) && !fits(entrySchema, inside[next]); next++)
        entries.push([...path, next]);
      if (entries.length > 0 && startsLine(document, key)) found.push({ key, entries });
    }
  };
  visit(value, []);
  return found;
}

/** The unknown keys of a mapping that come after a key without a value, where that takes a list: ids with a colon, or without a hyphen. */
function outdentedKeys(
  document: Document,
  path: Path,
  unknown: readonly string[],
  { schema }: FileFormat,
  meant: (key: string) => string | null,
): OutdentedList[] {
  const { value } = document;
  const found: { key: Path; entries: Path[] }[] = [];
  let open: (typeof found)[number] | null = null;
  for (const [key, member] of Object.entries(valueAt(value, path) as object)) {
    const at = [...path, key];
    if (unknown.includes(key)) {
      if (meant(key) !== null) open = null;
      if (open?.entries.push(at) === 1) found.push(open);
    } else {
      const takesList = member === null && elementOf(schemaAt(schema, at, value) ?? undefined) !== undefined;
      open = takesList && startsLine(document, at) ? { key: at, entries: [] } : null;
    }
  }
  return found;
}

/** Whether a key is the first of its line, so that what is below it may be indented; in braces and in JSON indentation says nothing. */
function startsLine(document: Document, path: Path): boolean {
  const { start } = document.locate(path, "key");
  const { text } = document;
  return text[start] !== '"' && /^[\s-]*$/.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start));
}

/** Said of the key alone; its entries may be ids of patients. */
function notIndented(path: Path, how: Message): Problem {
  const key = trusted(String(path.at(-1)));
  const message = say`\`${key}\` has no value, because the list below it is not indented under it.`;
  const help = say`Indent the list under \`${key}\`${how}.`;
  return { code: "missing-value", message, help, path, part: "key" };
}

/** The key of `id:lee`, or null. */
function gluedKey(text: unknown): string | null {
  return typeof text === "string" ? (/^([A-Za-z$]+):\S/.exec(text)?.[1] ?? null) : null;
}

/** The known key that an unknown key probably means; with a colon after it if the colon is missing. */
function meantKey(
  key: string,
  known: readonly string[],
  missing: readonly string[],
  synonyms: Readonly<Record<string, string>>,
): string | null {
  const synonym = synonyms[key];
  if (synonym !== undefined && known.includes(synonym.split(":")[0] as string)) return synonym;
  // `week of`, or `from "18:30"` with a missing colon.
  const [first = "", rest] = key.split(/\s+/);
  if (rest !== undefined && known.includes(first)) return /^["'[{\d]/.test(rest) ? `${first}: …` : first;
  return suggest(key, missing) ?? suggest(key, known);
}

type Issue = z.core.$ZodIssue;

/** Entries of longer lists are validated one by one, until enough problems are found to report. */
const LONG = 100;

/** Collects zod's issues; for long lists, only as many as are reported, because each issue takes a kilobyte or more. */
function collectIssues(schema: z.ZodMiniType, value: unknown, path: Path, issues: Issue[]): void {
  const long: Path[] = [];
  const result = schema.safeParse(isShort(value) ? value : shortened(value, [], long));
  for (const issue of result.success ? [] : result.error.issues) {
    for (const inner of innermost(issue, path)) issues.push(inner);
  }
  for (const at of long) {
    const entries = valueAt(value, at) as unknown[];
    const element = elementOf(schemaAt(schema, at, value) ?? undefined);
    if (element === undefined) continue;
    for (let i = 1; i < entries.length && issues.length <= MAX_PROBLEMS; i++) {
      collectIssues(element, entries[i], [...path, ...at, i], issues);
    }
  }
}

/** Whether a value has no long list, so that zod can validate it as a whole. */
function isShort(value: unknown): boolean {
  if (Array.isArray(value)) return value.length <= LONG && value.every(isShort);
  return !isMapping(value) || Object.values(value).every(isShort);
}

/** The value with only the first entry of each long list; adds the paths of these lists to `long`. */
function shortened(value: unknown, at: Path, long: Path[]): unknown {
  if (Array.isArray(value)) {
    if (value.length <= LONG) return value.map((entry, i) => shortened(entry, [...at, i], long));
    long.push(at);
    return [shortened(value[0], [...at, 0], long)];
  }
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shortened(member, [...at, key], long)]));
}

/** The schema of a list's entries, if the schema accepts lists. */
function elementOf(schema: z.ZodMiniType | undefined): z.ZodMiniType | undefined {
  if (schema === undefined) return undefined;
  const { innerType, element, options } = defOf(schema);
  return element ?? elementOf(innerType) ?? options?.map(elementOf).find((found) => found !== undefined);
}

/** The issues of the intended branch of a union: the branch that accepts values of this type. */
function innermost(issue: Issue, prefix: Path): Issue[] {
  const path = [...prefix, ...(issue.path as Path)];
  if (issue.code !== "invalid_union") return [{ ...issue, path: path as PropertyKey[] }];
  const branches = issue.errors.map((branch) => branch.flatMap((inner) => innermost(inner, path)));
  const isOfAnotherType = (inner: Issue) => inner.path.length === path.length && /^invalid_(?:type|union)$/.test(inner.code);
  const meant = branches.find((branch) => !branch.some(isOfAnotherType));
  return meant ?? [{ ...issue, path: path as PropertyKey[] }];
}

/** `meant` is the likeliest key, and whether the mapping has that key already. */
function unknownKey(shape: FileFormat, path: Path, meant: { key: string | null; isThere: boolean }, known: readonly string[]): Problem {
  const refusal = shape.refusal(path);
  if (refusal !== null) return { ...refusal, path, part: "key" };
  // Missing brackets or spaces turn ids into keys, so a message names an unknown key only if it is a word of ours in another spelling.
  const key = String(path.at(-1));
  const isOurs = [...known, ...Object.keys(shape.synonyms)].some((one) => lettersOf(one) === lettersOf(key)) && !shape.isProtected(path);
  const message = isOurs ? say`Unknown key \`${trusted(key)}\`.` : say`Unknown key.`;
  const help = say`${withoutSpecial(key)}${helpFor(meant, isOurs ? key : null, known)}`;
  return { code: "unknown-key", message, help, path, part: "key" };
}

function helpFor(meant: { key: string | null; isThere: boolean }, key: string | null, known: readonly string[]): Message {
  if (meant.key === null) return say`Known keys: ${trusted(known.filter((name) => name !== "$schema").join(", "))}.`;
  if (!meant.isThere) return say`Did you mean \`${trusted(meant.key)}\`?`;
  const it = key === null ? "this key" : `\`${key}\``;
  const there = trusted(keyIn(meant.key));
  if (meant.key === "id") return say`This entry already has an \`id\`, which reports show. Delete ${trusted(it)} and its value.`;
  return say`\`${there}\` is already there. Write the value there, or delete ${trusted(it)}.`;
}

/** The key of a suggestion such as `status: canceled`. */
function keyIn(meant: string): string {
  return meant.split(":")[0] as string;
}

/** The letters of a key, without letter case and what separates its words. */
function lettersOf(key: string): string {
  return key.toLowerCase().replace(/[ _-]/g, "");
}

function unfitValue(shape: FileFormat, issue: Issue, root: unknown): Problem {
  const path = issue.path as Path;
  const value = valueAt(root, path);
  const schema = schemaAt(shape.schema, path, root);
  const field = schema === null ? undefined : factsOf(schema);
  const expects = field?.expects ?? "something else";
  const name = nameOf(path, shape, root);
  const key = fieldOf(path, shape, root);
  const example = say`${key === null ? [] : say`${trusted(key)}: `}${trusted(field?.example ?? "…")}`;
  const help = say`Write ${trusted(expects)}, such as: ${example}`;
  if (value === undefined) return { code: "missing-key", message: say`${name} is missing.`, help, path: path.slice(0, -1), part: "key" };
  if (value === null) {
    return {
      code: "missing-value",
      message: say`${name} has no value.`,
      help: isOptional(shape.schema, path, root) ? say`${help}; or delete the key.` : help,
      path,
      part: "value",
    };
  }
  const isTooShort = Array.isArray(value) && issue.code === "too_small";
  if (isTooShort && value.some((entry) => typeof entry === "string" && /\S\s+\S/.test(entry)))
    return {
      code: "wrong-value",
      message: say`${name} should be ${trusted(expects)}; this value is ${trusted(describe(value, issue))}.`,
      help: say`This looks like several ids in one. If it is, write a comma between ids.`,
      path,
      part: "value",
      hidesValue: true,
    };
  if (Array.isArray(value) && value.length === 0)
    return { code: "wrong-value", message: say`${name} is an empty list.`, help, path, part: "value" };
  if (typeof value === "string" && issue.code === "too_big") {
    return {
      code: "too-long",
      message: say`${name} is ${[...value].length} characters long.`,
      help: say`Write at most ${Number(issue.maximum)}.`,
      path,
      part: "value",
      hidesValue: true,
    };
  }
  if (typeof value === "string" && issue.code === "invalid_value") {
    const meant = suggest(value, issue.values.map(String));
    if (meant !== null)
      return {
        code: "wrong-value",
        message: say`${name} should be ${trusted(expects)}.`,
        help: say`Did you mean \`${trusted(meant)}\`?`,
        path,
        part: "value",
      };
  }
  // Advice would show the value, which is never shown under `patients` and similar keys.
  const isScalar = typeof value === "string" || typeof value === "number";
  const advice = isScalar && !shape.isProtected(path) ? (field?.meant?.(value, root) ?? null) : null;
  if (advice !== null)
    return {
      code: field?.code ?? "wrong-value",
      message: say`${name} is not ${trusted(brief(expects))}.`,
      help: advice,
      path,
      part: "value",
    };
  if (typeof value === "string" && /^\d+$/.test(value) && issue.code === "invalid_type" && issue.expected === "number") {
    const help = say`Write it without quotes, such as: ${example}`;
    return {
      code: "wrong-value",
      message: say`${name} should be ${trusted(expects)}, not text.`,
      help,
      path,
      part: "value",
      hidesValue: true,
    };
  }
  // In YAML, a `//` comment is part of the value and may name a patient.
  const isMisread = typeof value === "string" && value !== "" && (issue.code === "invalid_format" || issue.code === "invalid_value");
  const other = issue.code === "invalid_format" ? "has another form" : "is something else";
  const found = say`this value ${trusted(isMisread ? other : `is ${describe(value, issue)}`)}`;
  const message = say`${name} should be ${trusted(expects)}; ${found}.`;
  const hidesValue = !isPlainNumber(value, issue) && (!isMisread || /\/[/*]/.test(value));
  const code = isMisread ? (field?.code ?? "wrong-value") : "wrong-value";
  const inBrackets = typeof value === "string" && key !== null && !shape.isProtected(path) ? textAsList(value, key, schema) : null;
  const hides = hidesValue && inBrackets?.isCertain !== true;
  return { code, message, help: inBrackets?.help ?? say`Write for example: ${example}`, path, part: "value", hidesValue: hides };
}

/** Whether a value is a number in place of another number, with so few digits that it is neither a phone nor a record number. */
function isPlainNumber(value: unknown, issue: Issue): boolean {
  const isOfNumber = issue.code === "too_big" || issue.code === "too_small" || (issue.code === "invalid_type" && issue.expected === "int");
  return typeof value === "number" && isOfNumber && Math.abs(value) < 10_000;
}

/** Maximum entries of a text that a help writes as a list. */
const MAX_ENTRIES = 8;

/**
 * Help for a text in place of a list: the same entries in brackets. The entries are placeholders unless each is a word of our own
 * vocabulary, because the text may identify a patient; `isCertain` says whether they are. An example of ours could be copied, and
 * be false. Null if no list fits.
 */
function textAsList(
  value: string,
  key: string,
  schema: z.ZodMiniType | null,
): { readonly help: Message; readonly isCertain: boolean } | null {
  const element = schema === null ? undefined : defOf(schema).element;
  if (element === undefined) return null;
  const asEntry = factsOf(element)?.asEntry;
  const parts = asEntry !== undefined && value.length <= MAX_LENGTH_OF_LIST ? value.split(LIST_SEPARATOR).map((part) => part.trim()) : [];
  const entries = parts.map((part) => asEntry?.(part) ?? null);
  const isCertain = entries.length > 0 && entries.length <= MAX_ENTRIES && !entries.includes(null);
  if (!isCertain) {
    const required = Object.entries(defOf(element).shape ?? {}).filter(([, member]) => member._zod.optin !== "optional");
    const entry = required.length === 0 ? "…" : `{ ${required.map(([name]) => `${name}: …`).join(", ")} }`;
    return { help: say`Write it in brackets: ${trusted(`${key}: [${entry}]`)}`, isCertain };
  }
  return { help: say`Write ${trusted(`${key}: [${entries.join(", ")}]`)}`, isCertain };
}

/** Maximum length of a text that a help writes as a list. */
const MAX_LENGTH_OF_LIST = 200;

const LIST_SEPARATOR = /[,;&+]|\s+and\s+/i;

/** Names an easily overlooked cause of an invalid value: a special character, a comment, or a comma at its end. */
function unseen(document: Document, path: Path): Message {
  const value = valueAt(document.value, path);
  if (typeof value === "string" && specialIn(value) !== null) return withoutSpecial(value);
  if (typeof value === "string" && value.endsWith(",")) return say`It ends with a comma: delete the comma. `;
  if (value !== undefined && isCutByComment(document, path)) return say`${CUT}. `;
  return [];
}

const CUT = say`A # after a space begins a comment, so the value ends before it`;

/** The expected value without details: `a day and a time`. */
function brief(expects: string): string {
  return expects.split(":")[0] as string;
}

/** The field of a path in words: `` `minutes` ``, `Entry 2 of `roles``, `An entry of `kinds``. */
function nameOf(path: Path, shape: FileFormat, root: unknown): Message {
  const key = path.at(-1);
  if (key === undefined) return say`A ${trusted(shape.what)}`;
  const field = fieldOf(path, shape, root);
  if (field !== null) return say`\`${trusted(field)}\``;
  const entry = typeof key === "number" ? say`Entry ${key + 1}` : say`An entry`;
  const around = fieldOf(path.slice(0, -1), shape, root);
  return around === null ? entry : say`${entry} of \`${trusted(around)}\``;
}

/** The last key of a path if the format defines it; null for a list position and for a name that the author chose. */
function fieldOf(path: Path, shape: FileFormat, root: unknown): string | null {
  const key = path.at(-1);
  if (typeof key !== "string") return null;
  return shape.words?.has(key) || knownKeys(shape.schema, path.slice(0, -1), root).includes(key) ? key : null;
}

/** The type of a value, without its content. */
function describe(value: unknown, issue: Issue): string {
  const { code } = issue;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "a mapping";
  if (typeof value === "string") return value === "" ? "empty text" : "text";
  if (typeof value === "number") {
    if (code === "too_big" || code === "too_small") return code === "too_big" ? "too large" : "too small";
    if (issue.code === "invalid_type" && issue.expected !== "int") return "a number";
    return Number.isInteger(value) ? "another number" : "a number with a fraction or an exponent";
  }
  return "true or false";
}

/** Whether the last key of a path is optional. */
function isOptional(schema: z.ZodMiniType, path: Path, root: unknown): boolean {
  const parent = schemaAt(schema, path.slice(0, -1), root);
  const key = path.at(-1);
  return parent !== null && typeof key === "string" && shapeOf(parent)?.[key]?._zod.optin === "optional";
}

function knownKeys(schema: z.ZodMiniType, path: Path, root: unknown): string[] {
  const found = schemaAt(schema, path, root);
  return found === null ? [] : Object.keys(shapeOf(found) ?? {});
}

/** The keys of an object schema, or of the only object among a union's options. */
function shapeOf(schema: z.ZodMiniType): Record<string, z.ZodMiniType> | undefined {
  const def = defOf(schema);
  return def.shape ?? def.options?.map(shapeOf).find((keys) => keys !== undefined);
}

/** The schema of the value at a path; null if the format has no such path. */
function schemaAt(schema: z.ZodMiniType, path: Path, value: unknown): z.ZodMiniType | null {
  const def = defOf(schema);
  if (def.innerType !== undefined) return schemaAt(def.innerType, path, value);
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const inside = valueAt(value, [step]);
  if (def.options !== undefined) {
    for (const option of def.options) {
      const found = schemaAt(option, path, value);
      if (found !== null) return found;
    }
    return null;
  }
  const next =
    typeof step === "number" ? def.element : ((Object.hasOwn(def.shape ?? {}, step) ? def.shape?.[step] : undefined) ?? def.valueType);
  return next === undefined ? null : schemaAt(next, rest, inside);
}
