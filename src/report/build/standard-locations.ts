import type { Document } from "../../document/document.ts";
import type { StandardProblem } from "../../standards/load.ts";
import { STANDARD_POLICY } from "../../standards/redaction-policy.ts";
import type { StatedAt } from "../../standards/standard.ts";
import type { Frame, ReportProblem } from "../report.ts";
import type { Location } from "../schema.ts";
import type { Mask } from "./mask.ts";
import { RedactedDocument } from "./redacted-document.ts";

/** The standard files of a run, prepared for reports. */
export class StandardLocations {
  readonly #views: ReadonlyMap<string, RedactedDocument>;

  /** The documents by file name, and their problems. */
  constructor(documents: ReadonlyMap<string, Document>, problems: readonly StandardProblem[], mask: Mask) {
    const view = (file: string, document: Document) => {
      const ofFile = problems.filter((one) => one.file === file).map(({ problem }) => problem);
      return new RedactedDocument(document, ofFile, { mask, showPatients: false, policy: STANDARD_POLICY, file });
    };
    this.#views = new Map([...documents].map(([file, document]) => [file, view(file, document)]));
  }

  /** The location of a path in a standard file. */
  at({ file, path }: StatedAt): Location {
    return this.#of(file).location(path, "key");
  }

  /** The lines of a path in a standard file. */
  frame({ file, path }: StatedAt): Frame {
    return this.#of(file).frame(path, "key");
  }

  /** A problem in a standard file. */
  problem({ file, problem }: StandardProblem): ReportProblem {
    return this.#of(file).problem(problem);
  }

  #of(file: string): RedactedDocument {
    return this.#views.get(file) as RedactedDocument;
  }
}
