/** Reads documents and finds standard files, for all commands. */
import { readDocuments } from "../document/read.ts";
import type { ExplainSyntax } from "../document/yaml.ts";
import { findStandard } from "../io/standard-files.ts";
import { say, untrusted } from "../message.ts";
import type { FindFile } from "../standards/load.ts";

/** Thrown when a text does not parse and the explaining parser is not loaded. */
class Unexplained extends Error {}

/** Runs `read`. If a document does not parse, loads the parser that explains syntax errors and runs it again; other runs skip that load. */
export async function withSyntaxExplained<T>(read: (explain: ExplainSyntax) => T): Promise<T> {
  try {
    return read(() => {
      throw new Unexplained();
    });
  } catch (error) {
    if (!(error instanceof Unexplained)) throw error;
    return read((await import("../document/yaml-syntax.ts")).explainYaml);
  }
}

/** A function that finds and reads a standard file. */
export function standardFinder(explain: ExplainSyntax): FindFile {
  return (reference, from) => {
    const found = findStandard(reference, from);
    if ("message" in found) return found;
    const { content, key, file, standpoint } = found;
    if (!("message" in content)) return { key, file, standpoint, documents: readDocuments(content.bytes, file, explain) };
    const help = say`Write the path of a standard's file, or the name of a built-in standard.`;
    return { code: content.code, message: say`The standard \`${untrusted(file)}\` cannot be read: ${content.message}`, help };
  };
}
