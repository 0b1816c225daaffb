/** A standard ready to judge by: inheritance applied, ratios read, weights in whole millionths. */
import { COUPLES_THERAPIST, KINDS, ROLES } from "../roster/words.ts";
import { benchmark } from "./benchmark.ts";
import type { Basis, KindFile, Severity, StandardFile, Unit } from "./standard-file.ts";
import { millionths, WEIGHT_ONE } from "./weight.ts";

/** Where a number comes from: the standard that sets it, which others may extend, and what that standard goes by. */
export interface Origin {
  readonly standard: string;
  readonly source: string;
  readonly basis: Basis;
}

/** `clinicians` to `places`, an inclusive cap. */
export interface RatioLimit {
  readonly type: "ratio";
  readonly clinicians: number;
  readonly places: number;
  readonly per: Unit;
}

/** An absolute size, whatever the staffing. */
interface MaxLimit {
  readonly type: "max";
  readonly places: number;
  readonly per: Unit;
}

interface MinCliniciansLimit {
  readonly type: "minClinicians";
  readonly clinicians: number;
}

export type Limit = RatioLimit | MaxLimit | MinCliniciansLimit;

interface Kind {
  readonly couples: boolean;
  readonly limits: readonly Limit[];
  /** Where the number of each limit comes from. */
  readonly origins: ReadonlyMap<Limit, Origin>;
}

export interface Standard {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly basis: Basis;
  /** Millionths by role; a role that is not here is unknown to the standard. */
  readonly weights: ReadonlyMap<string, number>;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly severities: ReadonlyMap<string, Severity>;
}

/** Roles whose clinicians count fully unless a standard says otherwise; all other built-in roles weigh nothing. */
const COUNTING = new Set<string>(["therapist", "counselor", COUPLES_THERAPIST]);

const BASE_ROLES: Readonly<Record<string, number>> = Object.fromEntries(ROLES.map((role) => [role, COUNTING.has(role) ? 1 : 0]));

const COUPLES_KINDS = new Set<string>(["couples-group", "couples-session"]);

/**
 * Builds a standard: its own fields over those of the standards it extends, one by one, over the roles and severities
 * that every standard starts from, which are those of `benchmark`. `parent` finds a standard by the name in `extends`.
 * Throws a RangeError on a ratio, size, number or weight that is none, on an unknown rule, and on an unknown or circular
 * `extends`.
 */
export function buildStandard(file: StandardFile, parent: (name: string) => StandardFile | undefined): Standard {
  const lineage = ancestry(file, parent);
  const roles = Object.assign({}, BASE_ROLES, ...lineage.map((one) => one.roles ?? {})) as Record<string, number>;
  const rules = Object.assign({}, benchmark.rules, ...lineage.map((one) => one.rules ?? {})) as Record<string, Severity | "off">;
  const unknown = Object.keys(rules).find((rule) => !Object.hasOwn(benchmark.rules ?? {}, rule));
  if (unknown !== undefined) throw new RangeError(`there is no rule "${unknown}"`);
  const kinds = new Map<string, StatedKind>(KINDS.map((name) => [name, NOTHING_STATED]));
  for (const one of lineage) {
    for (const [name, kind] of Object.entries(one.kinds ?? {})) kinds.set(name, override(kinds.get(name) ?? NOTHING_STATED, kind, one));
  }
  return {
    name: file.name,
    title: file.title,
    source: file.source,
    basis: file.basis,
    weights: new Map(Object.entries(roles).map(([role, weight]) => [role, millionths(weight)])),
    kinds: new Map([...kinds].map(([name, kind]) => [name, buildKind(name, kind)])),
    severities: new Map(Object.entries(rules).filter((entry): entry is [string, Severity] => entry[1] !== "off")),
  };
}

