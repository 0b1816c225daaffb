/** The mapping that was used, so that the next import needs no guess. It has known headings and positions, and no value of the file. */
import type { DateOrder, Mapping, TableMapping } from "../mapping/mapping.ts";
import type { SourceFormat } from "../source.ts";
import type { TableOptions } from "./read-tables.ts";
import type { Section } from "./section.ts";

/** The given mapping, with what was recognized. */
export function usedMapping(
  sections: readonly Section[],
  format: SourceFormat,
  { mapping, timezone, sheet }: TableOptions,
  orders: ReadonlySet<DateOrder>,
): Mapping {
  const { mapping: version = 1, from: _, dates, timezone: zone, sheet: name, ...given } = mapping ?? { mapping: 1 as const };
  const [order, another] = orders;
  const decided = dates ?? (another === undefined ? order : undefined);
  const where = timezone ?? zone;
  const which = sheet ?? name;
  const found = isStated(mapping) ? {} : recognized(sections);
  const tables = "tables" in found ? found.tables : given.tables;
  const ofSheet = which === undefined ? {} : { sheet: which };
  return {
    mapping: version,
    from: format,
    ...(decided === undefined ? {} : { dates: decided }),
    ...(where === undefined ? {} : { timezone: where }),
    ...(tables === undefined ? { ...ofSheet, ...found } : {}),
    ...given,
    ...(tables === undefined ? {} : { tables: tables.map((table) => ({ ...ofSheet, ...table })) }),
  };
}

function isStated(mapping: Mapping | null): boolean {
  return mapping !== null && (mapping.columns !== undefined || mapping.grid !== undefined || mapping.tables !== undefined);
}

function recognized(sections: readonly Section[]): Pick<Mapping, "tables"> | TableMapping {
  const tables = new Map(sections.map((section) => [JSON.stringify([section.rows, section.named]), tableOf(section)]));
  const [only, another] = [...tables.values()];
  if (only === undefined) return {};
  return another === undefined ? only : { tables: [...tables.values()] };
}

function tableOf({ rows, named, heading }: Section): TableMapping {
  const isPositional = Object.values(named)
    .flat()
    .every((name) => name?.startsWith("column "));
  return { rows, ...(isPositional && heading !== null ? { headings: `row ${heading.line}` } : {}), columns: named };
}
