/** The facts of a video call, which its participant report has above the participants: topic, start and end. */

import { BLANK } from "../cell-text.ts";
import { MEETING_FACTS } from "../mapping/headings.ts";
import type { Cell, Row } from "../source.ts";
import { collapsed, filled, isBlank, normalizedHeading } from "./cells.ts";

export interface Meeting {
  readonly title: string | null;
  readonly id: string | null;
  /** Cells to be read as one time: a date of its own, and the time. */
  readonly start: readonly Cell[];
  readonly end: readonly Cell[];
}

type Fact = keyof typeof MEETING_FACTS;
const FACTS = Object.keys(MEETING_FACTS) as readonly Fact[];

function factNamed(cell: Cell): Fact | undefined {
  const name = normalizedHeading(cell.text);
  return FACTS.find((fact) => MEETING_FACTS[fact].some((heading) => normalizedHeading(heading) === name));
}

/** The facts in the rows above a list of participants; null if there are none. They are in columns, or one below the other. */
export function meetingAbove(rows: readonly Row[]): Meeting | null {
  const facts = new Map<Fact, Cell>();
  for (const [i, row] of rows.entries()) {
    const names = row.cells.map(factNamed);
    const values = rows[i + 1]?.cells ?? [];
    const named = names.filter((name) => name !== undefined).length;
    for (const [column, fact] of names.entries()) {
      if (fact === undefined || facts.has(fact)) continue;
      // A fact in a row of its own has its value beside it.
      const value = named > 1 ? values[column] : row.cells[column + 1];
      if (value !== undefined && !isBlank(value) && filled(row).length > 1) facts.set(fact, value);
    }
  }
  const date = facts.get("date");
  const time = (fact: "start" | "end") => [...(date === undefined ? [] : [date]), facts.get(fact) ?? BLANK];
  if (!facts.has("start") && !facts.has("title")) return null;
  const text = (fact: Fact) => collapsed(facts.get(fact)?.text ?? "") || null;
  return { title: text("title"), id: text("id"), start: time("start"), end: time("end") };
}
