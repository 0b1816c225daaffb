/**
 * A document from js-yaml's flat events: plain values, built in one pass, and the location of every key and value, looked up
 * for the report. Scalars follow YAML 1.2's core schema without octal, hexadecimal, infinite and not-a-number forms, so
 * `18:00` and `1:6` are text.
 */
import {
  type AliasEvent,
  CHOMPING_MODE,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from "js-yaml";
import type { Document, Located, Path, Problem, Span, Token } from "./document.ts";
import { duplicateKey, loneSurrogate, MAX_ALIASED, MAX_PROBLEMS } from "./problems.ts";
import { CIRCULAR_ALIAS, KEY, MERGE_KEY, MISSING_DASH, TAG, UNKNOWN_ANCHOR } from "./yaml-errors.ts";

/** Thrown if the aliases of a stream expand to more values than a person would write. */
export class AliasBomb extends Error {}

/**
 * The keys, values and collections of a stream in text order, as columns, because a run may have a million of them. A
 * collection is followed by its content and by its end.
 */
interface Stream {
  readonly text: string;
  /** An `EVENT_ID`. */
  readonly types: Uint8Array;
  /** A `SCALAR_STYLE`, or 0 if there is no scalar. */
  readonly styles: Uint8Array;
  /** The start offset of a scalar's text (without quotes), a collection or an alias. */
  readonly starts: Int32Array;
  /** The end offset of the key or value, which is also the location of an omitted value such as that of `week:`. */
  readonly ends: Int32Array;
  /** The index of the first event after this one and its content. */
  readonly next: Int32Array;
  /** The index of an alias's value, by the index of the alias. */
  readonly targets: Map<number, number>;
  /** Block scalars, whose text is not a slice of the file. */
  readonly blocks: Map<number, ScalarEvent>;
}

/** A document of a stream, and whether it has an alias without an anchor. */
export interface ReadTree {
  readonly document: TreeDocument;
  readonly isBroken: boolean;
}

/** Reads the documents of a stream from its events. Throws an `AliasBomb`. */
export function readTrees(text: string, events: readonly Event[]): ReadTree[] {
  const column = () => new Int32Array(events.length);
  const bytes = () => new Uint8Array(events.length);
  const stream = {
    ...{ text, types: bytes(), styles: bytes(), starts: column(), ends: column(), next: column() },
    ...{ targets: new Map(), blocks: new Map() },
  };
  const reader = new ValueReader(stream, events);
  const trees: ReadTree[] = [];
  for (let at = 0; at < events.length; ) {
    const { value, problems, isBroken } = reader.read(at + 1);
    trees.push({ document: new TreeDocument(stream, trees.length, at + 1, value, problems), isBroken });
    // The document ends after its value.
    at = (stream.next[at + 1] as number) + 1;
  }
  return trees;
}

/** Builds plain values from a stream's events, and fills in the rest of the stream. */
class ValueReader {
  readonly #stream: Stream;
  readonly #events: readonly Event[];
  readonly #hasSurrogates: boolean;
  /** The index of the next event, and the end offset of the last one. */
  #at = 0;
  #end = 0;
  #aliased = 0;
  /** Anchored values by name; null until the value is complete. */
  #anchors = new Map<string, { readonly index: number; readonly value: unknown } | null>();
  #problems: Problem[] = [];
  #isBroken = false;
  /** The path of the value that is being read. */
  readonly #path: (string | number)[] = [];

  constructor(stream: Stream, events: readonly Event[]) {
    this.#stream = stream;
    this.#events = events;
    this.#hasSurrogates = !stream.text.isWellFormed() || stream.text.includes("\\u");
  }

  /** The value at an index, and its problems. */
  read(index: number): { value: unknown; problems: readonly Problem[]; isBroken: boolean } {
    this.#at = index;
    this.#anchors = new Map();
    this.#problems = [];
    this.#isBroken = false;
    const value = this.#value("value");
    return { value, problems: this.#problems, isBroken: this.#isBroken };
  }

  #value(part: "key" | "value"): unknown {
    const index = this.#at++;
    const event = this.#events[index] as Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;
    this.#stream.types[index] = event.type;
    const value = event.type === EVENT_ID.ALIAS ? this.#alias(event, index) : this.#anchored(event, index, part);
    this.#stream.ends[index] = this.#end;
    this.#stream.next[index] = this.#at;
    return value;
  }

  #anchored(event: Exclude<Event, { type: 1 | 5 | 6 }>, index: number, part: "key" | "value"): unknown {
    const name = event.anchorStart < 0 ? null : this.#stream.text.slice(event.anchorStart, event.anchorEnd);
    if (name !== null) this.#anchors.set(name, null);
    if (event.tagStart >= 0) this.#refuse(TAG, { start: event.tagStart, end: event.tagEnd });
    const value = event.type === EVENT_ID.SCALAR ? this.#scalar(event, index, part) : this.#collection(event, index);
    if (name !== null) this.#anchors.set(name, { index, value });
    return value;
  }

  #scalar(event: ScalarEvent, index: number, part: "key" | "value"): unknown {
    const { starts, styles, blocks } = this.#stream;
    if (event.valueStart >= 0) {
      styles[index] = event.style;
      starts[index] = event.valueStart;
      this.#end = event.valueEnd + (isQuoted(event.style) ? 1 : 0);
      if (event.style > SCALAR_STYLE.DOUBLE_QUOTED) blocks.set(index, event);
    } else {
      this.#end = this.#endOfNothing();
      starts[index] = this.#end;
    }
    const text = getScalarValue(this.#stream.text, event);
    if (this.#hasSurrogates && !text.isWellFormed()) this.#report(loneSurrogate([...this.#path], part));
    return part === "value" && event.style === SCALAR_STYLE.PLAIN ? plainValue(text) : text;
  }

  #collection(event: Exclude<Event, { type: 1 | 4 | 5 | 6 }>, index: number): unknown {
    this.#stream.starts[index] = event.start;
    // A pair such as that in `[id: lee]` has no brackets of its own.
    const isFlow = event.style === COLLECTION_STYLE.FLOW && /[[{]/.test(this.#stream.text.charAt(event.start));
    this.#end = event.start + (isFlow ? 1 : 0);
    const value = event.type === EVENT_ID.SEQUENCE ? this.#list() : this.#mapping(event);
    this.#stream.types[this.#at++] = EVENT_ID.POP;
    if (isFlow) this.#end = this.#endOfFlow();
    return value;
  }

  #list(): unknown[] {
    const list: unknown[] = [];
    while (this.#isOpen()) {
      this.#path.push(list.length);
      list.push(this.#value("value"));
      this.#path.pop();
    }
    return list;
  }

  #mapping({ start, style }: MappingEvent): Record<string, unknown> {
    const mapping: Record<string, unknown> = {};
    let isTwoEntries = false;
    while (this.#isOpen()) {
      const index = this.#at;
      const key = this.#key(start);
      if (key === null) {
        this.#value("value");
        continue;
      }
      this.#path.push(key);
      if (key === "<<") this.#refuse(MERGE_KEY, this.#keySpan(index));
      else if (Object.hasOwn(mapping, key)) {
        const isOfAnEntry = key === "id" && style === COLLECTION_STYLE.BLOCK;
        if (isOfAnEntry) this.#refuse(MISSING_DASH, this.#keySpan(index));
        else if (!isTwoEntries) this.#report(duplicateKey([...this.#path], this.#keySpan(index)));
        isTwoEntries ||= isOfAnEntry;
      }
      this.#refuseMappingOnLineOfKey();
      const value = this.#value("value");
      if (key === "__proto__") Object.defineProperty(mapping, key, { value, enumerable: true, writable: true, configurable: true });
      else if (key !== "<<") mapping[key] = value;
      this.#path.pop();
    }
    return mapping;
  }

  /** A mapping may not begin on the line of its key. js-yaml lets it if an anchor comes first, as in `a: &b c: 1`. */
  #refuseMappingOnLineOfKey(): void {
    const next = this.#events[this.#at] as Event;
    if (next.type !== EVENT_ID.MAPPING || next.style !== COLLECTION_STYLE.BLOCK) return;
    const { text } = this.#stream;
    if (!/[\r\n]/.test(text.slice(this.#end, next.start))) YAMLException.throwAt(text, next.start, "mapping on the line of its key");
  }

  /** Reads a key; refuses anything but plain text, and returns null. */
  #key(mapping: number): string | null {
    const index = this.#at;
    const event = this.#events[index] as Event;
    const key = this.#value("key");
    if (event.type === EVENT_ID.SCALAR && (event.valueStart >= 0 || event.style !== SCALAR_STYLE.PLAIN)) return key as string;
    const isWritten = event.type !== EVENT_ID.SCALAR;
    this.#refuse(KEY, isWritten ? this.#keySpan(index) : { start: mapping, end: mapping });
    return null;
  }

  #keySpan(index: number): Span {
    return spanAt(this.#stream, index);
  }

  #alias({ anchorStart, anchorEnd }: AliasEvent, index: number): unknown {
    this.#end = anchorEnd;
    this.#stream.starts[index] = anchorStart - 1;
    const target = this.#anchors.get(this.#stream.text.slice(anchorStart, anchorEnd));
    if (target === undefined || target === null) {
      this.#refuse(target === null ? CIRCULAR_ALIAS : UNKNOWN_ANCHOR, { start: anchorStart - 1, end: anchorEnd });
      this.#isBroken = true;
      return null;
    }
    this.#aliased += this.#sizeOf(target.index);
    if (this.#aliased > MAX_ALIASED) throw new AliasBomb();
    this.#stream.targets.set(index, target.index);
    return target.value;
  }

  /** The number of events in a value, including those of its aliases; stops counting once it is an alias bomb. */
  #sizeOf(index: number): number {
    let size = 0;
    for (let at = index; at < (this.#stream.next[index] as number) && size <= MAX_ALIASED; at++) {
      const target = this.#stream.targets.get(at);
      size += target === undefined ? 1 : this.#sizeOf(target);
    }
    return size;
  }

  #isOpen(): boolean {
    return (this.#events[this.#at] as Event).type !== EVENT_ID.POP;
  }

  /** The offset after the closing bracket of a flow collection. Only white space, commas and comments precede the bracket. */
  #endOfFlow(): number {
    CLOSING.lastIndex = this.#end;
    CLOSING.test(this.#stream.text);
    return CLOSING.lastIndex;
  }

  /** The offset of an omitted value: after its colon or dash. */
  #endOfNothing(): number {
    INDICATOR.lastIndex = this.#end;
    INDICATOR.test(this.#stream.text);
    return Math.max(this.#end, INDICATOR.lastIndex);
  }

  #refuse(what: Pick<Problem, "code" | "message" | "help">, span: Span): void {
    this.#report({ ...what, path: [...this.#path], part: "value", span });
  }

  #report(problem: Problem): void {
    if (this.#problems.length <= MAX_PROBLEMS) this.#problems.push(problem);
  }
}

/** The text between the last entry of a flow collection and its end. */
const CLOSING = /(?:[\s,]|(?<=\s)#[^\r\n]*)*[\]}]/y;
/** The text between a key, an entry or a bracket and an omitted value. */
const INDICATOR = /(?:\s|(?<=\s)#[^\r\n]*)*(?:---|[-:?])[ \t]*/y;

const NUMBER = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** The value of a plain scalar. An id such as 12e4567 is too large for a number, so it is text. */
function plainValue(text: string): unknown {
  // Most scalars start with a letter that no number, boolean or null starts with.
  if (text.charCodeAt(0) > 57 && !/^[tTfFnN~]/.test(text)) return text;
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
}

function isQuoted(style: number): boolean {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

/**
 * The span of the key or value at an index, including the quotes of a scalar, or the `|` or `>` that opens it. An omitted value
 * has the length 0.
 */
function spanAt({ text, styles, starts, ends }: Stream, index: number): Span {
  const [start, end] = [starts[index] as number, ends[index] as number];
  switch (styles[index]) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: start - 1, end };
    case SCALAR_STYLE.LITERAL_BLOCK:
      return { start: text.lastIndexOf("|", start - 1), end };
    case SCALAR_STYLE.FOLDED_BLOCK:
      return { start: text.lastIndexOf(">", start - 1), end };
    default:
      return { start, end };
  }
}

/** The text of the scalar at an index. */
function scalarAt({ text, styles, starts, ends, blocks }: Stream, index: number): string {
  const style = styles[index] as ScalarEvent["style"] | 0;
  if (style === 0) return "";
  const valueStart = starts[index] as number;
  const valueEnd = (ends[index] as number) - (isQuoted(style) ? 1 : 0);
  const raw = text.slice(valueStart, valueEnd);
  // Most scalars are a slice of the file: no escapes, no doubled quotes, one line.
  if (!blocks.has(index) && !/[\\'\r\n]/.test(raw)) return raw;
  return getScalarValue(text, blocks.get(index) ?? { ...FLOW_SCALAR, style, valueStart, valueEnd });
}

const FLOW_SCALAR = {
  ...{ type: EVENT_ID.SCALAR, anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1, chomping: CHOMPING_MODE.CLIP, indent: -1 },
  fast: false,
} as const;

/** The target of a path. */
interface Found {
  readonly value: number;
  /** Null for an entry of a list, and for the root. */
  readonly key: number | null;
  /** The first alias on the path. */
  readonly alias: number | null;
  /** Whether the whole path exists. */
  readonly isWhole: boolean;
}

const MANY_KEYS = 20;

/** A document over a part of a stream's events. */
class TreeDocument implements Document {
  readonly index: number;
  readonly text: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  readonly readable = true;
  readonly #stream: Stream;
  readonly #root: number;
  /** Cached indexes of list entries. */
  readonly #entries = new Map<number, readonly number[]>();
  /** Cached members of mappings with many keys. */
  readonly #members = new Map<number, ReadonlyMap<string, readonly [number, number]>>();

  /** `root` is the index of the event of its value. */
  constructor(stream: Stream, index: number, root: number, value: unknown, problems: readonly Problem[]) {
    this.#stream = stream;
    this.#root = root;
    this.text = stream.text;
    this.index = index;
    this.value = value;
    this.problems = problems;
  }

  /** The span of its value. */
  get span(): Span {
    return spanAt(this.#stream, this.#root);
  }

  locate(path: Path, part: "key" | "value"): Located {
    const { value, key, alias } = this.#find(path);
    const span = spanAt(this.#stream, part === "key" && key !== null ? key : this.#target(value));
    // The key before an alias is in its normal place; only the value is elsewhere.
    if (alias === null || (part === "key" && key !== null && alias === value)) return span;
    return { ...spanAt(this.#stream, alias), anchor: span };
  }

  spelling(path: Path): string {
    const { start, end } = spanAt(this.#stream, this.#target(this.#find(path).value));
    return this.text.slice(start, end);
  }

  *tokens(path: Path): Iterable<Token> {
    const { value, key, alias, isWhole } = this.#find(path);
    if (!isWhole) return;
    const isAliased = alias !== null && alias !== value;
    if (key === null) yield* this.#tokensOf(value, path, isAliased);
    else yield* this.#tokensOfMember(key, value, path.slice(0, -1), isAliased);
  }

  *#tokensOfMember(key: number, value: number, parent: Path, isAliased: boolean): Iterable<Token> {
    if (this.#stream.types[key] !== EVENT_ID.SCALAR) {
      // A list, mapping or alias as a key is refused, but its content is still in the text.
      yield* this.#tokensOf(key, parent, isAliased);
      yield* this.#tokensOf(value, parent, isAliased);
      return;
    }
    const text = scalarAt(this.#stream, key);
    const path = [...parent, text];
    const span = spanAt(this.#stream, key);
    if (span.end > span.start) yield { path, part: "key", text, ...span, isAliased };
    yield* this.#tokensOf(value, path, isAliased);
  }

  *#tokensOf(index: number, path: Path, isInAlias: boolean): Iterable<Token> {
    const at = this.#target(index);
    const isAliased = isInAlias || at !== index;
    switch (this.#stream.types[at]) {
      case EVENT_ID.SEQUENCE:
        for (const [i, entry] of this.#childrenOf(at).entries()) yield* this.#tokensOf(entry, [...path, i], isAliased);
        return;
      case EVENT_ID.MAPPING: {
        const children = this.#childrenOf(at);
        for (let i = 0; i < children.length; i += 2)
          yield* this.#tokensOfMember(children[i] as number, children[i + 1] as number, path, isAliased);
        return;
      }
      default:
        if (this.#stream.styles[at] === 0) return;
        yield { path, part: "value", text: scalarAt(this.#stream, at), ...spanAt(this.#stream, at), isAliased };
    }
  }

  /** The end of a path, or its deepest existing part. */
  #find(path: Path): Found {
    let value = this.#root;
    let key: number | null = null;
    let alias = this.#isAlias(value) ? value : null;
    for (const step of path) {
      const next = this.#step(this.#target(value), step);
      if (next === null) return { value, key, alias, isWhole: false };
      [key, value] = next;
      if (alias === null && this.#isAlias(value)) alias = value;
    }
    return { value, key, alias, isWhole: true };
  }

  /** The member or entry of a collection, as the indexes of its key and its value. */
  #step(collection: number, step: string | number): readonly [number | null, number] | null {
    const { types } = this.#stream;
    if (types[collection] === EVENT_ID.SEQUENCE && typeof step === "number") {
      let entries = this.#entries.get(collection);
      if (entries === undefined) {
        entries = this.#childrenOf(collection);
        this.#entries.set(collection, entries);
      }
      const entry = entries[step];
      return entry === undefined ? null : [null, entry];
    }
    if (types[collection] !== EVENT_ID.MAPPING || typeof step !== "string") return null;
    const members = this.#members.get(collection);
    if (members !== undefined) return members.get(step) ?? null;
    const children = this.#childrenOf(collection);
    // Few mappings have many keys, and in those many problems may be.
    if (children.length > 2 * MANY_KEYS) {
      const all = this.#membersOf(children);
      this.#members.set(collection, all);
      return all.get(step) ?? null;
    }
    for (let i = children.length - 2; i >= 0; i -= 2) {
      const key = children[i] as number;
      if (types[key] === EVENT_ID.SCALAR && scalarAt(this.#stream, key) === step) return [key, children[i + 1] as number];
    }
    return null;
  }

  /** The indexes of the key and the value of each member, by its key; of a duplicate key the last one has the value. */
  #membersOf(children: readonly number[]): ReadonlyMap<string, readonly [number, number]> {
    const members = new Map<string, readonly [number, number]>();
    for (let i = 0; i < children.length; i += 2) {
      const key = children[i] as number;
      if (this.#stream.types[key] === EVENT_ID.SCALAR) members.set(scalarAt(this.#stream, key), [key, children[i + 1] as number]);
    }
    return members;
  }

  /** The indexes of the entries of a list, or of the keys and values of a mapping in turn. */
  #childrenOf(collection: number): number[] {
    const { types, next } = this.#stream;
    const children: number[] = [];
    for (let at = collection + 1; types[at] !== EVENT_ID.POP; at = next[at] as number) children.push(at);
    return children;
  }

  #isAlias(index: number): boolean {
    return this.#stream.targets.has(index);
  }

  /** The value of an alias; other indexes stay the same. */
  #target(index: number): number {
    return this.#stream.targets.get(index) ?? index;
  }
}
