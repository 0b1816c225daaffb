/** The standards of a run: built-in ones by name, those of one's own by path, with all that they extend. */
import type { Document, Problem } from "../document/document.ts";
import { suggest } from "../document/suggest.ts";
import { joined, listed, type Message, say, trusted, untrusted } from "../message.ts";
import { BUILT_IN, builtInFile, builtInStandard } from "./built-in/list.ts";
import { fitsStandard } from "./fits-standard.ts";
import { isPath } from "./reference.ts";
import { buildStandard, type Standard } from "./standard.ts";
import type { StandardFile } from "./standard-file.ts";
import { looksLikeRoster, standardProblems, statedIn } from "./validate-standard.ts";

/** Where a reference to a standard stands: paths are seen from this folder, and lead nowhere outside `within`. */
export interface Standpoint {
  readonly folder: string;
  /** Null where somebody at the command line named it, who may name any file. */
  readonly within: string | null;
}

/** A standard's file as it was found. */
export interface FoundFile {
  /** The same for the same file, however it is named. */
  readonly key: string;
  /** As reports name it. */
  readonly file: string;
  /** Of what it extends. */
  readonly standpoint: Standpoint;
  readonly documents: readonly Document[];
}

/** Why something is no standard, and what to do. */
export interface Refused {
  readonly message: Message;
  readonly help: Message;
  /** Whether it is for problems in its file, which are told there; or for a circle, which the message names whole. */
  readonly why?: "problems" | "circle";
}

/** Finds and reads the file of a reference. */
export type FindFile = (reference: string, from: Standpoint) => Promise<FoundFile | Refused>;

/** A standard's file with what it states; it can be built from once all that it extends is known. */
interface LoadedStandard {
  readonly file: string;
  readonly stated: StandardFile;
  readonly standard: Standard;
}

/** A problem in a standard's file. */
export interface StandardProblem {
  readonly file: string;
  readonly problem: Problem;
}

/** Loads standards, each file once, and keeps what is wrong with them. */
export class StandardLoader {
  /** The documents of all files that were read, by the names by which reports call them. */
  readonly documents = new Map<string, Document>();
  readonly problems: StandardProblem[] = [];
  readonly #findFile: FindFile;
  readonly #books = new Map<string, LoadedStandard | null>();
  readonly #files = new Map<StandardFile, string>();
  readonly #parents = new Map<StandardFile, StandardFile>();

  constructor(findFile: FindFile) {
    this.#findFile = findFile;
  }

  /** The standard that a reference names, or why there is none. What is wrong within its file is added to `problems`. */
  async load(reference: string, from: Standpoint): Promise<Standard | Refused> {
    const loaded = await this.#load(reference, from, []);
    return "refused" in loaded ? loaded.refused : loaded.standard;
  }

