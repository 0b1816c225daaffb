/** `explain` for a standard, built in or in a file. */
import { limitInWords } from "../audit/phrases.ts";
import { described } from "../report/build/assemble.ts";
import { NO_MASK } from "../report/build/mask.ts";
import { paragraph, sanitize } from "../report/sanitize.ts";
import { DAY } from "../roster/read-time.ts";
import { showDate } from "../roster/time.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";
import { RULES } from "../rules/list.ts";
import { builtInStandard, DEFAULT_STANDARD } from "../standards/built-in/list.ts";
import type { Setting, Standard, Waiver } from "../standards/standard.ts";
import { showWeight } from "../standards/weight.ts";
import { sections, table } from "./text-layout.ts";

/** The lines for a standard; `reference` is its name or path. */
export function explainStandard(standard: Standard, reference: string, width: number): string[] {
  const { title, source, date, notCovered, notice } = described(standard, NO_MASK);
  const says = (text: string) => paragraph(text, width);
  return [
    standard.name,
    ...says(title),
    ...sections([
      [
        "What it is",
        [...says(notice ?? "The program's own standard."), ...says(`Source: ${source}`), ...(date === null ? [] : says(`Date: ${date}`))],
      ],
      ["Limits", [...limits(standard, width), ...inherited(standard).flatMap(says)]],
      ["Who counts", [...table(weights(standard), width), ...couplesKinds(standard).flatMap(says)]],
      ["Rules", table(severities(standard), width)],
      ["Not covered", notCovered.flatMap((one) => says(`- ${one}`))],
      ["Waivers", standard.waivers.flatMap((waiver) => says(inWords(waiver)))],
      ["To audit against it", uses(standard, reference)],
    ]),
  ];
}

/** The limits of each kind and of the whole roster, each with its source. */
function limits(standard: Standard, width: number): string[] {
  const ofKinds = [...standard.kinds].flatMap(([kind, { limits, origins }]) =>
    limits.map((limit) => [kind, `${limitInWords(limit)}${limit.type === "max" ? " in all" : ""}`, origins.get(limit)?.source ?? ""]),
  );
  const setting = (what: string, words: (n: number) => string, set: Setting | null) =>
    set === null ? [] : [[what, words(set.number), set.origin.source]];
  const rows = [
    ...ofKinds,
    ...setting("caseload", (n) => `at most ${n} patients per counselor`, standard.caseload),
    ...setting("weekly hours", (n) => `at least ${n} per patient`, standard.weeklyHours),
  ];
  if (rows.length === 0) return ["  This standard sets no limits."];
  const unlimited = [...standard.kinds].filter(([, { limits }]) => limits.length === 0).map(([kind]) => kind);
  return [...table(rows, width), ...(unlimited.length === 0 ? [] : paragraph(`Without a limit: ${unlimited.join(", ")}.`, width))];
}

/** Notices for limits from a built-in standard with a different basis. */
function inherited({ basis, kinds, caseload, weeklyHours }: Standard): string[] {
  const settings = [caseload, weeklyHours].flatMap((setting) => setting?.origin ?? []);
  const origins = [...[...kinds.values()].flatMap((kind) => [...kind.origins.values()]), ...settings];
  const names = new Set(origins.filter((origin) => origin.basis !== basis).map((origin) => origin.standard));
  return [...names].flatMap((name) => {
    const standard = builtInStandard(name);
    const notice = standard === null ? null : described(standard, NO_MASK).notice;
    return notice === null ? [] : [`Limits from ${name}: ${notice}`];
  });
}

/** Roles by their weight, highest first. */
function weights({ weights }: Standard): string[][] {
  const distinct = [...new Set(weights.values())].sort((a, b) => b - a);
  return distinct.map((weight) => {
    const roles = [...weights].filter(([, one]) => one === weight).map(([role]) => role);
    return [String(showWeight(weight)), roles.join(", ")];
  });
}

function couplesKinds({ kinds }: Standard): string[] {
  const names = [...kinds].filter(([, { couples }]) => couples).map(([kind]) => kind);
  return names.length === 0 ? [] : [`In ${names.join(" and ")} only a ${COUPLES_THERAPIST} counts.`];
}

/** Maximum off rules to name. */
const MAX_NAMED = 8;

/** Rules by severity. */
function severities({ severities }: Standard): string[][] {
  return ["error", "warning", "note", "off"].flatMap((severity) => {
    const ids = RULES.map(({ id }) => id).filter((id) => (severities.get(id) ?? "off") === severity);
    const isRest = severity === "off" && ids.length > MAX_NAMED;
    return ids.length === 0 ? [] : [[severity, isRest ? "every other rule" : ids.join(", ")]];
  });
}

function inWords({ rule, session, upTo, until, reason, approvedBy }: Waiver): string {
  const where = session === null ? "" : ` on ${session}`;
  const bound = upTo === null ? "" : ` up to ${upTo.clinicians}:${upTo.seats}`;
  const last = until === null ? "" : ` until ${showDate(until * DAY)}`;
  return `- ${rule}${where}${bound}${last}: ${reason} (approved by ${approvedBy})`;
}

/** How to use the standard. A pack has few limits, so the example adds the default standard. */
function uses({ name, file, notCovered }: Standard, reference: string): string[] {
  const beside = notCovered.length > 0 ? `--standard ${DEFAULT_STANDARD} ` : "";
  const inRoster = file === null ? name : `./${file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1)}`;
  return [
    `  ratio-audit ${beside}--standard ${sanitize(reference)} week.yaml`,
    `  or in the roster${file === null ? "" : " beside it"}: standard: [${beside === "" ? "" : `${DEFAULT_STANDARD}, `}${sanitize(inRoster)}]`,
  ];
}
