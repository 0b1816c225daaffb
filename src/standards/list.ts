import { benchmark } from "./benchmark.ts";
import { benchmarkStrict } from "./benchmark-strict.ts";
import { premium } from "./premium.ts";
import { buildStandard, type Standard } from "./standard.ts";
import type { StandardFile } from "./standard-file.ts";
import { traditionalOutpatient } from "./traditional-outpatient.ts";

/** The built-in standards, in the order in which they are shown. */
export const BUILT_IN: readonly StandardFile[] = [benchmark, benchmarkStrict, premium, traditionalOutpatient];

export const DEFAULT_STANDARD = benchmark.name;

/** The built-in standard of a name, ready to judge by, or null. */
export function builtInStandard(name: string): Standard | null {
  const file = builtInFile(name);
  return file === undefined ? null : buildStandard(file, builtInFile);
}

/** The built-in standard of a name, as data. */
export function builtInFile(name: string): StandardFile | undefined {
  return BUILT_IN.find((standard) => standard.name === name);
}
