/**
 * Mutants of the source: each number, comparison and unit of a file changed by one step. Files are compiled once; for a mutant
 * only its own file is, and the library is put together anew around it.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { Script } from "node:vm";
import { parse } from "acorn";
import { full } from "acorn-walk";
import { transformSync } from "esbuild";

export interface Mutant {
  readonly file: string;
  readonly line: number;
  /** What is changed into what: `12 → 13`. */
  readonly change: string;
  readonly code: string;
}

/** What each comparison is changed to: its bound taken in or left out, or equal for different. */
const STEPS: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">", "===": "!==", "!==": "===" };
const UNITS: Readonly<Record<string, string>> = { patients: "couples", couples: "patients" };

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value?: unknown;
  readonly operator?: string;
  readonly left?: Node;
  readonly right?: Node;
}

/** All mutants of a source file. */
export function mutantsOf(file: string): Mutant[] {
  const source = transformSync(readFileSync(file, "utf8"), { loader: "ts", format: "esm", target: "node20" }).code;
  const found: { start: number; end: number; text: string }[] = [];
  const change = ({ start, end }: { start: number; end: number }, ...texts: string[]) => {
    for (const text of texts) found.push({ start, end, text });
  };
  full(parse(source, { ecmaVersion: 2022, sourceType: "module" }), (visited) => {
    const node = visited as unknown as Node;
    // `undefined` is written as `void 0` by the compiler.
    if (node.type === "Literal" && typeof node.value === "number" && source.slice(node.start - 5, node.start) !== "void ") {
      change(node, String(node.value + 1), ...(node.value > 0 ? [String(node.value - 1)] : []));
    }
    if (node.type === "Literal" && typeof node.value === "string") {
      const [, clinicians, places] = /^(\d+):(\d+)$/.exec(node.value) ?? [];
      if (places !== undefined) change(node, `"${clinicians}:${Number(places) + 1}"`, `"${clinicians}:${Number(places) - 1}"`);
      const unit = UNITS[node.value];
      if (unit !== undefined) change(node, JSON.stringify(unit));
    }
    const step = node.type === "BinaryExpression" ? STEPS[node.operator ?? ""] : undefined;
    if (step !== undefined && node.left && node.right) {
      const at = source.indexOf(node.operator as string, node.left.end);
      change({ start: at, end: at + (node.operator as string).length }, step);
    }
  });
  return found.map(({ start, end, text }) => ({
    file,
    line: source.slice(0, start).split("\n").length,
    change: `${source.slice(Math.max(source.lastIndexOf("\n", start) + 1, start - 60), start).trimStart()}⟨${source.slice(start, end)} → ${text}⟩`,
    code: source.slice(0, start) + text + source.slice(end),
  }));
}

export const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));

type Exports = Record<string, unknown>;
type Wrapper = (exports: Exports, require: (name: string) => unknown, module: { exports: Exports }) => void;

const requirePackage = createRequire(import.meta.url);
const compiled = new Map<string, Wrapper>();

function compile(code: string, loader: "ts" | "js", file: string): Wrapper {
  const { code: js } = transformSync(code, { loader, format: "cjs", target: "node20" });
  return new Script(`(function (exports, require, module) {${js}\n})`, { filename: file }).runInThisContext() as Wrapper;
}

/**
 * Loads modules of the source with all that they import, anew and as one; with a mutant in place of its file, and with
 * `packages` in place of those of these names.
 */
export function loadWith(entries: readonly string[], mutant: Mutant | null, packages: Readonly<Record<string, unknown>> = {}): Exports {
  const loaded = new Map<string, { exports: Exports }>();
  const load = (file: string): Exports => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as Exports };
    loaded.set(file, module);
    let wrapper = mutant !== null && resolve(mutant.file) === file ? compile(mutant.code, "js", file) : compiled.get(file);
    if (wrapper === undefined) {
      wrapper = compile(readFileSync(file, "utf8"), "ts", file);
      compiled.set(file, wrapper);
    }
    const require = (name: string): unknown => {
      const path = resolve(dirname(file), name);
      return name.startsWith(".") && existsSync(path) ? load(path) : (packages[name] ?? requirePackage(name));
    };
    wrapper(module.exports, require, module);
    return module.exports;
  };
  return Object.assign({}, ...entries.map((entry) => load(resolve(entry)))) as Exports;
}
