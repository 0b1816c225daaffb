/** Calendar files for tests, and what is read from them in short words. */

import type { Entry, Reading, Unimportable } from "../../src/import/entry.ts";
import { readCalendar } from "../../src/import/ics/read-calendar.ts";
import type { Mapping } from "../../src/import/mapping/mapping.ts";
import type { Message } from "../../src/message.ts";
import { daysSince1970 } from "../../src/roster/read-time.ts";
import { writeLocal } from "../../src/roster/time.ts";

/** Days since 1970-01-01 of `2026-11-30`. */
export function dayOf(date: string): number {
  const [year, month, day] = date.split("-").map(Number);
  return daysSince1970(year as number, month as number, day as number) as number;
}

export function calendar(...lines: readonly string[]): string {
  return ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
}

export function vevent(...lines: readonly string[]): string {
  return ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\r\n");
}

export const KIM = "ORGANIZER;CN=Kim Lee:mailto:kim@clinic.example";

interface Options {
  readonly week?: string | null;
  readonly timezone?: string | null;
  readonly mapping?: Partial<Mapping>;
}

export function readIcs(file: string | Uint8Array, options: Options = {}): Reading | Unimportable {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const { week = "2026-11-30", timezone = null, mapping } = options;
  return readCalendar({ name: "week.ics", bytes }, 0, {
    timezone,
    week: week === null ? null : dayOf(week),
    mapping: mapping === undefined ? null : { mapping: 1, ...mapping },
  });
}

/** What is read from a file that can be imported. */
export function reading(file: string | Uint8Array, options: Options = {}): Reading {
  const found = readIcs(file, options);
  if ("message" in found) throw new Error(words(found.message));
  return found;
}

export function words(message: Message): string {
  return message.map((part) => ("own" in part ? part.own : "?")).join("");
}

/** `2026-11-30T18:00–19:30 -300` for each entry. */
export function times({ entries }: Reading): string[] {
  return entries.map(timeOf).sort();
}

function timeOf({ start, end }: Entry): string {
  const until = end === null ? "?" : writeLocal(end.local).slice(11);
  return `${writeLocal(start.local)}–${until}${start.offset === undefined ? "" : ` ${start.offset}`}`;
}

/** `line fate detail` for each settled row. */
export function settled({ settled: rows }: Reading): string[] {
  return rows.map(({ at, fate, detail }) => [at.line, fate, ...(detail === undefined ? [] : [words(detail)])].join(" "));
}

export function questions({ questions: all }: Reading): string[] {
  return all.map(({ code, scope, message, at }) => `${code} ${scope} ${at.map(({ line }) => line).join(",")}: ${words(message)}`);
}

/** All text of a reading that may be shown. */
export function shown(read: Reading | Unimportable): string {
  if ("message" in read) return `${words(read.message)} ${words(read.help)}`;
  const messages = [
    ...read.settled.flatMap(({ detail }) => (detail === undefined ? [] : [detail])),
    ...read.questions.flatMap(({ message, answer }) => [message, answer]),
    ...read.guesses.map(({ message }) => message),
  ];
  return messages.map(words).join("\n");
}

/** The lines of all rows that are in an entry, a shift or a fact, or settled, each once, in order. */
export function accounted({ entries, shifts, facts, settled: rows }: Reading): number[] {
  const lines = [...entries, ...shifts, ...facts, ...rows].map(({ at }) => at.line);
  return [...new Set(lines)].sort((a, b) => a - b);
}
