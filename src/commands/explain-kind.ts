/** `explain` for a kind of session. */
import { limitInWords } from "../audit/phrases.ts";
import { paragraph } from "../report/sanitize.ts";
import { COUPLES_THERAPIST, KIND_DEFINITIONS, KINDS_FOR_ONE } from "../roster/vocabulary.ts";
import { BUILT_IN, builtInStandard } from "../standards/built-in/list.ts";
import { isCouplesKind, type Standard } from "../standards/standard.ts";
import { STANDING } from "./standards.ts";
import { sections, table } from "./text-layout.ts";

/** The lines for a built-in kind. */
export function explainKind(kind: string, width: number): string[] {
  const says = (text: string) => paragraph(text, width);
  const standards = BUILT_IN.map(({ name }) => builtInStandard(name) as Standard);
  const limits = standards.flatMap((standard) => limitsIn(standard, kind));
  const without = standards.filter(({ kinds }) => kinds.get(kind)?.limits.length === 0).map(({ name }) => name);
  return [
    kind,
    ...says(KIND_DEFINITIONS[kind] as string),
    ...sections([
      ["Limits", [...table(limits, width), ...(without.length === 0 ? [] : says(`No limit in ${without.join(", ")}.`)), ...says(STANDING)]],
      ["Who counts", standards.some((standard) => isCouplesKind(standard, kind)) ? says(`Only a ${COUPLES_THERAPIST} counts.`) : []],
      ["Without a ratio", KINDS_FOR_ONE.has(kind) ? says("A session of this kind needs no ratio.") : []],
    ]),
  ];
}

function limitsIn({ name, kinds }: Standard, kind: string): string[][] {
  const { limits = [], origins } = kinds.get(kind) ?? {};
  return limits.map((limit) => [name, limitInWords(limit), origins?.get(limit)?.source ?? ""]);
}
