import type { ProblemCode } from "../codes.ts";
import type { Path, Problem } from "../document/document.ts";
import { MAX_PROBLEMS } from "../document/problems.ts";
import type { Message } from "../message.ts";

/** What is wrong with a roster, collected while it is read; and what is known to be wrong already, so that one slip is one problem. */
export class ProblemCollector {
  readonly problems: Problem[] = [];
  readonly #broken: ReadonlySet<string>;
  /** Whether a section may be missing only because its key is mistyped. */
  readonly hasUnknownSection: boolean;

  /** `earlier` are the problems that the reader and the shape check found. */
  constructor(earlier: readonly Problem[]) {
    this.#broken = new Set(earlier.map((problem) => JSON.stringify(problem.path)));
    this.hasUnknownSection = earlier.some(({ path, part }) => path.length === 1 && part === "key");
  }

  /** Notes a problem, unless there are more already than are listed. */
  report(code: ProblemCode, message: Message, help: Message, path: Path, part: "key" | "value" = "value"): void {
    if (this.problems.length <= MAX_PROBLEMS) this.problems.push({ code, message, help, path, part });
  }

  /** Whether nothing is complained of, by anybody. */
  get isQuiet(): boolean {
    return this.problems.length === 0 && this.#broken.size === 0;
  }

  /** Whether the value at a path is complained of already; `below` is the rest of the path. */
  isBroken(path: Path, ...below: Path): boolean {
    return this.#broken.size > 0 && this.#broken.has(JSON.stringify([...path, ...below]));
  }
}
