/** From entries to sessions: which rows meet together, of what kind, and who attends. Never merges across clinicians by a guess. */
import { addTo, groupedBy } from "../grouped.ts";
import { count, listed, type Message, say, trusted } from "../message.ts";
import { KINDS_FOR_ONE } from "../roster/vocabulary.ts";
import type { Zone } from "../roster/zone.ts";
import { type Attendees, attendeesOf, couplesOf, isCounted } from "./attendees.ts";
import { codesIn } from "./codes.ts";
import type { Entry, Question, RowFate, SettledRow } from "./entry.ts";
import { normalized } from "./glob.ts";
import { decidesKind, kindOf, kindOfCode, type NoKind } from "./kinds.ts";
import { distinct } from "./locations.ts";
import type { KindRule } from "./mapping/mapping.ts";
import type { Placed } from "./place.ts";
import { unlikeKinds, whichKind, whichTogether, whoAttends } from "./session-questions.ts";

/** Whether people who were booked and did not come attend. */
export type As = "planned" | "attended";

/** Rows that are one session. */
export interface SessionRows extends Attendees {
  readonly from: number;
  readonly until: number;
  readonly kind: string;
  readonly code: string | null;
  readonly isCanceled: boolean;
  /** The entries that it is made of, in the order of the source. */
  readonly entries: readonly Entry[];
  /** Those whose people attend; all of a canceled session. */
  readonly attending: readonly Entry[];
}

export interface Regrouped {
  readonly sessions: readonly SessionRows[];
  readonly settled: readonly SettledRow[];
  readonly questions: readonly Question[];
  /** How kinds were decided. */
  readonly notes: readonly Message[];
}

interface Options {
  readonly rules: readonly KindRule[];
  readonly as: As;
  readonly zone: Zone;
  /** The key of a clinician, the same for all spellings of a name. */
  clinician(name: string): string;
}

/** Puts entries together to sessions, and says of each row what became of it. */
export function regroup(placed: readonly Placed[], options: Options): Regrouped {
  const sessions: SessionRows[] = [];
  const settled: SettledRow[] = [];
  const withoutKind: Entry[] = [];
  const withoutPeople: Entry[] = [];
  const unlike: Entry[] = [];
  const byCode = new Map<string, Entry[]>();
  for (const bucket of groupedBy(placed, (one) => meeting(one, options)).values()) {
    const found = bucket.map(({ entry }) => kindOf(entry, options.rules));
    if (found.includes("title-and-code")) {
      // Without some of its rows a session would have too few patients.
      settled.push(...bucket.map(({ entry }) => fateUnlike(entry, options)));
      unlike.push(...bucket.map(({ entry }) => entry).filter((entry) => attends(entry, options.as)));
      continue;
    }
    for (const [i, one] of found.entries())
      if (typeof one !== "string" && one.code !== null) addTo(byCode, one.code, (bucket[i] as Placed).entry);
    const byKind = groupedBy(bucket, ({ entry }) => kindOrNone(entry, options.rules));
    const kinds = [...byKind.keys()].filter((kind) => kind !== null);
    const [only] = kinds;
    // A row that is billed by the day is in the session that its other rows name. It never joins the session of one patient.
    const joins = kinds.length === 1 && only !== undefined && !KINDS_FOR_ONE.has(only);
    for (const [kind, some] of joins ? [[only, bucket] as const] : byKind) {
      if (kind === null) {
        settled.push(...some.map(({ entry }) => fateWithoutKind(entry, options)));
        withoutKind.push(...some.map(({ entry }) => entry).filter((entry) => attends(entry, options.as)));
      } else {
        const separate =
          KINDS_FOR_ONE.has(kind) && !isParticipantList(some) ? [...groupedBy(some, ({ entry }) => personOf(entry)).values()] : [some];
        for (const rows of separate) {
          if (isOfNobody(rows, kind)) {
            withoutPeople.push(...rows.map(({ entry }) => entry));
            settled.push(...rows.map(({ entry }): SettledRow => ({ at: entry.at, fate: "waits", detail: NOBODY })));
            continue;
          }
          const made = sessionOf(rows, kind, options);
          sessions.push(made.session);
          settled.push(...made.settled);
        }
      }
    }
  }
  const questions = [...whichTogether(sessions), ...unlikeKinds(unlike), ...whichKind(withoutKind), ...whoAttends(withoutPeople)];
  return { sessions, settled, questions, notes: kindsByCode(byCode) };
}

/** Says which codes decided kinds, and of how many rows. */
function kindsByCode(rows: ReadonlyMap<string, readonly Entry[]>): Message[] {
  if (rows.size === 0) return [];
  const codes = [...rows.keys()].sort();
  const each = (code: string) =>
    say`${trusted(code)} is ${trusted(kindOfCode(code) as string)} (${trusted(count(distinct((rows.get(code) ?? []).map(({ at }) => at)).length, "row"))})`;
  return [say`The billing code decides the kind: ${listed(codes, each, codes.length)}.`];
}

/** What entries of one session have in common. */
function meeting({ entry, from, until }: Placed, { clinician }: Options): string {
  const times = [from, until];
  if (entry.together !== null) return JSON.stringify(["mapping", entry.together, ...times]);
  // Whether two headcounts are of the same people is not known.
  const own = isCounted(entry) ? [entry.at] : [];
  if (entry.group !== null) return JSON.stringify(["group", entry.group, ...times, ...own]);
  const clinicians = [...new Set(entry.clinicians.map(clinician))].sort();
  const service = entry.title === null ? codesIn(entry.code) : normalized(entry.title);
  return JSON.stringify(["clinician", clinicians, service, ...times, ...own]);
}

