/** Words for the status of a row: who attends, who did not come, what is canceled. */
import type { EntryStatus, RowFate } from "../entry.ts";
import { fitsGlob, normalized } from "../glob.ts";
import type { Mapping } from "../mapping/mapping.ts";

/** What a status word makes of a row: a status, or a fate that keeps it out. */
export type StatusMeaning = EntryStatus | Extract<RowFate, "left-out" | "does-not-attend">;

/**
 * `Show` is planned: SimplePractice gives it to every appointment when it is made, so it proves no attendance, past or future. It
 * attends in both readings.
 */
const WORDS: Readonly<Record<StatusMeaning, readonly string[]>> = {
  planned: [
    "show",
    "scheduled",
    "confirmed",
    "unconfirmed",
    "booked",
    "planned",
    "active",
    "upcoming",
    "open",
    "none",
    "new",
    "future",
    "reminder done",
    "chart pulled",
    "reminded",
    "accepted",
    "pending confirmation",
    "not confirmed",
  ],
  attended: [
    "attended",
    "completed",
    "complete",
    "arrived",
    "arrived late",
    "checked in",
    "check in",
    "checked out",
    "check out",
    "present",
    "late",
    "seen",
    "kept",
    "held",
    "in session",
    "in exam room",
    "in progress",
    "fulfilled",
    "done",
    "finished",
    "coding done",
    "signed",
    "yes",
  ],
  "no-show": ["no show", "noshow", "ns", "dna", "did not attend", "did not show", "missed", "absent", "failed to appear", "no"],
  canceled: [
    "canceled",
    "cancelled",
    "cancellation",
    "cancel",
    "declined",
    "rescheduled",
    "late cancel",
    "late cancellation",
    "void",
    "voided",
    "deleted",
  ],
  "left-out": ["entered in error", "proposed", "available", "blocked"],
  "does-not-attend": [
    "waitlist",
    "waitlisted",
    "wait list",
    "waiting list",
    "waiting",
    "left w o visit",
    "left without visit",
    "left without being seen",
  ],
};

const MEANINGS = Object.keys(WORDS) as readonly StatusMeaning[];

const MEANING_OF_WORD: ReadonlyMap<string, StatusMeaning> = new Map(
  MEANINGS.flatMap((meaning) => WORDS[meaning].map((word) => [word, meaning] as const)),
);

const MAPPED: Readonly<Record<keyof NonNullable<Mapping["status"]>, StatusMeaning>> = {
  planned: "planned",
  attended: "attended",
  noShow: "no-show",
  canceled: "canceled",
  leftOut: "left-out",
};

/** What a status means, by the mapping's words first; null if no word is known. A blank status is planned. */
export function statusOf(text: string, words: Mapping["status"] = {}): StatusMeaning | null {
  if (text.trim() === "") return "planned";
  const mapped = mappedStatus(text, words);
  if (mapped !== null) return mapped;
  // OpenEMR writes a sign before the word: `> Checked out`, `x Canceled`.
  const plain = normalized(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^x (?=\S)/, "");
  const known = MEANING_OF_WORD.get(plain);
  if (known !== undefined) return known;
  if (/\bno show\b/.test(plain)) return "no-show";
  return /\bcancel/.test(plain) && !/\bnot\b/.test(plain) ? "canceled" : null;
}

/** What the mapping's words make of a text; null if none fits. */
export function mappedStatus(text: string, words: Mapping["status"] = {}): StatusMeaning | null {
  for (const [key, meaning] of Object.entries(MAPPED)) {
    const globs = words[key as keyof typeof MAPPED] ?? [];
    if (globs.some((glob) => fitsGlob(glob, text))) return meaning;
  }
  return null;
}

/** Whether a text is a status word, and so not a title. */
export function isStatusWord(text: string): boolean {
  return text.trim() !== "" && statusOf(text) !== null;
}

/** Yes, no, or neither. A blank cell is no. */
export function yesOrNo(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (["yes", "y", "true", "1", "x"].includes(word)) return true;
  return ["", "no", "n", "false", "0", "-"].includes(word) ? false : null;
}
