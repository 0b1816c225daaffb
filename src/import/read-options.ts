/** The options of a reader, besides the file. */
import type { Mapping } from "./mapping/mapping.ts";

export interface ReadOptions {
  /** The IANA name of the roster's zone; null if only the file can say it. */
  readonly timezone: string | null;
  /** The first day of the week, in days since 1970-01-01; null if it is not decided. */
  readonly week: number | null;
  readonly mapping: Mapping | null;
}
