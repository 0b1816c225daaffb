import { listed, type Message, say, trusted, untrusted } from "../message.ts";
import type { Patient, Roster, Session } from "../roster/roster.ts";
import { showDuration } from "../roster/time.ts";
import { attendingPatients } from "./attending.ts";
import { type EffectiveLimit, holdsAt, type SessionResult } from "./limit-check.ts";
import { clock, sessionIds } from "./phrases.ts";
import type { RuleContext } from "./rule.ts";

const READ_EITHER_WAY = "couples-group";

type RemarksContext = Pick<RuleContext, "roster" | "sessions" | "standards" | "counter">;

/** What a reader must know about the verdicts, or may want to look at, that is no finding. */
export function remarks({ roster, sessions, standards, counter }: RemarksContext, breaching: ReadonlySet<Session>): Message[] {
  const readings = standards.some((standard) => standard.name === "benchmark-strict") ? [] : counter.limits(READ_EITHER_WAY);
  const benchmark = readings.find(isBenchmarkInCouples);
  const decided: SessionResult[] = [];
  const long: Session[] = [];
  for (const audit of sessions) {
    const { session } = audit;
    if (session.until - session.from > LONG) long.push(session);
    if (session.kind !== READ_EITHER_WAY || benchmark === undefined || breaching.has(session)) continue;
    if (isDecidedByReading(audit, benchmark)) decided.push(audit);
  }
  return [
    ...longSessions(roster, long),
    ...loneNumbers(roster, sessions),
    ...ofSeveralWords(roster),
    ...namesakes(roster),
    ...readEitherWay(decided),
  ];
}

/**
 * The article's "1:4 for designated couples therapy groups" can be read in couples or in patients. Where that reading
 * decides a verdict, the report says so, naming the sessions.
 */
function readEitherWay(decided: readonly SessionResult[]): Message[] {
  if (decided.length === 0) return [];
  const [are, theyBreak] = decided.length === 1 ? (["is", "it breaks"] as const) : (["are", "they break"] as const);
  return [
    say`${sessionIds(decided)} ${trusted(are)} within the limit because \`benchmark\` counts couples groups in couples; counted in patients, as \`benchmark-strict\` does, ${trusted(theyBreak)} the ratio. The article can be read either way.`,
  ];
}

/** Sessions of more minutes than this are unusual, so that their end may be a slip. */
const LONG = 8 * 60;

/** An end before the start is the next such moment: of `07:15` after 18:00 the next day, of Mon 17:30 after Mon 18:00 a week later. */
function longSessions(roster: Roster, long: readonly Session[]): Message[] {
  if (long.length === 0) return [];
  const each = (session: Session) =>
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

function isBenchmarkInCouples({ limit, standards }: EffectiveLimit): boolean {
  return limit.type === "ratio" && limit.per === "couples" && standards.some((standard) => standard.name === "benchmark");
}

/** Whether a limit that holds when it counts couples breaks when it counts patients. */
function isDecidedByReading({ stretches }: SessionResult, judged: EffectiveLimit): boolean {
  const inPatients = { ...judged, limit: { ...judged.limit, per: "patients" } } as EffectiveLimit;
  return stretches.every((stretch) => holdsAt(stretch, judged)) && stretches.some((stretch) => !holdsAt(stretch, inPatients));
}
