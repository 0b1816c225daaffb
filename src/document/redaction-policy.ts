/** Which parts of a file may be shown, as its schema says. What is not allowed here is masked, whatever it holds. */
import type * as z from "zod/mini";
import type { Path } from "./document.ts";
import { defOf, factsOf } from "./field.ts";

/** What of a file of one format may be shown. */
export interface RedactionPolicy {
  /** Whether the last key of a path is defined by the format. Reports may show it; any other key may be a person's name. */
  isKnownKey(path: Path): boolean;
  /** Whether a value at a path may be shown (ids of patients in it are masked all the same). */
  isShownValue(path: Path): boolean;
  /** Whether the last key of a path is a name that the author chose, not a key that the format defines. */
  isName(path: Path): boolean;
  /** The keys of the format, wherever they belong. */
  readonly keys: readonly string[];
}

/** A key of the format, an entry of a list, or a key of the author's choice. */
interface Step {
  readonly known: boolean;
  readonly shown: boolean;
  readonly isName: boolean;
}

interface PolicyOptions {
  /** Whether files of the format never name a patient, so that every known value may be shown. */
  readonly showsAll?: boolean;
}

/** The policy of a format. Keys of a record are known where they are shown. */
export function policyOf(schema: z.ZodMiniType, { showsAll = false }: PolicyOptions = {}): RedactionPolicy {
  const steps = new Map<string, Step>();
  collect(schema, [], steps);
  if (showsAll) for (const [at, { isName }] of steps) steps.set(at, { known: true, shown: true, isName });
  const stepAt = (path: Path) => steps.get(key(path, steps));
  return {
    isKnownKey: (path) => stepAt(path)?.known === true,
    isShownValue: (path) => stepAt(path)?.shown === true,
    isName: (path) => stepAt(path)?.isName === true,
    keys: [...new Set([...steps.keys()].map((path) => path.split("\n").at(-1) as string).filter((one) => one !== ANY && one !== NAME))],
  };
}

/** Stand for any entry of a list, and for any key of a record. */
const ANY = "*";
const NAME = "**";

/** The path with its positions, and the keys of records, replaced by what stands for them. */
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
  const { shape, element, keyType, valueType, innerType, options } = defOf(schema);
  for (const inner of [innerType, ...(options ?? [])]) if (inner !== undefined) collect(inner, path, steps);
  const add = (step: string, inner: z.ZodMiniType, known = true) => {
    const at = [...path, step];
    const { shown = false, isName = false } = steps.get(at.join("\n")) ?? {};
    steps.set(at.join("\n"), { known, shown: shown || isShown(inner), isName: isName || step === NAME });
    collect(inner, at, steps);
  };
  for (const [name, member] of Object.entries(shape ?? {})) add(name, member);
  if (element !== undefined) add(ANY, element);
  if (valueType !== undefined) add(NAME, valueType, keyType !== undefined && isShown(keyType));
}

/** Whether a field, or what it is optionally, is marked as shown. */
function isShown(schema: z.ZodMiniType): boolean {
  const { innerType, options } = defOf(schema);
  return factsOf(schema)?.shown === true || [innerType, ...(options ?? [])].some((inner) => inner !== undefined && isShown(inner));
}

/** A path fit to be shown: `•••` for every key that the format does not define. */
export function shownPath(path: Path, mask: (text: string) => string, policy: RedactionPolicy): (string | number)[] {
  return path.map((step, i) => {
    const steps = path.slice(0, i + 1);
    if (typeof step === "number") return step;
    if (!policy.isKnownKey(steps)) return "•••";
    return policy.isName(steps) ? mask(step) : step;
  });
}
