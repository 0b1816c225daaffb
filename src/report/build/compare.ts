import type { Location } from "../schema.ts";

/** Compares text by code units, which is the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares locations by file (if it is not the roster), then by line and column. */
export function byLocation(a: { at: Location | null }, b: { at: Location | null }): number {
  return compare(a.at?.file ?? "", b.at?.file ?? "") || (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0);
}
