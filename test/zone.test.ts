import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intlOffsets, type Zone, zoneFrom } from "../src/roster/zone.ts";
import { some, tries } from "./support/matrix.ts";

const DAY = 1440;
const FIRST = Date.UTC(2000, 0, 1) / 60_000;
const LAST = Date.UTC(2199, 11, 31) / 60_000;

const ZONES = [...Intl.supportedValuesOf("timeZone"), "UTC", "Etc/UTC", "Etc/GMT+5", "EST5EDT", "America/Port-au-Prince"];

/** Zones whose clocks do something out of the ordinary, with a day near it. */
const ODD_NIGHTS = [
  ["America/New_York", "2026-11-01"],
  ["America/New_York", "2027-03-14"],
  ["Europe/London", "2026-10-25"],
  ["Europe/Dublin", "2027-03-28"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Australia/Lord_Howe", "2027-04-04"],
  ["America/Santiago", "2026-09-06"],
  ["America/Santiago", "2027-04-04"],
  ["Africa/Cairo", "2026-04-24"],
  ["Africa/Cairo", "2026-10-30"],
  ["Asia/Beirut", "2027-03-28"],
  ["America/St_Johns", "2005-04-03"],
  ["Antarctica/Troll", "2027-03-28"],
  ["Pacific/Apia", "2011-12-30"],
  ["Pacific/Kiritimati", "2026-01-01"],
  ["America/Caracas", "2016-05-01"],
  ["Asia/Pyongyang", "2018-05-05"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Africa/Casablanca", "2026-03-22"],
] as const;

function offsets(zone: string): (moment: number) => number {
  const offsetAt = intlOffsets(zone);
  if (offsetAt === null) throw new Error(`${zone} is unknown`);
  return offsetAt;
}

/** What a clock on the wall shows, asked of `Intl` in another way than the zone does: as year, month, day, hour, minute. */
function wallClock(zone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (moment) => {
    const [day = 0, month = 0, year = 0, hour = 0, minute = 0] =
      format
        .format(moment * 60_000)
        .match(/\d+/g)
        ?.map(Number) ?? [];
    return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
  };
}

it("an unknown time zone is refused, so that a mistake is never read as UTC", () => {
  for (const name of ["Mars/Phobos", "America/New_Yrok", "Amerika/New_York", "EST5", "Foo", "/etc/passwd", "America/", ":UTC", "A/B"])
    expect([name, intlOffsets(name)]).toEqual([name, null]);
});

describe("local times and moments", () => {
  for (const [zone, night] of some(ODD_NIGHTS, 3)) {
    it(`are those of the wall clock for three days around ${night} in ${zone}`, () => {
      const found = zoneFrom(offsets(zone));
      const shown = wallClock(zone);
      const start = Date.parse(night) / 60_000 - 36 * 60;
      const momentsOf = new Map<number, number[]>();
      // A day more on each side, so that every local minute in the middle has all of its moments.
      for (let moment = start - DAY; moment < start + 4 * DAY; moment++) {
        const local = shown(moment);
        momentsOf.set(local, [...(momentsOf.get(local) ?? []), moment]);
        if (found.toLocal(moment) !== local) expect.fail(`toLocal ${new Date(moment * 60_000).toISOString()}`);
      }
      for (let local = start; local < start + 3 * DAY; local++) {
        const [ours, theirs] = [found.momentsOf(local), momentsOf.get(local) ?? []];
        if (String(ours) !== String(theirs)) expect.fail(`${new Date(local * 60_000).toISOString()}: ${ours} and ${theirs}`);
      }
    });
  }

  it("go there and back at random moments of every zone from 2000 to 2199", () => {
    const zones = new Map<string, Zone>();
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: FIRST, max: LAST }), (name, moment) => {
        const zone = zones.get(name) ?? zoneFrom(offsets(name));
        zones.set(name, zone);
        expect(zone.toLocal(moment)).toBe(moment + offsets(name)(moment));
        const moments = zone.momentsOf(zone.toLocal(moment));
        expect(moments).toContain(moment);
        expect(moments.length).toBeLessThanOrEqual(2);
        expect(moments).toEqual([...moments].sort((a, b) => a - b));
      }),
      { numRuns: tries(1_500, 150) },
    );
  });

  it("rest on clocks that change at most once in two days and never by more than a day, in every zone until 2040", () => {
    const ends = Date.UTC(2040, 0, 1) / 60_000;
    const changes: string[] = [];
    for (const zone of some(ZONES, 20)) {
      const offsetAt = offsets(zone);
      let before = offsetAt(FIRST);
      let lastChange = Number.NEGATIVE_INFINITY;
      for (let moment = FIRST; moment < ends; moment += DAY) {
        const now = offsetAt(moment);
        if (now === before) continue;
        if (moment - lastChange <= 2 * DAY || Math.abs(now - before) > DAY)
          changes.push(`${zone} ${new Date(moment * 60_000).toISOString()}`);
        lastChange = moment;
        before = now;
      }
      if (!Number.isInteger(before)) changes.push(`${zone} is not whole minutes from UTC`);
    }
    expect(changes).toEqual([]);
  });
});
