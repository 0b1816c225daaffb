/** Layout of command output other than reports: sanitized paragraphs and tables, as wide as the terminal. */
import type { Streams } from "../io/streams.ts";
import { sanitize, withoutCommands, wrap } from "../report/sanitize.ts";
import { asCalled } from "./as-called.ts";

/** The text width in columns: that of the terminal, from 40 to 100; without a terminal, 100. */
export function widthOf({ out }: Streams): number {
  return Math.max(40, Math.min(100, out.columns ?? 100));
}

/** A table with columns as wide as their longest cells; the widest columns shrink to fit `width`. `isSpaced` adds empty lines between rows. */
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

/** The width of a column without wrapping, and the minimum width without breaking words. */
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

/** Parts under headings, separated by empty lines; omits parts without lines. */
export function sections(parts: readonly (readonly [heading: string, lines: readonly string[]])[]): string[] {
  return parts.filter(([, lines]) => lines.length > 0).flatMap(([heading, lines]) => ["", heading, ...lines]);
}

/** Prints sanitized lines. No line is a command to a CI runner, and suggested commands are spelled as the user called the tool. */
export async function print(lines: readonly string[], { out, env }: Streams): Promise<void> {
  await out.write(asCalled(withoutCommands(lines.map((line) => `${line}\n`).join("")), env));
}