const NOBODY = say`no attendees and no headcount`;

/** Whether rows do not say who attends. That is not a session without attendees; and what is for one patient has one. */
function isOfNobody(rows: readonly Placed[], kind: string): boolean {
  return (
    !KINDS_FOR_ONE.has(kind) &&
    rows.every(({ entry: { status, patients, couples, headcount } }) => {
      const isCounted = headcount.patients !== undefined || headcount.couples !== undefined;
      return status !== "canceled" && patients.length + couples.length === 0 && !isCounted;
    })
  );
}

/** Whom an entry of one patient is for; the entry itself if it does not say. */
function personOf(entry: Entry): string {
  const people = [...entry.patients, ...couplesOf(entry).flatMap(({ partners }) => partners)];
  const keys = new Set(people.map(({ key }) => key));
  return JSON.stringify(keys.size === 0 ? [entry.at] : [...keys].sort());
}

/** Whether clinicians and patients have rows of their own, as in a video call. Then all rows are one meeting, whatever its kind. */
function isParticipantList(rows: readonly Placed[]): boolean {
  const isNamed = ({ entry }: Placed) => entry.patients.length + entry.couples.length > 0;
  return (
    rows.some((row) => isNamed(row) && row.entry.clinicians.length === 0) && rows.some((row) => !isNamed(row) && !isCounted(row.entry))
  );
}

function kindOrNone(entry: Entry, rules: readonly KindRule[]): string | null {
  const found = kindOf(entry, rules);
  return typeof found === "string" ? null : found.kind;
}

function attends({ status }: Entry, as: As): boolean {
  return status === "planned" || status === "attended" || (status === "no-show" && as === "planned");
}

/** The fate of a row that is in no session, by its status, else this one. */
function fateOf({ status }: Entry, as: As, otherwise: RowFate): RowFate {
  if (status === "canceled") return "canceled";
  return status === "no-show" && as === "attended" ? "no-show" : otherwise;
}

function fateUnlike(entry: Entry, { as, rules }: Options): SettledRow {
  const fate = fateOf(entry, as, "waits");
  if (fate !== "waits") return { at: entry.at, fate };
  return { at: entry.at, fate, detail: kindOf(entry, rules) === "title-and-code" ? WHY_NO_KIND["title-and-code"] : UNLIKE_BESIDE };
}

const UNLIKE_BESIDE = say`another row of the session has a title and a billing code of different kinds`;

function fateWithoutKind(entry: Entry, { as, rules }: Options): SettledRow {
  const fate = fateOf(entry, as, "no-kind");
  const why = kindOf(entry, rules);
  // A row with a kind of its own is here only beside others with another one.
  return fate === "no-kind" && typeof why === "string" ? { at: entry.at, fate, detail: WHY_NO_KIND[why] } : { at: entry.at, fate };
}

const WHY_NO_KIND: Readonly<Record<NoKind, Message>> = {
  "per-diem": say`H0015 and S9480 bill a whole program day and do not say the kind`,
  "several-codes": say`billing codes of different kinds`,
  "title-and-code": say`title and billing code of different kinds`,
  "unknown-code": say`the billing code does not decide the kind`,
  "no-code": say`no billing code, and no rule in the mapping matches the title`,
};

/** One session, and the fate of its rows. */
function sessionOf(rows: readonly Placed[], kind: string, { as, zone, clinician }: Options) {
  const { from, until } = rows[0] as Placed;
  const isCanceled = rows.every(({ entry }) => entry.status === "canceled");
  const entries = rows.map(({ entry }) => entry);
  const attending = isCanceled ? entries : entries.filter((entry) => attends(entry, as));
  // The clinician of a no-show is there all the same; that of a canceled row may not be.
  const staffing = isCanceled ? entries : entries.filter(({ status }) => status !== "canceled");
  const hours = { from, until, zone };
  const { attendees, idle } = attendeesOf(attending, hours, clinician);
  const isSame = staffing.length === attending.length;
  const { clinicians } = isSame ? attendees : attendeesOf(staffing, hours, clinician).attendees;
  const settled = entries.map((entry): SettledRow => {
    const fate = fateOf(entry, as, idle.get(entry) ?? "session");
    return { at: entry.at, fate };
  });
  // A stated headcount of 0 is a session without attendees.
  const isStated = ({ headcount }: Entry) => headcount.patients !== undefined || headcount.couples !== undefined;
  const isNamed = attendees.patients.length + attendees.couples.length > 0 || attending.some(isStated);
  const headcount = KINDS_FOR_ONE.has(kind) && attending.length > 0 && !isNamed ? ONE_PATIENT : attendees.headcount;
  const session = {
    ...attendees,
    headcount,
    from,
    until,
    kind,
    clinicians,
    code: codeOf(entries, kind),
    isCanceled,
    entries,
    attending,
  };
  return { session, settled };
}

/** A session for one patient whom its row does not name. */
const ONE_PATIENT = { patients: 1, couples: null };

/** The one code of a session's rows: of several, the one that decides the kind. Null if no single code remains. */
function codeOf(entries: readonly Entry[], kind: string): string | null {
  const codes = [...new Set(entries.flatMap(({ code }) => codesIn(code)))].filter((code) => code !== ADD_ON);
  const deciding = codes.filter((code) => decidesKind(code, kind));
  const [only, another] = deciding.length > 0 ? deciding : codes;
  return another === undefined ? (only ?? null) : null;
}

/** Interactive complexity, which is billed beside another code. */
const ADD_ON = "90785";
