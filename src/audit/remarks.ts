/** Remarks: facts about the verdicts or the roster that are not findings. */
import { listed, type Message, say, trusted, untrusted } from "../message.ts";
import type { Interval, Patient, Roster, Session } from "../roster/roster.ts";
import { EITHER_READING } from "../standards/built-in/benchmark-strict.ts";
import type { EffectiveLimit } from "../standards/combine.ts";
import { holdsAt, type SessionResult } from "./limit-check.ts";
import { gaps, whyUnknown } from "./on-call.ts";
import { dayAndClock, sessionIds } from "./phrases.ts";
import { attendingPatients } from "./presence.ts";
import type { RuleContext } from "./rule.ts";
import { shortIds } from "./short-ids.ts";

type RemarksContext = Pick<RuleContext, "roster" | "sessions" | "standards" | "evaluator" | "conflicting">;

export interface Remark {
  /** A stable code for programs. */
  readonly code:
    | "lone-number"
    | "cut-by-comment"
    | "id-of-several-words"
    | "id-of-a-couple"
    | "reading-decides"
    | "on-call-gap"
    | "short-id";
  readonly message: Message;
  readonly sessions: readonly Session[];
  readonly intervals: readonly Interval[];
}

interface RemarksOptions {
  /** The sessions that break a limit, waived or not. */
  readonly breaching: ReadonlySet<Session>;
  /** Whether a standard checks on-call gaps. */
  readonly judgesOnCall: boolean;
}

/** The remarks on a roster. */
export function remarks(context: RemarksContext, { breaching, judgesOnCall }: RemarksOptions): Remark[] {
  const { roster, sessions, standards } = context;
  const short = shortIds(roster, standards);
  return [
    ...loneNumbers(roster, sessions),
    ...cutByComment(roster),
    ...ofSeveralWords(roster),
    ...namesakes(roster),
    ...(short === null ? [] : [remark("short-id", [], short)]),
    ...eitherReading(context, breaching),
    ...(judgesOnCall ? [] : onCallGaps(roster, sessions)),
  ];
}

/** On-call gaps, if no standard checks them. */
function onCallGaps(roster: Roster, sessions: readonly SessionResult[]): Remark[] {
  const intervals = whyUnknown(roster) === null ? gaps(roster, sessions) : [];
  if (intervals.length === 0) return [];
  const each = ({ from, until }: Interval) => say`from ${trusted(dayAndClock(roster, from))} to ${trusted(dayAndClock(roster, until))}`;
  const message = say`No on-call clinician is free ${listed(intervals, each)}. No standard in use checks on-call gaps, so they are not findings.`;
  return [remark("on-call-gap", [], message, intervals)];
}

/** The article's ratio for couples groups can be read in couples or in patients: the sessions whose verdict that decides. */
function eitherReading({ sessions, standards, evaluator, conflicting }: RemarksContext, breaching: ReadonlySet<Session>): Remark[] {
  const { kind, inCouples, inPatients } = EITHER_READING;
  if (standards.some(({ name }) => name === inPatients)) return [];
  const limit = evaluator
    .limitsOf(kind)
    .find(({ limit, standards }) => limit.type === "ratio" && limit.per === "couples" && standards.some(({ name }) => name === inCouples));
  if (limit === undefined) return [];
  const decided = sessions.filter((one) => one.session.kind === kind && !breaching.has(one.session) && isDecidedByReading(one, limit));
  if (decided.length === 0) return [];
  const isOne = decided.length === 1;
  const [are, theyBreak] = isOne ? ["is within", "the session breaks"] : ["are within", "the sessions break"];
  // A double-booked session is not within its limits, even where it breaks none by itself.
  const isDoubtful = decided.some(({ session }) => conflicting.has(session));
  const keep = isDoubtful ? (isOne ? "does not break" : "do not break") : are;
  return [
    remark(
      "reading-decides",
      decided.map(({ session }) => session),
      say`${sessionIds(decided)} ${trusted(keep)} the limit because \`${trusted(inCouples)}\` counts couples groups in couples. \`${trusted(inPatients)}\` counts them in patients, and ${trusted(theyBreak)} that ratio. The article can be read either way.`,
    ),
  ];
}

/** Whether a session is within a limit in couples, but breaks it in patients. */
function isDecidedByReading({ stretches }: SessionResult, limit: EffectiveLimit): boolean {
  const inPatients = { ...limit, limit: { ...limit.limit, per: "patients" } } as EffectiveLimit;
  return stretches.every((stretch) => holdsAt(stretch, limit)) && stretches.some((stretch) => !holdsAt(stretch, inPatients));
}

/** Without a `patients` section, `patients: [12]` is one patient; if the id occurs only once, twelve may be meant. */
function loneNumbers({ loneNumbers: alone }: Roster, sessions: readonly SessionResult[]): Remark[] {
  if (alone.length === 0) return [];
  const times = new Map<Patient, number>();
  for (const { session } of sessions) for (const who of attendingPatients(session)) times.set(who, (times.get(who) ?? 0) + 1);
  const suspicious = alone.filter(({ patients }) => times.get(patients.stays[0]?.who as Patient) === 1);
  if (suspicious.length === 0) return [];
  const which = listed(suspicious, ({ id }) => say`\`${untrusted(id)}\``);
  return [
    remark(
      "lone-number",
      suspicious,
      say`${which} ${trusted(suspicious.length === 1 ? "lists" : "each list")} a single patient, whose id is a number. If the number is a headcount, write it without brackets, such as: patients: 7`,
    ),
  ];
}

/** Without a `patients` section, `[ann bob]` is one patient. */
function ofSeveralWords({ ofSeveralWords: patients }: Roster): Remark[] {
  if (patients.length === 0) return [];
  const [has, counts] = patients.length === 1 ? ["has an id", "counts"] : ["have ids", "each count"];
  return [
    remark(
      "id-of-several-words",
      [],
      say`${listed(patients, (patient) => [patient])} ${trusted(has)} of several words, and ${trusted(counts)} as one person. If several people are meant, write a comma between ids.`,
    ),
  ];
}

/** In YAML, the `#1` in `title: Group #1` is a comment. */
function cutByComment({ cutByComment: paths }: Roster): Remark[] {
  if (paths.length === 0) return [];
  const which = listed(paths, (one) => [{ lineOf: one }]);
  return [
    remark(
      "cut-by-comment",
      [],
      say`A # after a space begins a comment, so the text before it ends there (${which}). If the # is part of the text, put the text in quotes.`,
    ),
  ];
}

/** Without a `patients` section, any id in a list of patients is a patient's, even that of a couple. */
function namesakes({ namesakes: couples }: Roster): Remark[] {
  if (couples.length === 0) return [];
  const which = listed(couples, ({ patient, couple }) => say`${patient} has the id of ${couple}`);
  const [counts, couplesAre, them] = couples.length === 1 ? ["counts", "couple is", "it"] : ["each counts", "couples are", "them"];
  return [
    remark(
      "id-of-a-couple",
      [],
      say`${which}, and ${trusted(counts)} as one person. If the ${trusted(couplesAre)} meant, list ${trusted(them)} under \`couples\`.`,
    ),
  ];
}

function remark(code: Remark["code"], sessions: readonly Session[], message: Message, intervals: readonly Interval[] = []): Remark {
  return { code, message, sessions, intervals };
}
