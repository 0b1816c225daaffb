import { listed, type Message, own, quote, say } from "../message.ts";
import type { Roster, Session } from "../roster/roster.ts";
import { DAY, showDuration } from "../roster/time.ts";
import type { Standard } from "../standards/standard.ts";
import { type Counter, holdsAt, type JudgedLimit, type SessionAudit } from "./evidence.ts";
import { clock, sessionIds } from "./phrases.ts";
import type { RuleContext } from "./rule.ts";

const READ_EITHER_WAY = "couples-group";

/** What a reader must know about the verdicts, or may want to look at, that is no finding. */
export function remarks({ roster, sessions, standards, counter }: RemarksContext, breaching: ReadonlySet<Session>): Message[] {
  return [...readEitherWay(sessions, standards, counter, breaching), ...longerThanADay(roster, sessions), ...namesakes(roster)];
}

type RemarksContext = Pick<RuleContext, "roster" | "sessions" | "standards" | "counter">;

/**
 * The article's "1:4 for designated couples therapy groups" can be read in couples or in patients. Where that reading
 * decides a verdict, the report says so, naming the sessions.
 */
function readEitherWay(
  sessions: readonly SessionAudit[],
  standards: readonly Standard[],
  counter: Counter,
  breaching: ReadonlySet<Session>,
): Message[] {
  if (standards.some((standard) => standard.name === "benchmark-strict")) return [];
  const judged = counter.limits(READ_EITHER_WAY).find(isBenchmarkInCouples);
  if (judged === undefined) return [];
  const decided = sessions.filter(
    (audit) => audit.session.kind === READ_EITHER_WAY && !breaching.has(audit.session) && isDecidedByReading(audit, judged),
  );
  if (decided.length === 0) return [];
  const [are, break_] = decided.length === 1 ? ["is", "it breaks"] : ["are", "they break"];
  return [
    say`${sessionIds(decided)} ${own(are as string)} within the limit because \`benchmark\` counts couples groups in couples; counted in patients, as \`benchmark-strict\` does, ${own(break_ as string)} the ratio. The article can be read either way.`,
  ];
}

/** An end before the start, such as Mon 17:30 after Mon 18:00, is the next such moment: a week later. */
function longerThanADay(roster: Roster, sessions: readonly SessionAudit[]): Message[] {
  const long = sessions.map(({ session }) => session).filter(({ from, until }) => until - from > DAY);
  if (long.length === 0) return [];
  const each = (session: Session) =>
    say`\`${quote(session.id)}\` lasts ${own(showDuration(session.until - session.from))}, until ${own(clock(roster, session, session.until))}`;
  return [say`${listed(long, each)}. If that is not meant, check where the session ends.`];
}

/** Without a \`patients\` section any id in a list of patients is one of theirs, also that of a couple. */
function namesakes({ namesakes: couples }: Roster): Message[] {
  if (couples.length === 0) return [];
  const which = listed(couples, ({ patient, couple }) => say`${patient} has the id of ${couple}`);
  return [say`${which}, and counts as one person. If the couple is meant, list it under \`couples\`.`];
}

function isBenchmarkInCouples({ limit, standards }: JudgedLimit): boolean {
  return limit.type === "ratio" && limit.per === "couples" && standards.some((standard) => standard.name === "benchmark");
}

/** Whether a limit that holds when it counts couples breaks when it counts patients. */
function isDecidedByReading({ stretches }: SessionAudit, judged: JudgedLimit): boolean {
  const inPatients = { ...judged, limit: { ...judged.limit, per: "patients" } } as JudgedLimit;
  return stretches.every((stretch) => holdsAt(stretch, judged)) && stretches.some((stretch) => !holdsAt(stretch, inPatients));
}
