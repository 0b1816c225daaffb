/** Which IANA zone a calendar means: by its own name, Windows' name, the name that Windows shows, or a name with a prefix. Never a guess. */
import { WINDOWS_TO_IANA_MAP } from "windows-iana";
import { zoneNamed } from "../../roster/zone.ts";
import { SHOWN_BY_WINDOWS } from "./windows-display-names.ts";

/** The IANA name of a zone; null if it is not known for certain. `location` is what its VTIMEZONE gives beside the name. */
export function zoneOf(tzid: string, location: string | undefined): string | null {
  const name = tzid.trim();
  return ianaZone(name) ?? windowsZone(name) ?? prefixedZone(name) ?? (location === undefined ? null : ianaZone(location));
}

/** An area and a city, or UTC. Offsets such as `-05:00` are no zones, although some engines take them. */
const IANA = /^[A-Za-z][A-Za-z0-9_+-]{1,29}(?:\/[A-Za-z0-9_+-]{1,30}){0,2}$/;

function ianaZone(name: string): string | null {
  return IANA.test(name) && zoneNamed(name) !== null ? name : null;
}

let windowsNames: ReadonlyMap<string, string> | undefined;

/** The zone of a Windows name, `Eastern Standard Time`, or of the text shown for it, `(UTC-05:00) Eastern Time (US & Canada)`. */
function windowsZone(name: string): string | null {
  // 001 is the world: each name has one zone there.
  windowsNames ??= new Map(
    WINDOWS_TO_IANA_MAP.flatMap(({ windowsName, territory, iana }) =>
      territory === "001" ? [[windowsName.toLowerCase(), iana[0] as string] as const] : [],
    ),
  );
  const shown = /^\((?:UTC|GMT)(?:[+-]\d\d?[:.]\d\d)?\) *(.+)$/i.exec(name)?.[1] ?? name;
  const windowsName = SHOWN_BY_WINDOWS.get(shown.toLowerCase()) ?? name;
  return windowsNames.get(windowsName.toLowerCase()) ?? null;
}

/** The zone at the end of `/freeassociation.sourceforge.net/America/New_York`. */
function prefixedZone(name: string): string | null {
  if (!name.startsWith("/") || name.length > 120) return null;
  const parts = name.split("/").slice(2);
  // An area and a city at least: a last part alone, such as `Louisville`, is not a zone.
  for (const length of [3, 2]) {
    const zone = parts.length < length ? null : ianaZone(parts.slice(-length).join("/"));
    if (zone !== null) return zone;
  }
  return null;
}
