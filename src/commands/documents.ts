/** Files as documents, and the files of standards. */
import type { Document } from "../document/document.ts";
import { LeanReader } from "../document/lean.ts";
import { isJson, readText } from "../document/read.ts";
import { findStandard } from "../io/standard-files.ts";
import { say, untrusted } from "../message.ts";
import type { FindFile } from "../standards/load.ts";

/** Reads the file that a standard is named by. */
export const findFile: FindFile = async (reference, from) => {
  const found = await findStandard(reference, from);
  if ("message" in found) return found;
  const { content, key, file, standpoint } = found;
  if ("message" in content) {
    const help = say`Write the path of a standard's file, or the name of a built-in standard.`;
    return { message: say`There is no standard in \`${untrusted(file)}\`: ${content.message}`, help };
  }
  const text = readText(content.bytes);
  return { key, file, standpoint, documents: typeof text === "string" ? await readDocuments(text, file) : [text] };
};

export type ReadDocuments = (text: string, file: string) => Promise<readonly Document[]>;

/** For a run with many files: as `readDocuments`, but where things stand in a file is read anew once it is asked for. */
export function readDocumentsLeanly(): ReadDocuments {
  let yaml: LeanReader | null = null;
  return async (text, file) => {
    // Documents in JSON are lean as they are.
    if (isJson(text, file)) return readDocuments(text, file);
    yaml ??= new LeanReader((await import("../document/yaml.ts")).readYaml);
    return yaml.read(text);
  };
}

/** The documents in the text of a file; a reader of either format is loaded where there is something to read. */
export async function readDocuments(text: string, file: string): Promise<readonly Document[]> {
  if (isJson(text, file)) return [(await import("../document/json.ts")).readJson(text)];
  return (await import("../document/yaml.ts")).readYaml(text);
}
