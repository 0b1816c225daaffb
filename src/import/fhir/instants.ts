/** Instants of FHIR, which always have an offset from UTC, as times of the roster's zone. */
import { DAY, daysSince1970 } from "../../roster/read-time.ts";
import type { Zone } from "../../roster/zone.ts";
import type { SourceTime } from "../entry.ts";

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d{1,12})?)?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Converts an instant to a moment in minutes, without seconds. Null if the text is not an instant. */
export function momentIn(text: string): number | null {
  const [, year, month, date, hour, minute, sign, hours = 0, minutes = 0] = INSTANT.exec(text.trim()) ?? [];
  const day = year === undefined || Number(year) < 1900 ? null : daysSince1970(Number(year), Number(month), Number(date));
  if (day === null || Number(hour) > 24 || Number(minute) > 59 || Number(hours) > 14 || Number(minutes) > 59) return null;
  const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return day * DAY + Number(hour) * 60 + Number(minute) - offset;
}

/** A moment on the clock of the roster. */
export function timeAt(moment: number, zone: Zone): SourceTime {
  const local = zone.toLocal(moment);
  return { local, offset: local - moment };
}
