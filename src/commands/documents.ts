/** Reads documents, and finds the files of standards, for all commands. */
import { readDocuments } from "../document/read.ts";
import type { ExplainSyntax } from "../document/yaml.ts";
import { findStandard } from "../io/standard-files.ts";
import { say, untrusted } from "../message.ts";
import type { FindFile } from "../standards/load.ts";

/** Thrown through a reader by a text that does not parse. */
class Unexplained extends Error {}

/** Does what reads documents; where one does not parse, once more with the parser that says why. Other runs do not load that. */
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

/** Finds and reads the file that a standard is named by. */
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