  async #load(reference: string, from: Standpoint, chain: readonly Link[]): Promise<LoadedStandard | BuiltIn | { refused: Refused }> {
    const builtIn = builtInFile(reference);
    if (builtIn !== undefined) return { file: null, stated: builtIn, standard: builtInStandard(reference) as Standard };
    if (!isPath(reference)) return { refused: unknownName(reference) };
    const found = await this.#findFile(reference, from);
    if ("message" in found) return { refused: found };
    const link = { key: found.key, file: found.file };
    const circle = chain.findIndex(({ key }) => key === found.key);
    if (circle >= 0) {
      const round = [...chain.slice(circle), link];
      return {
        refused: {
          message: say`These standards extend one another in a circle: ${chainOf(round)}.`,
          help: say`Take \`extends\` out of one of them.`,
          why: "circle",
        },
      };
    }
    let book = this.#books.get(loadKey(found));
    if (book === undefined) {
      book = await this.#read(found, [...chain, link]);
      this.#books.set(loadKey(found), book);
    }
    if (book !== null) return book;
    return {
      refused: {
        message: say`The standard \`${untrusted(found.file)}\` cannot be used: there are problems in it.`,
        help: say`Mend that file.`,
        why: "problems",
      },
    };
  }

  async #read({ file, standpoint, documents }: FoundFile, chain: readonly Link[]): Promise<LoadedStandard | null> {
    const [document, another] = documents;
    if (document === undefined) return null;
    this.documents.set(file, document);
    const before = this.problems.length;
    const report = (problem: Problem) => this.problems.push({ file, problem });
    if (another !== undefined)
      report({
        message: say`A file holds one standard, and this one has several documents.`,
        help: say`Write each standard in a file of its own.`,
        path: [],
        part: "value",
      });
    if (!document.readable) {
      const isEmpty = document.text.trim() === "";
      for (const problem of document.problems) report(isEmpty ? { ...problem, ...EMPTY_FILE } : problem);
      return null;
    }
    if (looksLikeRoster(document)) {
      report({
        message: say`This is a roster, and no standard.`,
        help: say`Name a standard in its place; a roster is audited by its own name.`,
        path: ["sessions"],
        part: "key",
      });
      return null;
    }
    const unfit = [...document.problems];
    if (!fitsStandard(document.value)) unfit.push(...(await import("./standard-shape.ts")).standardShapeProblems(document));
    for (const problem of unfit) report(problem);
    const parent = await this.#parentOf(document, standpoint, chain, report);
    for (const problem of standardProblems(document, unfit, { ...(parent ?? GROUND).standard, isAll: parent !== null })) report(problem);
    if (parent === null || this.problems.length > before) return null;
    const stated = statedIn(document);
    this.#files.set(stated, file);
    this.#parents.set(stated, parent.stated);
    return { file, stated, standard: this.#build(stated) };
  }

  /** What a standard extends; null if that is none, which is then reported. Without `extends` the ground of every standard. */
  async #parentOf(document: Document, standpoint: Standpoint, chain: readonly Link[], report: (problem: Problem) => void) {
    const named = (document.value as { extends?: unknown } | null)?.extends;
    if (typeof named !== "string" || named === "") return GROUND;
    const loaded = await this.#load(named, standpoint, chain);
    if (!("refused" in loaded)) return loaded;
    const { message, help, why } = loaded.refused;
    // What is wrong within that file is told there.
    if (why === "problems") return null;
    const whole = why === "circle" ? message : say`${message} It is extended by ${chainOf(chain)}.`;
    report({ message: whole, help, path: ["extends"], part: "value" });
    return null;
  }

  #build(stated: StandardFile): Standard {
    // `extends` is seen from the file that it stands in.
    return buildStandard(
      stated,
      (name, child) => this.#parents.get(child) ?? builtInFile(name),
      (one) => this.#files.get(one) ?? null,
    );
  }
}

/** A file is read anew for each folder that it must not lead out of. */
function loadKey({ key, standpoint }: FoundFile): string {
  return JSON.stringify([key, standpoint.within]);
}

interface Link {
  readonly key: string;
  readonly file: string;
}

interface BuiltIn {
  readonly file: null;
  readonly stated: StandardFile;
  readonly standard: Standard;
}

const EMPTY_FILE = { message: say`There is no standard in this file.`, help: say`Write one into it, such as: name: our-clinic` };

const EMPTY: StandardFile = { name: "" };
const GROUND: BuiltIn = { file: null, stated: EMPTY, standard: buildStandard(EMPTY, () => undefined) };

/** `a.yaml → b.yaml`. */
function chainOf(chain: readonly Link[]): Message {
  return joined(
    chain.map(({ file }) => [untrusted(file)]),
    " → ",
  );
}

/** That one of the standards before another has its name; null if none has. */
export function sameName(standard: Standard, before: Iterable<Standard>): Refused | null {
  for (const other of before) {
    if (other.name !== standard.name || other === standard) continue;
    return {
      message: say`Two standards are called \`${untrusted(standard.name)}\`: those of \`${untrusted(other.file ?? "")}\` and \`${untrusted(standard.file ?? "")}\`.`,
      help: say`Give one of them another name.`,
    };
  }
  return null;
}

/** That no standard has this name. */
export function unknownName(name: string): Refused {
  const names = BUILT_IN.map((standard) => standard.name);
  const meant = suggest(name, names);
  return {
    message: say`There is no standard \`${untrusted(name)}\`.`,
    help:
      meant === null
        ? say`Known: ${listed(names, (one) => [trusted(one)], names.length)}; or write the path of a standard file, such as ./our-clinic.yaml.`
        : say`Did you mean \`${trusted(meant)}\`?`,
  };
}
