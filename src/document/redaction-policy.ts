/** Decides by the schema which parts of a file may be shown. Everything else is masked. */
import type * as z from "zod/mini";
import type { Path } from "./document.ts";
import { defOf, factsOf } from "./field.ts";

/** The parts of a file format that may be shown. */
export interface RedactionPolicy {
  /** Whether the last key of a path is defined by the format. Reports may show it; any other key may be a person's name. */
  isKnownKey(path: Path): boolean;
  /** Whether the value at a path may be shown. Patient ids in it are still masked. */
  isShownValue(path: Path): boolean;
  /** Whether the last key of a path is a name that the author chose. */
  isName(path: Path): boolean;
  /** All keys of the format. */
  readonly keys: readonly string[];
}

/** The policy for a key of the format, a list entry, or a key of the author's choice. */
interface Step {
  readonly shown: boolean;
  readonly isName: boolean;
}

interface PolicyOptions {
  /** Known words among the keys that an author may choose, such as the built-in kinds. */
  readonly words?: Iterable<string>;
  /** Whether the values of all fields may be shown, because the format has no field for patients. */
  readonly showsAll?: boolean;
}

/** The policy of a format. */
export function policyOf(schema: z.ZodMiniType, { words = [], showsAll = false }: PolicyOptions): RedactionPolicy {
  const steps = new Map<string, Step>();
  collect(schema, [], steps);
  const ours = new Set(words);
  const stepAt = (path: Path) => steps.get(key(path, steps));
  return {
    isKnownKey: (path) => {
      const step = stepAt(path);
      return step !== undefined && (!step.isName || ours.has(String(path.at(-1))));
    },
    isShownValue: (path) => {
      const step = stepAt(path);
      return step !== undefined && (showsAll || step.shown);
    },
    isName: (path) => stepAt(path)?.isName === true,
    keys: [...new Set([...steps.keys()].map((path) => path.split("\n").at(-1) as string).filter((one) => one !== ANY && one !== NAME))],
  };
}

/** Placeholders for any entry of a list, and for any key of a record. */
const ANY = "*";
const NAME = "**";

/** The path with placeholders for its positions and the keys of records. */
function key(path: Path, steps: ReadonlyMap<string, Step>): string {
  let at = "";
  for (const [i, step] of path.entries()) {
    const start = i === 0 ? "" : `${at}\n`;
    const isNamed = typeof step === "string" && !steps.has(`${start}${step}`) && steps.has(`${start}${NAME}`);
    at = `${start}${typeof step === "number" ? ANY : isNamed ? NAME : step}`;
  }
  return at;
}

function collect(schema: z.ZodMiniType, path: readonly string[], steps: Map<string, Step>): void {
  const { shape, element, valueType, innerType, options } = defOf(schema);
  for (const inner of [innerType, ...(options ?? [])]) if (inner !== undefined) collect(inner, path, steps);
  const add = (step: string, inner: z.ZodMiniType) => {
    const at = [...path, step];
    const { shown = false, isName = false } = steps.get(at.join("\n")) ?? {};
    steps.set(at.join("\n"), { shown: shown || isShown(inner), isName: isName || step === NAME });
    collect(inner, at, steps);
  };
  for (const [name, member] of Object.entries(shape ?? {})) add(name, member);
  if (element !== undefined) add(ANY, element);
  if (valueType !== undefined) add(NAME, valueType);
}

/** Whether a field, or the inner schema of an optional field, is marked as shown. */
function isShown(schema: z.ZodMiniType): boolean {
  const { innerType, options } = defOf(schema);
  return factsOf(schema)?.shown === true || [innerType, ...(options ?? [])].some((inner) => inner !== undefined && isShown(inner));
}

/** Replaces a key that may not be shown in a path. */
const HIDDEN_KEY = "•••";

/** The displayable form of a path. `isShownKey` decides about the last key of a path; names that an author chose are masked. */
export function shownPath(
  path: Path,
  mask: (text: string) => string,
  policy: RedactionPolicy,
  isShownKey: (path: Path) => boolean,
): (string | number)[] {
  return path.map((step, i) => {
    const steps = path.slice(0, i + 1);
    if (typeof step === "number") return step;
    if (!isShownKey(steps)) return HIDDEN_KEY;
    return policy.isName(steps) ? mask(step) : step;
  });
}
