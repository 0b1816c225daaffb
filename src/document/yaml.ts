/** Reads YAML as documents with js-yaml. If a text does not parse, a second parser explains why (`yaml-syntax.ts`). */
import { type DocumentEvent, EVENT_ID, type Event, parseEvents, YAMLException } from "js-yaml";
import { say, trusted } from "../message.ts";
import type { Document, Problem, Repaired, Span } from "./document.ts";
import { about, MAX_DEPTH, MAX_DOCUMENTS, tooDeep, unreadable, withRepaired } from "./problems.ts";
import type { RepairedText } from "./repaired-text.ts";
import { AliasBomb, type ReadTree, readTrees } from "./tree.ts";
import { ALIAS_BOMB, CONTROL_CHARACTER, EMPTY_DOCUMENT, EMPTY_STREAM, MANY_DOCUMENTS, SYNTAX } from "./yaml-errors.ts";

/** Explains syntax errors. Passed in by the caller, which can load the second parser on demand. */
export type ExplainSyntax = (text: string, offset: number) => Explained;

/** The syntax errors of a text, and the text without them; null if some remain. */
export interface Explained {
  readonly problems: readonly [Problem, ...Problem[]];
  readonly repaired: RepairedText | null;
}

/** The documents of a YAML stream. Refuses merge keys and tags. Calls `explain` for a text that does not parse. */
export function readYaml(text: string, explain: ExplainSyntax): readonly Document[] {
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/.exec(text);
  return control === null
    ? readEvents(text, explain)
    : [unreadable(text, 0, about(CONTROL_CHARACTER, { start: control.index, end: control.index + 1 }))];
}

/** The same without a check for control characters, which JSON allows in strings. */
export function readEvents(text: string, explain: ExplainSyntax): readonly Document[] {
  try {
    const events = eventsOf(text.replace(/^\s+(?=[[{])/, onOneLine));
    const starts = events.filter((event) => event.type === EVENT_ID.DOCUMENT);
    if (starts.length > MAX_DOCUMENTS) return [unreadable(text, 0, about(MANY_DOCUMENTS))];
    return documentsOf(text, readTrees(text, events), starts);
  } catch (error) {
    if (error instanceof AliasBomb) return [unreadable(text, 0, about(ALIAS_BOMB))];
    if (!(error instanceof YAMLException)) throw error;
    const { position } = error.mark ?? { position: 0 };
    const isDeep = error.reason.startsWith("nesting exceeded");
    if (isDeep) return [unreadable(text, 0, tooDeep({ start: position, end: position + 1 }))];
    const { problems, repaired } = explain(text, position);
    return [withRepaired(unreadable(text, 0, ...problems), repaired === null ? null : readRepaired(repaired))];
  }
}

/** The only document of a repaired text; null if there are several, or if it cannot be read either. */
export function readRepaired(text: RepairedText): Repaired | null {
  const failed = () => ({ problems: [about(EMPTY_STREAM)], repaired: null }) as const;
  const [document, ...others] = readEvents(text.text, failed);
  if (document === undefined || !document.readable || others.length > 0) return null;
  return {
    document,
    leftOut: text.leftOut,
    original: (span) => {
      const original = text.original(span);
      return text.isUnsure(original) ? null : original;
    },
  };
}

/** The offset of the first error of a text; null if the text parses. */
export function errorOffset(text: string): number | null {
  try {
    eventsOf(text);
    return null;
  } catch (error) {
    if (error instanceof YAMLException) return error.mark?.position ?? 0;
    throw error;
  }
}

/** js-yaml refuses a closing bracket in the column of its key, which is common. Such lines are joined to the line above. */
function eventsOf(text: string): Event[] {
  const options = { maxDepth: MAX_DEPTH + 1 };
  try {
    return parseEvents(text, options);
  } catch (error) {
    if (!(error instanceof YAMLException) || error.reason !== "deficient indentation") throw error;
    return parseEvents(text.replace(/(?:[ \t]#[^\n"'#]*)?\r?\n[ \t]*(?=[\]}])/g, onOneLine), options);
  }
}

/** Puts what follows white space on the line above, and keeps all offsets. js-yaml applies the indentation of a bracket that is not on the first line to all lines in it. */
function onOneLine(space: string): string {
  return " ".repeat(space.length);
}

function documentsOf(text: string, trees: readonly ReadTree[], starts: readonly DocumentEvent[]): Document[] {
  if (trees.length === 0) return [unreadable(text, 0, emptyDocument(text, { start: 0, end: 0 }))];
  let end = 0;
  return trees.map(({ document, isBroken }, index) => {
    const { value, span, problems } = document;
    const directive = refusedDirective(text, { start: end, end: span.start }, starts[index] as DocumentEvent);
    end = span.end;
    // After an alias without an anchor, or for a lone tag, the document is not validated or shown.
    const broken = directive ?? (isBroken || value === null ? problems[0] : undefined);
    if (broken !== undefined) return unreadable(text, index, broken);
    return value === null ? unreadable(text, index, emptyDocument(text, span)) : document;
  });
}

/** The problem of the first unknown or unsupported directive (`%…`) before a document. */
function refusedDirective(text: string, { start, end }: Span, { explicitStart }: DocumentEvent): Problem | undefined {
  if (!explicitStart) return undefined;
  for (const { index, 0: line, 1: name, 2: version } of text.slice(start, end).matchAll(/^%(\S*)[ \t]*([^\s#]*).*$/gm)) {
    if (name === "TAG" || (name === "YAML" && /^1\.[12]$/.test(version ?? ""))) continue;
    const span = { start: start + index, end: start + index + line.length };
    const isVersion = name === "YAML" && /^\d+\.\d+$/.test(version ?? "");
    if (!isVersion) return about({ code: "broken-syntax", ...SYNTAX.BAD_DIRECTIVE }, span);
    return about(
      { code: "broken-syntax", message: say`YAML ${trusted(version ?? "")} is not supported, only 1.2.`, help: say`Delete this line.` },
      span,
    );
  }
  return undefined;
}

function emptyDocument(text: string, span: Span): Problem {
  return about(/^---/m.test(text) ? EMPTY_DOCUMENT : EMPTY_STREAM, span);
}
