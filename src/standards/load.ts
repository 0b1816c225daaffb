/** Loads the standards of a run: built-in ones by name, others by path, with the standards that they extend. */
import type { ProblemCode } from "../codes.ts";
import type { Document, Problem } from "../document/document.ts";
import { about } from "../document/problems.ts";
import { suggest } from "../document/suggest.ts";
import { mapping } from "../document/untyped.ts";
import { documentProblems } from "../document/validate.ts";
import { joined, listed, type Message, say, trusted, untrusted } from "../message.ts";
import { BUILT_IN, builtInLineage, builtInStandard } from "./built-in/list.ts";
import { isPath } from "./reference.ts";
import { buildLineage, type Standard, type Stated } from "./standard.ts";
import { looksLikeRoster, STANDARD_FORMAT, standardProblems, statedIn } from "./validate-standard.ts";

/** The location of a reference to a standard: paths are relative to `folder` and must stay in `within`. */
export interface Standpoint {
  readonly folder: string;
  /** Null for a reference on the command line, which may name any file. */
  readonly within: string | null;
  /** Whether the reference is in a configuration. */
  readonly isConfig?: boolean;
}

/** A standard file. */
export interface FoundFile {
  /** An identifier of the file, independent of the path that names it. */
  readonly key: string;
  /** The file's name in reports. */
  readonly file: string;
  /** The standpoint for its `extends`. */
  readonly standpoint: Standpoint;
  readonly documents: readonly Document[];
}

/** The reason why a reference has no standard, and advice. */
export interface Refused {
  readonly code: ProblemCode;
  readonly message: Message;
  readonly help: Message;
  /** `problems` in its file, which are reported there; or a `circle`, which the message shows completely. */
  readonly why?: "problems" | "circle";
}

/** Finds and reads the file of a reference. */
export type FindFile = (reference: string, from: Standpoint) => FoundFile | Refused;

/** A loaded standard with its lineage: the standards that it extends, the most distant first, and itself last. */
interface LoadedStandard {
  readonly lineage: readonly Stated[];
  readonly standard: Standard;
}

/** A problem in a standard file. */
export interface StandardProblem {
  readonly file: string;
  readonly problem: Problem;
}

/** A file in a chain of `extends`. */
type Link = Pick<FoundFile, "key" | "file">;

/** Loads standards, each file once, and collects their problems. */
export class StandardLoader {
  /** The documents of all files, by their names in reports. */
  readonly documents = new Map<string, Document>();
  readonly problems: StandardProblem[] = [];
  readonly #findFile: FindFile;
  /** Loaded standards by file; null for a file with problems. */
  readonly #loaded = new Map<string, LoadedStandard | null>();

  constructor(findFile: FindFile) {
    this.#findFile = findFile;
  }

  /** Loads the standard of a reference, or returns the reason for a failure. Adds the file's own problems to `problems`. */
  load(reference: string, from: Standpoint): Standard | Refused {
    const loaded = this.#load(reference, from, []);
    return "message" in loaded ? loaded : loaded.standard;
  }

