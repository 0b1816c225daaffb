/**
 * Writes changes of who is in which session into the text of a roster, YAML or JSON. Only the lists of the changed sessions are
 * edited: comments, layout and all other lines stay as they are. The new text is read again, and must be what was planned.
 */
import { spliced } from "../document/collection-edits.ts";
import type { Document } from "../document/document.ts";
import { isJson, readDocuments } from "../document/read.ts";
import { list, mapping } from "../document/untyped.ts";
import { documentProblems } from "../document/validate.ts";
import { groupedBy } from "../grouped.ts";
import { ANY_WORD, resolveRoster } from "../roster/resolve.ts";
import type { Roster, Session } from "../roster/roster.ts";
import { ROSTER_FORMAT } from "../roster/roster-format.ts";
import { RosterEditor, type RosterSplice, type StaffingChange } from "./roster-editor.ts";
import { areEqual, restaffedRoster, staysOf } from "./staffing.ts";

/** Thrown if the edited text is not read as the planned roster: an error of the tool. Nothing may be written then. */
export class EditsContradicted extends Error {}

/** An edited roster file. */
export interface EditedRoster {
  /** The whole new text, with the byte-order mark of the old one. */
  readonly text: string;
  /** The roster in the new text. */
  readonly document: Document;
  readonly splices: readonly RosterSplice[];
}

/**
 * The text of a roster file with changes of its sessions; `index` is the position of the roster in a YAML stream. The changes
 * are those of `roster`, which was read from this text without problems. Throws an EditsContradicted.
 */
export function editedRoster(text: string, roster: Roster, changes: readonly StaffingChange[], index = 0): EditedRoster {
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const original = text.slice(mark.length);
  const documents = read(original);
  verified(documents, documents, { roster, changes: [], index });
  let problem: unknown;
  // A list in a layout that cannot be edited in place is written as one line.
  for (const inPlace of [true, false]) {
    try {
      const splices = new RosterEditor(documents[index] as Document, roster, inPlace).splices(changes);
      const edited = spliced(original, splices);
      const document = verified(read(edited), documents, { roster, changes, index });
      return { text: mark + edited, document, splices };
    } catch (error) {
      problem = error;
    }
  }
  throw new EditsContradicted("the edited roster is not the planned one", { cause: problem });
}

function read(text: string): readonly Document[] {
  return readDocuments(text, isJson(text, "") ? ".json" : ".yaml", () => {
    throw new EditsContradicted("the edited roster has a syntax error");
  });
}

interface Planned {
  readonly roster: Roster;
  readonly changes: readonly StaffingChange[];
  readonly index: number;
}

/** The roster of the new documents. Throws if it is not the planned one, or if anything else is not what it was. */
function verified(documents: readonly Document[], before: readonly Document[], { roster, changes, index }: Planned): Document {
  const document = documents[index] as Document;
  const isOther = documents.length !== before.length || documents.some(({ readable }) => !readable);
  const problems = isOther ? [] : documentProblems(document, ROSTER_FORMAT);
  const resolved = isOther || problems.length > 0 ? null : resolveRoster(document, problems, ANY_WORD);
  if (resolved === null || resolved.problems.length > 0) throw new EditsContradicted("the edited roster is invalid");
  const changed = new Set(changes.map(({ session }) => session.index));
  const rest = (one: Document, i: number) => JSON.stringify(i === index ? withoutClinicians(one.value, changed) : one.value);
  if (documents.some((one, i) => rest(one, i) !== rest(before[i] as Document, i))) throw new EditsContradicted("another value has changed");
  const times = [...groupedBy(changes, ({ session }) => session)].map(
    ([session, ofSession]) => [session, new Map(ofSession.map(({ clinician, after }) => [clinician, after]))] as const,
  );
  const planned = restaffedRoster(roster, new Map(times));
  const isAsPlanned = planned.sessions.every((session, i) => isSameStaffing(session, resolved.roster.sessions[i] as Session));
  if (!isAsPlanned) throw new EditsContradicted("the staffing is not the planned one");
  return document;
}

function withoutClinicians(value: unknown, sessions: ReadonlySet<number>): unknown {
  const strip = (session: unknown, i: number) => (sessions.has(i) ? { ...mapping(session), clinicians: undefined } : session);
  return { ...mapping(value), sessions: list(mapping(value).sessions).map(strip) };
}

function isSameStaffing(one: Session, other: Session): boolean {
  const times = new Map([...staysOf(other)].map(([{ id }, { intervals }]) => [id, intervals]));
  const stays = [...staysOf(one)];
  return stays.length === times.size && stays.every(([{ id }, { intervals }]) => areEqual(intervals, times.get(id) ?? []));
}