/** The standards that a file extends, the farthest first, then the file itself. */
function ancestry(file: StandardFile, parent: (name: string) => StandardFile | undefined): StandardFile[] {
  const lineage = [file];
  for (let name = file.extends; name !== undefined; name = lineage[0]?.extends) {
    const found = parent(name);
    if (found === undefined || lineage.includes(found)) {
      const chain = [...lineage.map((one) => one.name).reverse(), name].join(" → ");
      throw new RangeError(`${found === undefined ? "unknown" : "circular"} standard in extends: ${chain}`);
    }
    lineage.unshift(found);
  }
  return lineage;
}

/** What a lineage states of a kind, and for each of its fields who stated it last. */
interface StatedKind {
  readonly fields: KindFile;
  readonly origins: Readonly<Partial<Record<keyof KindFile, Origin>>>;
}

const NOTHING_STATED: StatedKind = { fields: {}, origins: {} };

function override({ fields, origins }: StatedKind, kind: KindFile, { name, source, basis }: StandardFile): StatedKind {
  const origin: Origin = { standard: name, source: kind.source ?? source, basis };
  const stated = Object.entries(kind).filter(([, value]) => value !== undefined);
  // Whoever says what a ratio counts makes it another one.
  const keys = [...stated.map(([key]) => key), ...(kind.per === undefined ? [] : ["ratio"])];
  return {
    fields: { ...fields, ...Object.fromEntries(stated) },
    origins: { ...origins, ...Object.fromEntries(keys.map((key) => [key, origin])) },
  };
}

function buildKind(name: string, { fields, origins }: StatedKind): Kind {
  const { ratio, per = "patients", maxPatients, maxCouples, minClinicians, couples } = fields;
  const stated = new Map<Limit, Origin>();
  const set = (key: keyof KindFile, limit: Limit) => stated.set(limit, origins[key] as Origin);
  if (ratio !== undefined) set("ratio", { ...readRatio(ratio), per });
  if (maxPatients !== undefined) set("maxPatients", { type: "max", places: whole(maxPatients), per: "patients" });
  if (maxCouples !== undefined) set("maxCouples", { type: "max", places: whole(maxCouples), per: "couples" });
  if (minClinicians !== undefined) set("minClinicians", { type: "minClinicians", clinicians: whole(minClinicians) });
  return { couples: couples ?? (COUPLES_KINDS.has(name) || per === "couples"), limits: [...stated.keys()], origins: stated };
}

/** Up to four digits, as rosters have them, so that all that is counted stays below 2^53. */
function readRatio(ratio: string): Pick<RatioLimit, "type" | "clinicians" | "places"> {
  const [, clinicians, places] = /^([1-9]\d{0,3}):([1-9]\d{0,3})$/.exec(ratio) ?? [];
  if (clinicians === undefined || places === undefined)
    throw new RangeError(`a ratio is written as "1:6", of numbers from 1 to 9999, not "${ratio}"`);
  return { type: "ratio", clinicians: Number(clinicians), places: Number(places) };
}

function whole(number: number): number {
  if (!Number.isInteger(number) || number < 0 || number > 9999)
    throw new RangeError(`a size or number of clinicians is a whole number from 0 to 9999, not ${number}`);
  return number;
}

/** `1:6` for a ratio, `3` for an absolute size, `2` for a number of clinicians. */
export function cap(limit: Limit): string {
  switch (limit.type) {
    case "ratio":
      return `${limit.clinicians}:${limit.places}`;
    case "max":
      return String(limit.places);
    case "minClinicians":
      return String(limit.clinicians);
  }
}

/** How much a clinician with these roles counts in a kind, in millionths: by the heaviest role; in couples kinds by one role only. */
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
 * How many more places a ratio admits beside `places` at a weight in millionths; negative where it is broken. This is the
 * one place where a ratio is judged: places × c ≤ n × weight, all of them integers below 2^53.
 */
export function openPlaces(limit: RatioLimit, places: number, weight: number): number {
  const admitted = limit.places * weight;
  const perPlace = limit.clinicians * WEIGHT_ONE;
  return (admitted - (admitted % perPlace)) / perPlace - places;
}
