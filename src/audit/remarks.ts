/** What a reader must know about the verdicts, or may want to look at, that is no finding. */
import { listed, type Message, say, trusted, untrusted } from "../message.ts";
import type { Patient, Roster, Session } from "../roster/roster.ts";
import { showDuration } from "../roster/time.ts";
import { EITHER_READING } from "../standards/built-in/benchmark-strict.ts";
import type { EffectiveLimit } from "../standards/combine.ts";
import { holdsAt, type SessionResult } from "./limit-check.ts";
import { clock, sessionIds } from "./phrases.ts";
import { attendingPatients } from "./presence.ts";
import type { RuleContext } from "./rule.ts";
import { shortIds } from "./short-ids.ts";

type RemarksContext = Pick<RuleContext, "roster" | "sessions" | "standards" | "evaluator">;

/** The remarks on a roster; `breaching` are the sessions that break a limit, waived or not. */
export function remarks(context: RemarksContext, breaching: ReadonlySet<Session>): Message[] {
  const { roster, sessions, standards } = context;
  return [
    ...longSessions(roster, sessions),
    ...loneNumbers(roster, sessions),
    ...ofSeveralWords(roster),
    ...namesakes(roster),
    ...shortIds(roster, standards),
    ...eitherReading(context, breaching),
  ];
}

/** The article's ratio for couples groups can be read in couples or in patients: the sessions whose verdict that decides. */
function eitherReading({ sessions, standards, evaluator }: RemarksContext, breaching: ReadonlySet<Session>): Message[] {
  const { kind, inCouples, inPatients } = EITHER_READING;
  if (standards.some(({ name }) => name === inPatients)) return [];
  const limit = evaluator
    .limitsOf(kind)
    .find(({ limit, standards }) => limit.type === "ratio" && limit.per === "couples" && standards.some(({ name }) => name === inCouples));
  if (limit === undefined) return [];
  const decided = sessions.filter((one) => one.session.kind === kind && !breaching.has(one.session) && isDecidedByReading(one, limit));
  if (decided.length === 0) return [];
  const [are, theyBreak] = decided.length === 1 ? ["is", "it breaks"] : ["are", "they break"];
  return [
    say`${sessionIds(decided)} ${trusted(are)} within the limit because \`${trusted(inCouples)}\` counts couples groups in couples; counted in patients, as \`${trusted(inPatients)}\` does, ${trusted(theyBreak)} the ratio. The article can be read either way.`,
  ];
}

/** Whether a limit that holds when it counts couples breaks when it counts patients. */
function isDecidedByReading({ stretches }: SessionResult, limit: EffectiveLimit): boolean {
  const inPatients = { ...limit, limit: { ...limit.limit, per: "patients" } } as EffectiveLimit;
  return stretches.every((stretch) => holdsAt(stretch, limit)) && stretches.some((stretch) => !holdsAt(stretch, inPatients));
}

/** A session of more minutes is unusual: a working day has 8 hours. */
const LONG = 8 * 60;

/** An end before the start is the next such moment: of `07:15` after 18:00 the next day, of Mon 17:30 after Mon 18:00 a week later. */
function longSessions(roster: Roster, sessions: readonly SessionResult[]): Message[] {
  const long = sessions.filter(({ session }) => session.until - session.from > LONG);
  if (long.length === 0) return [];
  const each = ({ session }: SessionResult) =>
    say`\`${untrusted(session.id)}\` lasts ${trusted(showDuration(session.until - session.from))}, until ${trusted(clock(roster, session, session.until))}`;
  return [say`${listed(long, each)}. If that is not meant, check where the session ends.`];
}

/** Without a `patients` section `patients: [12]` is one patient; if that id stands nowhere else, twelve may be meant. */
function loneNumbers({ loneNumbers: alone }: Roster, sessions: readonly SessionResult[]): Message[] {
  if (alone.length === 0) return [];
  const times = new Map<Patient, number>();
  for (const { session } of sessions) for (const who of attendingPatients(session)) times.set(who, (times.get(who) ?? 0) + 1);
  const suspicious = alone.filter(({ patients }) => times.get(patients.stays[0]?.who as Patient) === 1);
  if (suspicious.length === 0) return [];
  const which = listed(suspicious, ({ id }) => say`\`${untrusted(id)}\``);
  return [
    say`${which} ${trusted(suspicious.length === 1 ? "lists" : "each list")} a single patient, whose id is a number. If that is how many attend, write it without brackets, such as: patients: 7`,
  ];
}

/** Without a `patients` section `[ann bob]` is one patient. */
function ofSeveralWords({ ofSeveralWords: patients }: Roster): Message[] {
  if (patients.length === 0) return [];
  const [has, counts] = patients.length === 1 ? ["has an id", "counts"] : ["have ids", "each count"];
  return [
    say`${listed(patients, (patient) => [patient])} ${trusted(has)} of several words, and ${trusted(counts)} as one person. If several people are meant, write a comma between ids.`,
  ];
}

/** Without a `patients` section any id in a list of patients is one of theirs, also that of a couple. */
function namesakes({ namesakes: couples }: Roster): Message[] {
  if (couples.length === 0) return [];
  const which = listed(couples, ({ patient, couple }) => say`${patient} has the id of ${couple}`);
  return [say`${which}, and counts as one person. If the couple is meant, list it under \`couples\`.`];
}
