/**
 * Local times and moments, both in whole minutes. A *moment* counts from 1970-01-01T00:00Z; a *local minute* counts
 * wall-clock time in the same way, as if it were UTC. All dates are between 2000 and 2199, when every zone's offset is a whole
 * number of minutes.
 */

export interface Zone {
  /** The moments with a given local minute: none if the clocks skip it, two if it occurs twice. */
  momentsOf(local: number): readonly number[];
  toLocal(moment: number): number;
}

const DAY = 24 * 60;

/** Wall-clock time without a zone: moments and local minutes are the same. */
export const WALL_CLOCK: Zone = { momentsOf: (local) => [local], toLocal: (moment) => moment };

const zones = new Map<string, Zone | null>();

/** The zone with an IANA name; null if there is none. Cached, because creating a zone takes longer than auditing a week. */
export function zoneNamed(name: string): Zone | null {
  let zone = zones.get(name);
  if (zone === undefined) {
    const offsetAt = intlOffsets(name);
    zone = offsetAt === null ? null : zoneFrom(offsetAt);
    zones.set(name, zone);
  }
  return zone;
}

/** A zone from its offsets, which are cached by day. */
export function zoneFrom(offsetAt: (moment: number) => number): Zone {
  const days = new Map<number, OffsetsOfDay>();
  // Neighboring times in a roster are mostly on the same day.
  let lastDay = Number.NaN;
  let last: OffsetsOfDay | undefined;
  const offset = (moment: number): number => {
    const day = Math.floor(moment / DAY);
    let known = day === lastDay ? last : days.get(day);
    if (known === undefined) {
      known = changeWithin(offsetAt, day * DAY, (day + 1) * DAY);
      days.set(day, known);
    }
    lastDay = day;
    last = known;
    return moment < known.change ? known.before : known.after;
  };
  return {
    toLocal: (moment) => moment + offset(moment),
    momentsOf(local) {
      // No zone is more than a day from UTC, and none changes its clocks twice within two days.
      const before = local - offset(local - DAY);
      const after = local - offset(local + DAY);
      if (before === after) return [before];
      return [before, after].filter((moment) => moment + offset(moment) === local).sort((a, b) => a - b);
    },
  };
}

/** Offsets of a day: minutes to add before and after its only possible change. */
interface OffsetsOfDay {
  readonly before: number;
  readonly change: number;
  readonly after: number;
}

/** The offsets at both ends of [start, end), and the first moment of the later offset. */
export function changeWithin(offsetAt: (moment: number) => number, start: number, end: number): OffsetsOfDay {
  const before = offsetAt(start);
  const after = offsetAt(end);
  if (before === after) return { before, change: start, after };
  let low = start;
  let high = end;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return { before, change: high, after };
}

/**
 * Abbreviations that the engine accepts as names: CST may be Chicago or China. EST, HST and MST are IANA names, but have no
 * daylight saving time, which is rarely intended.
 */
const ABBREVIATIONS = new Set(
  "ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT EST HST IET IST JST MIT MST NET NST PLT PNT PRT PST SST VST".split(" "),
);

/** Minutes to add to a moment for local time, from the JavaScript engine's time zone data; null for an unknown name. */
export function intlOffsets(zone: string): ((moment: number) => number) | null {
  if (ABBREVIATIONS.has(zone.toUpperCase())) return null;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    return null;
  }
  return (moment) => {
    const name = format.formatToParts(moment * 60_000).find((part) => part.type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}

const MEANT_ZONES: Readonly<Record<string, readonly string[]>> = Object.assign(Object.create(null), {
  e: ["America/New_York"],
  eastern: ["America/New_York"],
  c: ["America/Chicago"],
  central: ["America/Chicago"],
  m: ["America/Denver"],
  mountain: ["America/Denver"],
  mst: ["America/Phoenix", "America/Denver"],
  arizona: ["America/Phoenix"],
  p: ["America/Los_Angeles"],
  pacific: ["America/Los_Angeles"],
  ak: ["America/Anchorage"],
  alaska: ["America/Anchorage"],
  h: ["Pacific/Honolulu"],
  ha: ["Pacific/Honolulu"],
  hawaii: ["Pacific/Honolulu"],
  a: ["America/Puerto_Rico", "America/Halifax"],
  atlantic: ["America/Puerto_Rico", "America/Halifax"],
});

/** The IANA zones that an everyday name of a US time zone may mean: `EST`, `ET`, `Eastern Time`. */
export function meantZones(name: string): readonly string[] {
  const words = name
    .trim()
    .toLowerCase()
    .replace(/^us[ /]/, "");
  const short = /^(ak|ha|[ecmpha])[sd]?t$/.exec(words)?.[1];
  const long = /^([a-z]+)(?: (?:standard|daylight))?(?: time)?$/.exec(words)?.[1];
  return MEANT_ZONES[words] ?? MEANT_ZONES[short ?? (long !== undefined && long.length > 2 ? long : "")] ?? [];
}
