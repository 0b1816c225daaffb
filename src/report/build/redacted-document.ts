/** A document as a report may show it: places in it, its lines, and messages about it, all masked. */
import { type Document, Lines, type Path, type Problem } from "../../document/document.ts";
import type { Message } from "../../message.ts";
import { type RedactionPolicy, shownPath } from "../../roster/redaction-policy.ts";
import type { Frame, ReportProblem } from "../report.ts";
import type { Location } from "../schema.ts";
import { CodeFramer } from "./code-frame.ts";
import { fileName, type Mask, type Renderer, render } from "./mask.ts";

interface Shown {
  readonly mask: Mask;
  readonly showPatients: boolean;
  /** What of a file of its format may be shown. */
  readonly privacy: RedactionPolicy;
  /** Its file, where places are to name it. */
  readonly file?: string;
}

export class RedactedDocument {
  readonly document: Document;
  readonly mask: Mask;
  readonly #lines: Lines;
  readonly #framer: CodeFramer;
  readonly #renderer: Renderer;
  readonly #shown: Shown;

  /** `problems` are those of the document: what they complain of as of a wrong type is not shown. */
  constructor(document: Document, problems: readonly Problem[], shown: Shown) {
    const { mask, showPatients, privacy } = shown;
    this.document = document;
    this.mask = mask;
    this.#shown = shown;
    this.#lines = new Lines(document.text);
    const hidden = problems.filter((problem) => problem.hidesValue).map((problem) => JSON.stringify(problem.path));
    this.#framer = new CodeFramer(document, this.#lines, mask, showPatients, new Set(hidden), privacy);
    const lineOf = (path: Path) => this.#lines.position(document.locate(path, "value").start).line;
    this.#renderer = { mask, showPatients, lineOf };
  }

  text(message: Message): string {
    return render(message, this.#renderer);
  }

  problem({ message, help, path, part, span }: Problem): ReportProblem {
    return {
      message: this.text(message),
      help: help === null ? null : this.text(help),
      at: this.place(path, part, span),
      frame: this.frame(path, part),
      file: null,
    };
  }

  frame(path: Path, part: "key" | "value"): Frame {
    return this.#framer.frame(path, part);
  }

  /** A path's place in the text. */
  place(path: Path, part: "key" | "value", span = this.document.locate(path, part)): Location {
    const { file, mask, privacy } = this.#shown;
    const start = this.#lines.position(span.start);
    const end = this.#lines.position(Math.max(span.end, span.start));
    return {
      ...(file === undefined ? {} : { file: fileName(file, mask) }),
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      path: shownPath(path, mask.text, privacy),
    };
  }
}
