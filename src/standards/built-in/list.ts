import { memoized } from "../../grouped.ts";
import type { StandardFile } from "../schema.ts";
import { buildLineage, lineageOf, type Standard, type Stated } from "../standard.ts";
import { asam21 } from "./asam-2.1.ts";
import { benchmark } from "./benchmark.ts";
import { benchmarkStrict } from "./benchmark-strict.ts";
import { medicare90853 } from "./medicare-90853.ts";
import { premium } from "./premium.ts";
import { traditionalOutpatient } from "./traditional-outpatient.ts";
import { usCoIop } from "./us-co-iop.ts";
import { usCtMedicaid } from "./us-ct-medicaid.ts";
import { usMs } from "./us-ms.ts";
import { usNjIop } from "./us-nj-iop.ts";
import { usPaOutpatient } from "./us-pa-outpatient.ts";
import { usTxSud } from "./us-tx-sud.ts";

/** The built-in standards, in display order. */
export const BUILT_IN: readonly StandardFile[] = [
  benchmark,
  benchmarkStrict,
  premium,
  traditionalOutpatient,
  asam21,
  usCoIop,
  usTxSud,
  usCtMedicaid,
  usMs,
  usNjIop,
  usPaOutpatient,
  medicare90853,
];

export const DEFAULT_STANDARD = benchmark.name;

/** The built-in standard with a name, or null. */
export function builtInStandard(name: string): Standard | null {
  return builtInFile(name) === undefined ? null : built(name);
}

/** Builds each standard once, so that equal names are the same object. */
const built = memoized((name: string) => buildLineage(builtInLineage(name)));

/** A built-in standard with those that it extends, the most distant first. */
export function builtInLineage(name: string): Stated[] {
  return lineageOf(builtInFile(name) as StandardFile, builtInFile).map((stated) => ({ stated, file: null }));
}

/** The built-in standard with a name, as data. */
export function builtInFile(name: string): StandardFile | undefined {
  return BUILT_IN.find((standard) => standard.name === name);
}
