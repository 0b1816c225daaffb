import type { Document } from "../document/document.ts";
import type { Frame, ReportProblem } from "../report/report.ts";
import type { Place } from "../report/report-schema.ts";
import { STANDARD_PRIVACY } from "../standard-files/privacy.ts";
import type { ShelfProblem } from "../standard-files/shelf.ts";
import type { StatedAt } from "../standards/standard.ts";
import { DocumentView } from "./document-view.ts";
import type { Mask } from "./mask.ts";

/** The files of standards, of which a run may have several, as a report may show them. */
export class StandardPlaces {
  readonly #views: ReadonlyMap<string, DocumentView>;

  /** The documents by the names of their files, and what is wrong in them. */
  constructor(documents: ReadonlyMap<string, Document>, problems: readonly ShelfProblem[], mask: Mask) {
    const view = (file: string, document: Document) => {
      const ofFile = problems.filter((one) => one.file === file).map(({ problem }) => problem);
      return new DocumentView(document, ofFile, { mask, showPatients: false, privacy: STANDARD_PRIVACY, file });
    };
    this.#views = new Map([...documents].map(([file, document]) => [file, view(file, document)]));
  }

  /** Where a standard states something. */
  at({ file, path }: StatedAt): Place {
    return this.#of(file).place(path, "key");
  }

  /** The lines of what a standard states. */
  frame({ file, path }: StatedAt): Frame {
    return this.#of(file).frame(path, "key");
  }

  /** A problem of a standard's file. */
  problem({ file, problem }: ShelfProblem): ReportProblem {
    return this.#of(file).problem(problem);
  }

  #of(file: string): DocumentView {
    return this.#views.get(file) as DocumentView;
  }
}
