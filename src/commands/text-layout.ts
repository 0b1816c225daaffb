/** Text of commands other than reports: paragraphs and tables as wide as the terminal, fit to be shown there. */
import type { Streams } from "../io/streams.ts";
import { sanitize, withoutCommands, wrap } from "../report/sanitize.ts";

/** Nothing is broken narrower than this. */
const NARROWEST = 40;

/** Nobody reads longer lines with pleasure; and what goes to no terminal is the same everywhere. */
const MAX_WIDTH = 100;

/** The columns that text has. */
export function widthOf({ out }: Streams): number {
  return Math.max(NARROWEST, Math.min(MAX_WIDTH, out.columns ?? MAX_WIDTH));
}

/** Text broken into lines, each indented. */
export function paragraph(text: string, width: number, indent = "  "): string[] {
  return wrap(sanitize(text), width - indent.length).map((line) => `${indent}${line}`);
}

/**
 * Rows of cells, in columns as wide as their longest cell. What is too wide for the terminal is taken from the widest
 * columns, whose cells are then broken between words. With `isSpaced` there is an empty line between rows.
 */
export function table(rows: readonly (readonly string[])[], width: number, isSpaced = false): string[] {
  const shown = rows.map((cells) => cells.map(sanitize));
  const columns = (shown[0] ?? []).map((_, i) => columnOf(shown.map((cells) => cells[i] as string)));
  for (let excess = columns.reduce((sum, { width }) => sum + GAP + width, -width); excess > 0; excess--) {
    const [widest] = columns.filter(({ width, least }) => width > least).sort((a, b) => b.width - a.width);
    if (widest === undefined) break;
    widest.width--;
  }
  const widths = columns.map((column) => column.width);
  return shown.flatMap((cells, i) => [...(isSpaced && i > 0 ? [""] : []), ...rowOf(cells, widths)]);
}

/** The spaces before each column. */
const GAP = 2;

/** How wide a column is that breaks no cell, and at least, if it is to break no word. */
function columnOf(cells: readonly string[]): { width: number; readonly least: number } {
  const longest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, text.length), 0);
  return { width: longest(cells), least: longest(cells.flatMap((cell) => cell.split(" "))) };
}

/** The lines of one row. */
function rowOf(cells: readonly string[], widths: readonly number[]): string[] {
  const broken = cells.map((cell, i) => wrap(cell, widths[i] as number));
  const height = Math.max(...broken.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    broken
      .map((lines, i) => " ".repeat(GAP) + (lines[line] ?? "").padEnd(widths[i] as number))
      .join("")
      .trimEnd(),
  );
}

/** Parts with their headings, an empty line between them; parts without lines are left out. */
export function sections(parts: readonly (readonly [heading: string, lines: readonly string[]])[]): string[] {
  return parts.filter(([, lines]) => lines.length > 0).flatMap(([heading, lines]) => ["", heading, ...lines]);
}

/** Prints lines that are fit to be shown but for their starts. */
export async function print(lines: readonly string[], { out }: Streams): Promise<void> {
  await out.write(withoutCommands(lines.map((line) => `${line}\n`).join("")));
}
