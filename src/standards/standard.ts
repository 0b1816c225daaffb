/** Standards ready for audits: inheritance applied, ratios parsed, weights in whole millionths. */
import type { Path } from "../document/document.ts";
import { type Ratio, readRatio as ratioOf } from "../roster/ratio.ts";
import { readDate } from "../roster/read-time.ts";
import { COUPLES_THERAPIST, KINDS, ROLES } from "../roster/vocabulary.ts";
import { benchmark } from "./built-in/benchmark.ts";
import type { Basis, KindFile, Severity, StandardFile, Unit, WaiverFile } from "./schema.ts";
import { millionths, WEIGHT_ONE } from "./weight.ts";

/** A location in a standard file. */
export interface StatedAt {
  /** The file's name in reports. */
  readonly file: string;
  readonly path: Path;
}

/** The origin of a number: the standard that sets it (possibly an extended one), and that standard's source. */
export interface Origin {
  readonly standard: string;
  readonly source: string;
  readonly basis: Basis;
  /** Null for a built-in standard, which has no file. */
  readonly at: StatedAt | null;
}

/** A number that a standard sets for the whole roster. */
export interface Setting {
  readonly number: number;
  readonly origin: Origin;
}

/** An approved exception. */
export interface Waiver {
  readonly rule: string;
  readonly session: string | null;
  /** The loosest waived ratio; null for any ratio. */
  readonly upTo: Ratio | null;
  /** The last day of the waiver, in days since 1970-01-01; null if it does not expire. */
  readonly until: number | null;
  readonly reason: string;
  readonly approvedBy: string;
  readonly at: StatedAt;
}

/** `clinicians` to `seats`, an inclusive maximum. */
export interface RatioLimit extends Ratio {
  readonly type: "ratio";
  readonly per: Unit;
}

/** A maximum size, regardless of staffing. */
interface MaxLimit {
  readonly type: "max";
  readonly seats: number;
  readonly per: Unit;
}

interface MinCliniciansLimit {
  readonly type: "minClinicians";
  readonly clinicians: number;
}

export type Limit = RatioLimit | MaxLimit | MinCliniciansLimit;

interface Kind {
  /** The kind's title; null without one. New kinds always have a title. */
  readonly title: string | null;
  readonly couples: boolean;
  readonly limits: readonly Limit[];
  /** The origin of each limit's number. */
  readonly origins: ReadonlyMap<Limit, Origin>;
}

export interface Standard {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly basis: Basis;
  /** The date of the source text, and what the date refers to; null if not given. */
  readonly date: string | null;
  /** Requirements of that text that are not checked. */
  readonly notCovered: readonly string[];
  /** The file's name in reports; null for a built-in standard. */
  readonly file: string | null;
  /** Weights in millionths by role. The standard does not know other roles. */
  readonly weights: ReadonlyMap<string, number>;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly severities: ReadonlyMap<string, Severity>;
  /** The maximum patients per counselor. */
  readonly caseload: Setting | null;
  /** The minimum hours of sessions per patient and week. */
  readonly weeklyHours: Setting | null;
  readonly waivers: readonly Waiver[];
}

/** Roles with the default weight 1. All other built-in roles have the default weight 0. */
const COUNTING = new Set<string>(["therapist", "counselor", COUPLES_THERAPIST]);

const BASE_ROLES: Readonly<Record<string, number>> = Object.fromEntries(ROLES.map((role) => [role, COUNTING.has(role) ? 1 : 0]));

const COUPLES_KINDS = new Set<string>(["couples-group", "couples-session"]);

/** A standard as written, with its file; null for a built-in one. */
export interface Stated {
  readonly stated: StandardFile;
  readonly file: string | null;
}

/**
 * Builds a standard with the standards that it extends. `parent` finds a standard by the name in `extends`; `file` is the name
 * of its own file, if any. Throws as `buildLineage` does, and for an unknown or circular `extends`.
 */
export function buildStandard(
  stated: StandardFile,
  parent: (name: string) => StandardFile | undefined,
  file: string | null = null,
): Standard {
  const ancestors = lineageOf(stated, parent).slice(0, -1);
  return buildLineage([...ancestors.map((one) => ({ stated: one, file: null })), { stated, file }]);
}

