import type { ProblemCode } from "../codes.ts";
import type { Path, Problem } from "../document/document.ts";
import { MAX_PROBLEMS } from "../document/problems.ts";
import type { Message } from "../message.ts";

/** Collects the problems of a roster. Knows earlier problems, so that one mistake is one problem. */
export class ProblemCollector {
  readonly problems: Problem[] = [];
  readonly #broken: ReadonlySet<string>;
  /** Whether a section may be missing only because its key is mistyped. */
  readonly hasUnknownSection: boolean;

  /** `earlier` are the problems from the reader and the schema. */
  constructor(earlier: readonly Problem[]) {
    this.#broken = new Set(earlier.map((problem) => JSON.stringify(problem.path)));
    this.hasUnknownSection = earlier.some(({ path, part }) => path.length === 1 && part === "key");
  }

  /** Adds a problem, unless the maximum is reached. */
  report(code: ProblemCode, message: Message, help: Message, path: Path, part: "key" | "value" = "value"): void {
    if (this.problems.length <= MAX_PROBLEMS) this.problems.push({ code, message, help, path, part });
  }

  /** Whether there are no problems, earlier ones included. */
  get isQuiet(): boolean {
    return this.problems.length === 0 && this.#broken.size === 0;
  }

  /** Whether the value at a path already has a problem; `below` is the rest of the path. */
  isBroken(path: Path, ...below: Path): boolean {
    return this.#broken.size > 0 && this.#broken.has(JSON.stringify([...path, ...below]));
  }
}
