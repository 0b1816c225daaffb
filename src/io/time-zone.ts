/** Offsets from UTC by the process's own time zone: the same data as `Intl`'s, at a fraction of its start-up. */
import { intlOffsets, type OffsetSource } from "../roster/zone.ts";

/** A name as the time-zone database has them, so that no other syntax of the TZ variable is meant by it. */
const AREA_AND_PLACE = /^[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_-]+)+$/;

/**
 * Sets the TZ variable of this process and asks `Date`. A name that is unknown counts as UTC there, so wherever the
 * offset is never other than 0 the slow and certain way is taken. Nothing else in this program asks for local time.
 */
export const processOffsets: OffsetSource = (zone) => {
  if (!AREA_AND_PLACE.test(zone)) return intlOffsets(zone);
  const offsetAt = (moment: number): number => {
    if (process.env.TZ !== zone) process.env.TZ = zone;
    return -new Date(moment * 60_000).getTimezoneOffset() || 0;
  };
  const isKnown = offsetAt(JANUARY) !== 0 || offsetAt(JULY) !== 0;
  return isKnown ? offsetAt : intlOffsets(zone);
};

const JANUARY = Date.UTC(2026, 0, 15) / 60_000;
const JULY = Date.UTC(2026, 6, 15) / 60_000;