/**
 * Builds the last standard of a lineage, in which each standard extends the one before. Later fields override earlier ones, field
 * by field, starting from the roles and severities of `benchmark`. Waivers are not inherited. Throws a RangeError for an invalid
 * ratio, size, number or weight, and for an unknown rule.
 */
export function buildLineage(lineage: readonly Stated[]): Standard {
  const roles = Object.assign({}, BASE_ROLES, ...lineage.map(({ stated }) => stated.roles ?? {})) as Record<string, number>;
  const rules = Object.assign({}, benchmark.rules, ...lineage.map(({ stated }) => stated.rules ?? {})) as Record<string, Severity | "off">;
  const unknown = Object.keys(rules).find((rule) => !Object.hasOwn(benchmark.rules ?? {}, rule));
  if (unknown !== undefined) throw new RangeError(`unknown rule "${unknown}"`);
  const kinds = new Map<string, StatedKind>(KINDS.map((name) => [name, NOTHING_STATED]));
  let caseload: Setting | null = null;
  let weeklyHours: Setting | null = null;
  for (const one of lineage) {
    const origin = (path: Path, source?: string) => originOf(one, path, source);
    for (const [name, kind] of Object.entries(one.stated.kinds ?? {})) {
      const at = (key: string) => origin(["kinds", name, key], kind.source);
      kinds.set(name, override(kinds.get(name) ?? NOTHING_STATED, kind, at));
    }
    const { counselor } = one.stated.caseload ?? {};
    if (counselor !== undefined) caseload = { number: whole(counselor), origin: origin(["caseload", "counselor"]) };
    const { min } = one.stated.weeklyHours ?? {};
    if (min !== undefined) weeklyHours = { number: whole(min), origin: origin(["weeklyHours", "min"]) };
  }
  const { stated, file } = lineage.at(-1) as Stated;
  const { name, title, source, basis } = named(stated);
  return {
    ...{ name, title, source, basis, caseload, weeklyHours },
    date: stated.date ?? null,
    notCovered: stated.notCovered ?? [],
    file,
    weights: new Map(Object.entries(roles).map(([role, weight]) => [role, millionths(weight)])),
    kinds: new Map([...kinds].map(([name, kind]) => [name, buildKind(name, kind)])),
    severities: new Map(Object.entries(rules).filter((entry): entry is [string, Severity] => entry[1] !== "off")),
    waivers: (stated.waivers ?? []).map((waiver, i) => buildWaiver(waiver, { file: file ?? name, path: ["waivers", i] })),
  };
}

/** The descriptive fields of a standard, with defaults. */
function named({ name, title = name, source = `${name} (no source given)`, basis = "own" }: StandardFile) {
  return { name, title, source, basis };
}

function originOf({ stated, file }: Stated, path: Path, source?: string): Origin {
  const own = named(stated);
  return { standard: own.name, source: source ?? own.source, basis: own.basis, at: file === null ? null : { file, path } };
}

function buildWaiver({ rule, session, upTo, until, reason, approvedBy }: WaiverFile, at: StatedAt): Waiver {
  const day = until === undefined ? null : readDate(until);
  if (until !== undefined && day === null) throw new RangeError(`the end of a waiver is a date, not "${until}"`);
  return {
    rule,
    session: session === undefined ? null : String(session),
    upTo: upTo === undefined ? null : readRatio(upTo),
    until: day,
    reason,
    approvedBy,
    at,
  };
}

/** The standards that a file extends, the most distant first, then the file itself. */
export function lineageOf(file: StandardFile, parent: (name: string) => StandardFile | undefined): StandardFile[] {
  const lineage = [file];
  for (let child = file; child.extends !== undefined; ) {
    const found = parent(child.extends);
    if (found === undefined || lineage.includes(found)) {
      const chain = [...lineage.map((one) => one.name).reverse(), child.extends].join(" → ");
      throw new RangeError(`${found === undefined ? "unknown" : "circular"} standard in extends: ${chain}`);
    }
    lineage.unshift(found);
    child = found;
  }
  return lineage;
}

