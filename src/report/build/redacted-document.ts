/** A document prepared for reports: masked locations, lines and messages. */
import type { Document, Located, Path, Problem, Span } from "../../document/document.ts";
import { Lines } from "../../document/lines.ts";
import { type RedactionPolicy, shownPath } from "../../document/redaction-policy.ts";
import type { Message } from "../../message.ts";
import type { Frame, FrameLine, ReportProblem } from "../report.ts";
import type { Location } from "../schema.ts";
import { CodeFramer } from "./code-frame.ts";
import { type Mask, type Renderer, render } from "./mask.ts";

interface Shown {
  readonly mask: Mask;
  readonly showPatients: boolean;
  /** The redaction policy of its format. */
  readonly policy: RedactionPolicy;
  /** Its file, if locations should name it. */
  readonly file?: string;
}

type Related = ReportProblem["related"];

export class RedactedDocument {
  readonly document: Document;
  readonly #lines: Lines;
  readonly #framer: CodeFramer;
  readonly #renderer: Renderer;
  readonly #isShownKey: (path: Path) => boolean;
  readonly #shown: Shown;

  /** `problems` are those of the document: values of the wrong type are not shown. */
  constructor(document: Document, problems: readonly Problem[], shown: Shown) {
    const { mask, showPatients, policy } = shown;
    this.document = document;
    this.#shown = shown;
    this.#lines = new Lines(document.text);
    const hidden = new Set(problems.filter((problem) => problem.hidesValue).map((problem) => JSON.stringify(problem.path)));
    // Only in a valid file is a key certain to be a name that the author chose.
    this.#isShownKey = (path) => policy.isKnownKey(path) || (problems.length === 0 && policy.isName(path));
    this.#framer = new CodeFramer(document, this.#lines, {
      ...{ mask, showPatients, isShownKey: this.#isShownKey },
      // Nothing below a hidden key is shown.
      isShownValue: (path) =>
        policy.isShownValue(path) &&
        !hidden.has(JSON.stringify(path)) &&
        path.every((step, i) => typeof step === "number" || this.#isShownKey(path.slice(0, i + 1))),
    });
    const lineOf = (path: Path) => this.#lines.position(document.locate(path, "value").start).line;
    this.#renderer = { mask, showPatients, lineOf };
  }

  text(message: Message): string {
    return render(message, this.#renderer);
  }

  problem({ code, message, help, path, part, span }: Problem): ReportProblem {
    const located: Located = span ?? this.document.locate(path, part);
    return {
      code,
      message: this.text(message),
      help: help === null ? null : this.text(help),
      at: this.#location(path, located),
      related: this.#anchor(path, located),
      frame: this.frame(path, part),
      file: null,
    };
  }

  /** The lines around a path, and the lines of `more` keys that explain it. */
  frame(path: Path, part: "key" | "value", more: readonly Path[] = []): Frame {
    return this.#framer.frame(path, part, more);
  }

  /** The line around an offset, which is in the entry around `path`. */
  lineAt(offset: number, path: Path): FrameLine {
    return this.#framer.lineAt(offset, path);
  }

  /** The location of a path in the text. */
  location(path: Path, part: "key" | "value"): Location {
    return this.#location(path, this.document.locate(path, part));
  }

  /** The same, with the location of the anchor for a value behind an alias. */
  place(path: Path, part: "key" | "value"): { readonly at: Location; readonly anchor: Related } {
    const located = this.document.locate(path, part);
    return { at: this.#location(path, located), anchor: this.#anchor(path, located) };
  }

  #anchor(path: Path, { anchor }: Located): Related {
    return anchor === undefined ? [] : [{ message: "the value of the alias", at: this.#location(path, anchor) }];
  }

  #location(path: Path, span: Span): Location {
    const { file, mask, policy } = this.#shown;
    const start = this.#lines.position(span.start);
    const end = this.#lines.position(Math.max(span.end, span.start));
    return {
      ...(file === undefined ? {} : { file: mask.text(file) }),
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      path: shownPath(path, mask.text, policy, this.#isShownKey),
    };
  }
}
