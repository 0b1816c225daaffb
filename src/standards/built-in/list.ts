import { buildStandard, type Standard } from "../standard.ts";
import type { StandardFile } from "../standard-file.ts";
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

/** The built-in standards, in the order in which they are shown. */
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

/** The built-in standard of a name, ready to judge by, or null. */
export function builtInStandard(name: string): Standard | null {
  const file = builtInFile(name);
  if (file === undefined) return null;
  let standard = built.get(name);
  if (standard === undefined) {
    standard = buildStandard(file, builtInFile);
    built.set(name, standard);
  }
  return standard;
}

/** Each is built once, so that the same name is the same standard. */
const built = new Map<string, Standard>();

/** The built-in standard of a name, as data. */
export function builtInFile(name: string): StandardFile | undefined {
  return BUILT_IN.find((standard) => standard.name === name);
}
