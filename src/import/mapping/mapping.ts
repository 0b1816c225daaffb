/** The mapping as the import uses it. Its format is stated once, in `schema.ts`. It never holds a patient. */
import type { MappingFile } from "./schema.ts";

export type { ColumnRole } from "./schema.ts";

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** A glob (`*` and `?` only, any letter case) on a title. */
export interface TitleRule {
  readonly title: string;
  readonly kind: string;
}

/** A title or a code; the first that matches decides. */
export type KindRule = TitleRule | { readonly cpt: string; readonly kind: string };

type File = Frozen<Omit<MappingFile, "kinds" | "$schema">>;

/** A rule has a title or a code, which the schema cannot say. */
export type Mapping = File & { readonly kinds?: readonly KindRule[] | undefined };

/** The keys that describe one table. */
export const TABLE_KEYS = ["sheet", "rows", "headings", "columns", "grid"] as const;

export type TableMapping = Pick<Mapping, (typeof TABLE_KEYS)[number]>;
export type GridMapping = NonNullable<Mapping["grid"]>;
export type MappedClinician = NonNullable<Mapping["clinicians"]>[string];
export type RowShape = NonNullable<Mapping["rows"]>;
export type DateOrder = NonNullable<Mapping["dates"]>;
