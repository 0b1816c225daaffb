/** Finds what to replace in the text of a roster so that its sessions have other clinicians. */
import {
  blockListEdits,
  blockMappingEdits,
  type Collection,
  flowEdits,
  type ItemEdits,
  inOrder,
  type Splice,
} from "../document/collection-edits.ts";
import { type Document, type Path, type Span, valueAt } from "../document/document.ts";
import { isJson } from "../document/read.ts";
import { isMapping, mapping } from "../document/untyped.ts";
import { scalar } from "../document/yaml-text.ts";
import { groupedBy } from "../grouped.ts";
import { byId, type Interval, type Roster, type Session, sessionPath } from "../roster/roster.ts";
import type { PlannedChange } from "./plan.ts";
import { timeWriter, type WriteTime } from "./written-times.ts";

/** The new times of a clinician in a session; empty for one who leaves. */
export type StaffingChange = Pick<PlannedChange, "session" | "clinician" | "after">;

/** A splice of the text without its byte-order mark, in an entry or section of the roster. */
export interface RosterSplice extends Splice {
  readonly path: Path;
}

/** What becomes of an entry: it stays, goes, or gets other bounds. A bound is removed by null, and kept by undefined. */
type EntryEdit = "keep" | "remove" | Bounds;

interface Bounds {
  readonly from?: string | null;
  readonly until?: string | null;
}

const BOUNDS = ["from", "until"] as const;

/** Edits one roster. In place, entries and their keys are edited where they are; else each changed list is written on one line. */
export class RosterEditor {
  readonly #document: Document;
  readonly #text: string;
  readonly #inPlace: boolean;
  readonly #isJson: boolean;
  readonly #writeTime: WriteTime;
  readonly #splices: RosterSplice[] = [];
  /** Spans whose values change; their aliases need the values of before elsewhere. */
  readonly #replaced: Span[] = [];

  constructor(document: Document, roster: Roster, inPlace: boolean) {
    this.#document = document;
    this.#text = document.text;
    this.#inPlace = inPlace;
    this.#isJson = isJson(document.text, "");
    this.#writeTime = timeWriter(roster, document.text);
  }