  #load(reference: string, from: Standpoint, chain: readonly Link[]): LoadedStandard | Refused {
    const builtIn = builtInStandard(reference);
    if (builtIn !== null) return { lineage: builtInLineage(reference), standard: builtIn };
    if (!isPath(reference)) return unknownName(reference);
    const found = this.#findFile(reference, from);
    if ("message" in found) return found;
    const links = [...chain, { key: found.key, file: found.file }];
    const circle = chain.findIndex(({ key }) => key === found.key);
    if (circle >= 0) {
      return {
        code: "circular-extends",
        message: say`These standards extend each other in a circle: ${chainOf(links.slice(circle))}.`,
        help: say`Remove \`extends\` from one of them.`,
        why: "circle",
      };
    }
    // The folder is part of the key, because the paths inside a file must stay in it.
    const key = JSON.stringify([found.key, found.standpoint.within]);
    let loaded = this.#loaded.get(key);
    if (loaded === undefined) {
      loaded = this.#read(found, links);
      this.#loaded.set(key, loaded);
    }
    if (loaded !== null) return loaded;
    return {
      code: "not-a-standard",
      message: say`The standard \`${untrusted(found.file)}\` cannot be used because it has problems.`,
      help: say`Fix the problems in that file.`,
      why: "problems",
    };
  }

  /** Reads and checks one file; null if it has problems. */
  #read({ file, standpoint, documents }: FoundFile, chain: readonly Link[]): LoadedStandard | null {
    const [document, another] = documents;
    if (document === undefined) return null;
    this.documents.set(file, document);
    const before = this.problems.length;
    const report = (...problems: readonly Problem[]) => this.problems.push(...problems.map((problem) => ({ file, problem })));
    if (another !== undefined) report(SEVERAL_DOCUMENTS);
    if (!document.readable) {
      const isEmpty = document.text.trim() === "";
      report(...document.problems.map((problem) => (isEmpty ? { ...problem, ...EMPTY_FILE } : problem)));
      return null;
    }
    if (looksLikeRoster(document)) {
      report(IS_ROSTER);
      return null;
    }
    const unfit = documentProblems(document, STANDARD_FORMAT);
    report(...unfit);
    if (unfit.some(({ hides }) => hides !== undefined)) return null;
    const parent = this.#parentOf(document, standpoint, chain, report);
    report(...standardProblems(document, unfit, { ...(parent ?? BASE).standard, isAll: parent !== null }));
    if (parent === null || this.problems.length > before) return null;
    const lineage = [...parent.lineage, { stated: statedIn(document), file }];
    return { lineage, standard: buildLineage(lineage) };
  }

  /** The standard that a standard extends; without `extends`, the base of every standard. Null, with a problem reported, if it cannot be loaded. */
  #parentOf(document: Document, standpoint: Standpoint, chain: readonly Link[], report: (problem: Problem) => void): LoadedStandard | null {
    const named = mapping(document.value).extends;
    if (typeof named !== "string" || named === "") return BASE;
    const loaded = this.#load(named, standpoint, chain);
    if (!("message" in loaded)) return loaded;
    const { code, message, help, why } = loaded;
    // That file's own problems are reported there.
    if (why === "problems") return null;
    const whole = why === "circle" ? message : say`${message} It is in \`extends\` of ${chainOf(chain)}.`;
    report({ code, message: whole, help, path: ["extends"], part: "value" });
    return null;
  }
}

const EMPTY_FILE = { message: say`This file has no standard.`, help: say`Add a standard, such as: name: our-clinic` };

const SEVERAL_DOCUMENTS = about({
  code: "several-documents",
  message: say`A standard file must have one document; this one has several.`,
  help: say`Write each standard in its own file.`,
});

const IS_ROSTER: Problem = {
  code: "not-a-standard",
  message: say`This is a roster, not a standard.`,
  help: say`Name a standard instead. To audit the roster, name it on the command line.`,
  path: ["sessions"],
  part: "key",
};

/** The base of every standard. */
const BASE: LoadedStandard = { lineage: [], standard: buildLineage([{ stated: { name: "" }, file: null }]) };

/** `a.yaml → b.yaml`. */
function chainOf(chain: readonly Link[]): Message {
  return joined(
    chain.map(({ file }) => [untrusted(file)]),
    " → ",
  );
}

/** The refusal of a standard with the name of an earlier one; null if the name is new. */
export function sameName(standard: Standard, before: Iterable<Standard>): Refused | null {
  for (const other of before) {
    if (other.name !== standard.name || other === standard) continue;
    return {
      code: "duplicate-name",
      message: say`Two standards have the name \`${untrusted(standard.name)}\`: \`${untrusted(other.file ?? "")}\` and \`${untrusted(standard.file ?? "")}\`.`,
      help: say`Give one of them another name.`,
    };
  }
  return null;
}

/** The refusal of an unknown name. */
export function unknownName(name: string): Refused {
  const names = BUILT_IN.map((standard) => standard.name);
  const meant = suggest(name, names);
  return {
    code: "unknown-standard",
    message: say`Unknown standard \`${untrusted(name)}\`.`,
    help:
      meant === null
        ? say`Known: ${listed(names, (one) => [trusted(one)], names.length)}; or write the path of a standard file, such as ./our-clinic.yaml.`
        : say`Did you mean \`${trusted(meant)}\`?`,
  };
}