/** A kind in a lineage, with the last standard that set each field. */
interface StatedKind {
  readonly fields: KindFile;
  readonly origins: Readonly<Partial<Record<keyof KindFile, Origin>>>;
}

const NOTHING_STATED: StatedKind = { fields: {}, origins: {} };

function override({ fields, origins }: StatedKind, kind: KindFile, origin: (key: string) => Origin): StatedKind {
  const stated = Object.entries(kind).filter(([, value]) => value !== undefined);
  const keys = stated.map(([key]) => [key, origin(key)]);
  // Changing only the unit counts as setting the ratio.
  if (kind.per !== undefined && kind.ratio === undefined) keys.push(["ratio", origin("per")]);
  return { fields: { ...fields, ...Object.fromEntries(stated) }, origins: { ...origins, ...Object.fromEntries(keys) } };
}

function buildKind(name: string, { fields, origins }: StatedKind): Kind {
  const { title = null, ratio, per = "patients", maxPatients, maxCouples, minClinicians, couples } = fields;
  const stated = new Map<Limit, Origin>();
  const set = (key: keyof KindFile, limit: Limit) => stated.set(limit, origins[key] as Origin);
  if (ratio !== undefined) set("ratio", { type: "ratio", ...readRatio(ratio), per });
  if (maxPatients !== undefined) set("maxPatients", { type: "max", seats: whole(maxPatients), per: "patients" });
  if (maxCouples !== undefined) set("maxCouples", { type: "max", seats: whole(maxCouples), per: "couples" });
  if (minClinicians !== undefined) set("minClinicians", { type: "minClinicians", clinicians: whole(minClinicians) });
  const isForCouples = couples ?? (COUPLES_KINDS.has(name) || per === "couples");
  return { title, couples: isForCouples, limits: [...stated.keys()], origins: stated };
}

function readRatio(text: string): Ratio {
  const ratio = ratioOf(text);
  if (ratio === null)
    throw new RangeError(`a ratio is written as "1:6", with numbers from 1 to 9999 and no more clinicians than seats, not "${text}"`);
  return ratio;
}

function whole(number: number): number {
  if (!Number.isInteger(number) || number < 0 || number > 9999)
    throw new RangeError(`a maximum or number of clinicians is a whole number from 0 to 9999, not ${number}`);
  return number;
}

/** The standard of a program's published ratios, in addition to the standards of the audit. */
export const PUBLISHED = {
  name: "published",
  title: "Ratios that the program publishes",
  source: "`program.publishedRatios` of the roster",
  basis: "own",
  date: null,
  notCovered: [],
  file: null,
  weights: new Map(),
  kinds: new Map(),
  severities: new Map(),
  caseload: null,
  weeklyHours: null,
  waivers: [],
} satisfies Standard;

/** `1:6` for a ratio, `3` for a maximum size, `2` for a number of clinicians. */
export function cap(limit: Limit): string {
  switch (limit.type) {
    case "ratio":
      return `${limit.clinicians}:${limit.seats}`;
    case "max":
      return String(limit.seats);
    case "minClinicians":
      return String(limit.clinicians);
  }
}

/** The weight of a clinician with these roles, in millionths: that of the heaviest role; in couples kinds, only couples therapists count. */
export function weightOf(standard: Standard, roles: readonly string[], inCouplesKind: boolean): number {
  let heaviest = 0;
  for (const role of roles) {
    if (inCouplesKind && role !== COUPLES_THERAPIST) continue;
    heaviest = Math.max(heaviest, standard.weights.get(role) ?? 0);
  }
  return heaviest;
}

/** Whether a kind is a couples kind under a standard. */
export function isCouplesKind(standard: Standard, kind: string): boolean {
  return standard.kinds.get(kind)?.couples ?? false;
}

/**
 * The open seats under a ratio c:n with some seats `taken`, at a weight in millionths; negative if the ratio is broken. This is
 * the only comparison of ratios: taken × c ≤ n × weight, all integers below 2^53.
 */
export function openSeats(limit: RatioLimit, taken: number, weight: number): number {
  const admitted = limit.seats * weight;
  const perSeat = limit.clinicians * WEIGHT_ONE;
  return (admitted - (admitted % perSeat)) / perSeat - taken;
}
