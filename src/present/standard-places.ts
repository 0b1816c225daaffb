import { type Document, Lines, type Path, type Problem } from "../document/document.ts";
import type { Frame, ReportProblem } from "../report/report.ts";
import type { Place } from "../report/report-schema.ts";
import { shownPath } from "../roster/privacy.ts";
import { STANDARD_PRIVACY } from "../standard-files/privacy.ts";
import type { ShelfProblem } from "../standard-files/shelf.ts";
import type { StatedAt } from "../standards/standard.ts";
import { Framer } from "./frame.ts";
import { type Mask, render } from "./mask.ts";

/** Finds places in the files of standards, of which a run may have several. */
export class StandardPlaces {
  readonly #documents: ReadonlyMap<string, Document>;
  readonly #lines = new Map<string, Lines>();
  /** Values of a wrong type, by file, as paths in JSON. */
  readonly #hidden = new Map<string, Set<string>>();

  /** The documents by the names of their files, and what is wrong in them. */
  constructor(documents: ReadonlyMap<string, Document>, problems: readonly ShelfProblem[]) {
    this.#documents = documents;
    for (const { file, problem } of problems) {
      const hidden = this.#hidden.get(file) ?? new Set();
      this.#hidden.set(file, hidden);
      if (problem.hidesValue) hidden.add(JSON.stringify(problem.path));
    }
  }

  /** Where a standard states something. */
  at({ file, path }: StatedAt, mask: Mask): Place {
    return this.#place(file, path, "key", mask);
  }

  /** The lines of what a standard states. */
  frame({ file, path }: StatedAt, mask: Mask): Frame {
    return this.#framer(file, mask)?.frame(path, "key") ?? [];
  }

  /** A problem of a standard's file. */
  problem(file: string, { message, help, path, part, span }: Problem, mask: Mask): ReportProblem {
    const lineOf = (at: Path) => this.#place(file, at, "value", mask).line;
    const renderer = { mask, showPatients: false, lineOf };
    return {
      message: render(message, renderer),
      help: help === null ? null : render(help, renderer),
      at: this.#place(file, path, part, mask, span),
      frame: this.#framer(file, mask)?.frame(path, part) ?? [],
    };
  }

  #framer(file: string, mask: Mask): Framer | null {
    const document = this.#documents.get(file);
    if (document === undefined) return null;
    return new Framer(document, this.#linesOf(file), mask, false, this.#hidden.get(file) ?? new Set(), STANDARD_PRIVACY);
  }

  #place(file: string, path: Path, part: "key" | "value", mask: Mask, given?: Problem["span"]): Place {
    const name = mask.text(file).replaceAll("\\", "/");
    const span = given ?? this.#documents.get(file)?.locate(path, part) ?? { start: 0, end: 0 };
    const lines = this.#linesOf(file);
    const [start, end] = [lines.position(span.start), lines.position(Math.max(span.end, span.start))];
    const shown = shownPath(path, mask.text, STANDARD_PRIVACY);
    return { file: name, line: start.line, column: start.column, endLine: end.line, endColumn: end.column, path: shown };
  }

  #linesOf(file: string): Lines {
    let lines = this.#lines.get(file);
    if (lines === undefined) {
      lines = new Lines(this.#documents.get(file)?.text ?? "");
      this.#lines.set(file, lines);
    }
    return lines;
  }
}
