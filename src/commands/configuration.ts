/** Loads the configuration of a run. */
import type { Config } from "../config/config.ts";
import { readDocuments } from "../document/read.ts";
import { findConfig, pathsFrom } from "../io/find-config.ts";
import { withSlashes } from "../io/paths.ts";
import { readFile } from "../io/read-file.ts";
import { besideConfig } from "../io/standard-files.ts";
import type { UnreadFile } from "../pipeline.ts";
import type { Standpoint } from "../standards/load.ts";
import { withSyntaxExplained } from "./documents.ts";

/** The configuration option: the file, true to search for one, or false after --no-config. */
export type ConfigOption = string | boolean;

/** The configuration of a run. */
export interface RunConfig extends Config {
  /** The path as given, or as found, relative to the working folder. */
  readonly file: string;
  /** The standpoint for the standards that it names. */
  readonly standpoint: Standpoint;
}

/** Loads the named configuration, or searches for one; null if none exists. Returns the reason if the file cannot be read. */
export async function loadConfig(option: ConfigOption): Promise<RunConfig | UnreadFile | null> {
  const file = typeof option === "string" ? option : option ? findConfig() : null;
  if (file === null) return null;
  const content = readFile(file);
  if ("message" in content) return { file, ...content };
  const { configIn } = await import("../config/config.ts");
  const config = await withSyntaxExplained((explain) => configIn(readDocuments(content.bytes, file, explain)));
  return config === null ? null : { ...config, file: withSlashes(file), standpoint: besideConfig(file) };
}

/** The rosters of a configuration, relative to the working folder. */
export function rostersOf({ file, values: { rosters = [] } }: RunConfig): string[] {
  return pathsFrom(file, rosters);
}
