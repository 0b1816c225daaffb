/** Loads the standards of a run: built-in ones by name, others by path, with all that they extend. */
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

/** Where a reference to a standard was written: paths are relative to `folder` and must not lead out of `within`. */
export interface Standpoint {
  readonly folder: string;
  /** Null for a reference on the command line, which may name any file. */
  readonly within: string | null;
  /** Whether it was written in a configuration. */
  readonly isConfig?: boolean;
}

/** A standard's file as it was found. */
export interface FoundFile {
  /** The same for the same file, however it is named. */
  readonly key: string;
  /** As reports name it. */
  readonly file: string;
  /** For what it extends. */
  readonly standpoint: Standpoint;
  readonly documents: readonly Document[];
}

/** Why a reference leads to no standard, and what to do. */
export interface Refused {
  readonly code: ProblemCode;
  readonly message: Message;
  readonly help: Message;
  /** `problems` in its file, which are reported there; or a `circle`, which the message names whole. */
  readonly why?: "problems" | "circle";
}

/** Finds and reads the file of a reference. */
export type FindFile = (reference: string, from: Standpoint) => FoundFile | Refused;

/** A standard that can be extended: with what it extends itself, the farthest first, and its own file last. */
interface LoadedStandard {
  readonly lineage: readonly Stated[];
  readonly standard: Standard;
}

/** A problem in a standard's file. */
export interface StandardProblem {
  readonly file: string;
  readonly problem: Problem;
}

/** A file on the way from a reference to what it extends. */
type Link = Pick<FoundFile, "key" | "file">;

/** Loads standards, each file once, and collects their problems. */
export class StandardLoader {
  /** The documents of all files that were read, by the names by which reports call them. */
  readonly documents = new Map<string, Document>();
  readonly problems: StandardProblem[] = [];
  readonly #findFile: FindFile;
  /** By file; null for one with problems. */
  readonly #loaded = new Map<string, LoadedStandard | null>();

  constructor(findFile: FindFile) {
    this.#findFile = findFile;
  }

  /** The standard that a reference names, or why there is none. What is wrong within its file is added to `problems`. */
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
    // Paths inside a file are checked against the folder that they must not lead out of.
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

  /** Reads and checks one file; null if there are problems in it. */
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
    if (unfit.some(({ isSyntax }) => isSyntax)) return null;
    const parent = this.#parentOf(document, standpoint, chain, report);
    report(...standardProblems(document, unfit, { ...(parent ?? BASE).standard, isAll: parent !== null }));
    if (parent === null || this.problems.length > before) return null;
    const lineage = [...parent.lineage, { stated: statedIn(document), file }];
    return { lineage, standard: buildLineage(lineage) };
  }

  /** What a standard extends; null if there is no such standard, which is then reported. Without `extends`, the base of every standard. */
  #parentOf(document: Document, standpoint: Standpoint, chain: readonly Link[], report: (problem: Problem) => void): LoadedStandard | null {
    const named = mapping(document.value).extends;
    if (typeof named !== "string" || named === "") return BASE;
    const loaded = this.#load(named, standpoint, chain);
    if (!("message" in loaded)) return loaded;
    const { code, message, help, why } = loaded;
    // What is wrong within that file is reported there.
    if (why === "problems") return null;
    const whole = why === "circle" ? message : say`${message} It is extended by ${chainOf(chain)}.`;
    report({ code, message: whole, help, path: ["extends"], part: "value" });
    return null;
  }
}

const EMPTY_FILE = { message: say`This file has no standard.`, help: say`Add a standard, such as: name: our-clinic` };

const SEVERAL_DOCUMENTS = about({
  code: "several-documents",
  message: say`A standard file must have one document; this one has several.`,
  help: say`Write each standard in a file of its own.`,
});

const IS_ROSTER: Problem = {
  code: "not-a-standard",
  message: say`This is a roster, not a standard.`,
  help: say`Name a standard instead. To audit the roster, name it on the command line.`,
  path: ["sessions"],
  part: "key",
};

/** What every standard starts from. */
const BASE: LoadedStandard = { lineage: [], standard: buildLineage([{ stated: { name: "" }, file: null }]) };

/** `a.yaml → b.yaml`. */
function chainOf(chain: readonly Link[]): Message {
  return joined(
    chain.map(({ file }) => [untrusted(file)]),
    " → ",
  );
}

/** The refusal of a standard that has the name of one before it; null if none has. */
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

/** The refusal of a name that no standard has. */
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