  /** The splices for some changes, in the order of the text. */
  splices(changes: readonly StaffingChange[]): RosterSplice[] {
    for (const [session, ofSession] of groupedBy(changes, (change) => change.session)) this.#editSession(session, ofSession);
    if (this.#text.includes("&")) this.#moveAnchors();
    return inOrder(this.#splices);
  }

  #splice({ start, end, text }: Splice, path: Path): void {
    this.#splices.push({ start, end, text, path: path.slice(0, 2) });
  }

  #editSession(session: Session, changes: readonly StaffingChange[]): void {
    const entries: EntryEdit[] = session.clinicians.map(() => "keep");
    const added: string[] = [];
    for (const { clinician, after } of [...changes].sort((a, b) => byId(a.clinician, b.clinician))) {
      const own = session.clinicians.flatMap((stay, i) => (stay.who.id === clinician.id ? { stay, i } : []));
      const [now, planned] = [new Set(own.map(({ stay }) => span(stay))), new Set(after.map(span))];
      const open = after.filter((time) => !now.has(span(time)));
      for (const { stay, i } of own.filter((one) => !planned.has(span(one.stay)))) {
        const time = open.shift();
        entries[i] = time === undefined ? "remove" : this.#newBounds(session, i, stay, time);
      }
      for (const time of open) {
        const bounds = this.#newBounds(session, -1, session, time);
        added.push(this.#entry(this.#scalar(clinician.id), (key) => this.#quotedOrNull(bounds[key])));
      }
    }
    this.#editList(sessionPath(session, "clinicians"), entries, added);
  }

  /** The bounds to change for an entry with the times of `before`. */
  #newBounds(session: Session, i: number, before: Interval, after: Interval): Bounds {
    const bound = (key: "from" | "until") => {
      if (after[key] === before[key]) return undefined;
      if (after[key] === session[key]) return null;
      const model = valueAt(this.#document.value, sessionPath(session, "clinicians", i, key));
      return this.#writeTime(session, after[key], typeof model === "string" ? model : null);
    };
    const [from, until] = [bound("from"), bound("until")];
    return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
  }

  #editList(path: Path, entries: readonly EntryEdit[], added: readonly string[]): void {
    if (valueAt(this.#document.value, path) === undefined) {
      this.#addList(path.slice(0, -1), `[${added.join(", ")}]`);
      return;
    }
    const { start, end, anchor } = this.#located(path);
    const isBlock = this.#text[start] === "-";
    const left = [...entries.flatMap((edit, i) => (edit === "remove" ? [] : this.#written([...path, i], edit))), ...added];
    if (anchor !== undefined || !this.#inPlace) {
      if (anchor === undefined) this.#replaced.push({ start, end });
      this.#splice({ start, end, text: `[${left.join(", ")}]` }, path);
      return;
    }
    this.#replaced.push({ start, end });
    const after = this.#document.locate(path, "key").end;
    const list: Collection = { start, end, after, items: entries.map((_, i) => this.#withAnchor(this.#located([...path, i]))) };
    const removed = new Set(entries.flatMap((edit, i) => (edit === "remove" ? i : [])));
    for (const [i, edit] of entries.entries()) if (typeof edit === "object") this.#editEntry([...path, i], edit, isBlock);
    if (isBlock && left.length === 0) {
      // The brackets follow the colon, and a comment the brackets.
      const colon = after + (/^\s*:/.exec(this.#text.slice(after))?.[0].length ?? 0);
      this.#splice({ start: colon, end: colon, text: " []" }, path);
    }
    if (removed.size + added.length === 0) return;
    const edits: ItemEdits = { removed, added, at: entries.length - 1 };
    if (entries.length === 0) this.#splice({ start, end, text: `[${added.join(", ")}]` }, path);
    else for (const one of (isBlock ? blockListEdits : flowEdits)(this.#text, list, edits)) this.#splice(one, path);
  }

  /** Changes the bounds of an entry where it is. */
  #editEntry(path: Path, bounds: Bounds, isInBlock: boolean): void {
    const { start, end, anchor } = this.#located(path);
    const value = valueAt(this.#document.value, path);
    const isFlow = this.#text[start] === "{";
    if (anchor === undefined) this.#replaced.push({ start, end });
    const isWhole = BOUNDS.every((key) => (bounds[key] === undefined ? mapping(value)[key] === undefined : bounds[key] === null));
    if (anchor !== undefined || !isMapping(value) || (isFlow ? isWhole : !isInBlock)) {
      this.#splice({ ...this.#withAnchor({ start, end }), text: this.#written(path, bounds) }, path);
      return;
    }
    const keys = Object.keys(value);
    const removed = new Set(keys.flatMap((key, i) => (bounds[key as "from"] === null ? i : [])));
    const added: string[] = [];
    for (const key of BOUNDS) {
      const time = bounds[key];
      if (typeof time !== "string") continue;
      if (value[key] === undefined) added.push(this.#pair(key, this.#quoted(time)));
      else this.#replaceTime([...path, key], time);
    }
    const at = removed.has(keys.length - 1) || value.from !== undefined || bounds.from === undefined ? keys.length - 1 : keys.indexOf("id");
    this.#editMembers(path, { removed, added, at });
  }

  #editMembers(path: Path, edits: ItemEdits): void {
    const { start, end } = this.#located(path);
    const members = Object.keys(mapping(valueAt(this.#document.value, path))).map((key) => [...path, key]);
    const items = members.map((member) => ({ start: this.#document.locate(member, "key").start, end: this.#located(member).end }));
    const isFlow = this.#text[start] === "{";
    const splices = (isFlow ? flowEdits : blockMappingEdits)(this.#text, { start, end, items, after: start - 1 }, edits);
    for (const one of splices) this.#splice(one, path);
  }

  /** Writes another time in the quotes of before. */
  #replaceTime(path: Path, time: string): void {
    const { start, end, anchor } = this.#located(path);
    if (anchor === undefined) this.#replaced.push({ start, end });
    const first = this.#text.charAt(start);
    const text = first === "'" ? `'${time}'` : /\d|[A-Za-z]/.test(first) ? time : this.#quoted(time);
    this.#splice({ ...this.#withAnchor({ start, end }), text }, path);
  }

  /** Adds the list to a session without one, after its times. */
  #addList(session: Path, text: string): void {
    const keys = Object.keys(mapping(valueAt(this.#document.value, session)));
    const at = keys.findLastIndex((key) => ["start", "minutes", "end"].includes(key));
    this.#editMembers(session, { removed: new Set(), added: [this.#pair("clinicians", text)], at });
  }

  /** Moves the anchor of an edited value, with the value of before, to its first alias, so that no alias changes its value. */
  #moveAnchors(): void {
    const moved = new Set<number>();
    const aliases = [...this.#aliases([])].sort((a, b) => a.start - b.start);
    for (const { start, end, anchor, path } of aliases) {
      if (moved.has(anchor.start) || !this.#isReplaced(anchor) || this.#splices.some((one) => one.start <= start && end <= one.end))
        continue;
      moved.add(anchor.start);
      this.#splice({ start, end, text: `&${this.#text.slice(start + 1, end)} ${this.#written(path, "keep")}` }, path);
      const before = this.#text.slice(Math.max(0, anchor.start - MAX_ANCHOR), anchor.start);
      const old = /[ \t]+&[^\s,[\]{}]+(?=\s+$)|&[^\s,[\]{}]+[ \t]+$/.exec(before);
      if (old === null) continue;
      const from = anchor.start - before.length + old.index;
      const isGone = this.#splices.some((one) => one.start < from + old[0].length && from < one.end);
      if (!isGone) this.#splice({ start: from, end: from + old[0].length, text: "" }, path);
    }
  }

  /** Whether the value of a span is no longer in the text. */
  #isReplaced({ start, end }: Span): boolean {
    return (
      this.#replaced.some((span) => span.start === start && span.end === end) ||
      this.#splices.some((one) => one.start < end && start < one.end)
    );
  }

  *#aliases(path: Path): Iterable<Span & { anchor: Span; path: Path }> {
    const { start, end, anchor } = this.#located(path);
    if (anchor !== undefined) {
      yield { start, end, anchor, path };
      return;
    }
    const value = valueAt(this.#document.value, path);
    if (typeof value !== "object" || value === null) return;
    for (const key of Object.keys(value)) yield* this.#aliases([...path, Array.isArray(value) ? Number(key) : key]);
  }

  /** The value at a path on one line, with other bounds if it is an entry. */
  #written(path: Path, edit: "keep" | Bounds): string {
    const value = valueAt(this.#document.value, path);
    if (Array.isArray(value)) return `[${value.map((_, i) => this.#written([...path, i], "keep")).join(", ")}]`;
    if (edit === "keep" && isMapping(value))
      return `{ ${Object.keys(value)
        .map((key) => this.#pair(key, this.#written([...path, key], "keep")))
        .join(", ")} }`;
    if (edit === "keep") return this.#source(path, value);
    const member = (key: string) => (mapping(value)[key] === undefined ? null : this.#source([...path, key], mapping(value)[key]));
    const id = (isMapping(value) ? member("id") : this.#source(path, value)) as string;
    return this.#entry(id, (key) => (edit[key] === undefined ? member(key) : this.#quotedOrNull(edit[key])));
  }

  /** The text of an entry with some bounds, as they are written. */
  #entry(id: string, bound: (key: "from" | "until") => string | null): string {
    const pairs = BOUNDS.flatMap((key) => {
      const time = bound(key);
      return time === null ? [] : this.#pair(key, time);
    });
    return pairs.length === 0 ? id : `{ ${[this.#pair("id", id), ...pairs].join(", ")} }`;
  }

  /** A scalar in its original spelling, if that means the same inside brackets. */
  #source(path: Path, value: unknown): string {
    const source = this.#document.spelling(path);
    if (typeof value !== "string" || (/^["']/.test(source) && !/[\r\n]/.test(source))) return source;
    return this.#scalar(value);
  }

  #scalar(text: string): string {
    return this.#isJson ? this.#quoted(text) : scalar(text);
  }

  #quoted(text: string): string {
    return JSON.stringify(text);
  }

  #quotedOrNull(time: string | null | undefined): string | null {
    return typeof time === "string" ? this.#quoted(time) : null;
  }

  #pair(key: string, written: string): string {
    return `${this.#scalar(key)}: ${written}`;
  }

  /** The span of a value without white space after it, which the text of a block scalar has. */
  #located(path: Path): Span & { readonly anchor?: Span } {
    const { start, end, anchor } = this.#document.locate(path, "value");
    return { start, end: start + this.#text.slice(start, end).trimEnd().length, ...(anchor === undefined ? {} : { anchor }) };
  }

  #withAnchor({ start, end }: Span): Span {
    const anchor = /&[^\s,[\]{}]+\s+$/.exec(this.#text.slice(Math.max(0, start - MAX_ANCHOR), start))?.[0] ?? "";
    return { start: start - anchor.length, end };
  }
}

/** Maximum characters of an anchor and the space after it that are looked for. */
const MAX_ANCHOR = 300;

/** An interval as a key. */
function span({ from, until }: Interval): string {
  return `${from}-${until}`;
}
