import { type Message, own, say } from "../message.ts";
import type { Session } from "../roster/roster.ts";
import type { Standard } from "../standards/standard.ts";
import { type Counter, holdsAt, type JudgedLimit, type SessionAudit } from "./evidence.ts";
import { sessionIds } from "./phrases.ts";

const READ_EITHER_WAY = "couples-group";

/**
 * The article's "1:4 for designated couples therapy groups" can be read in couples or in patients. Where that reading
 * decides a verdict, the report says so, naming the sessions.
 */
export function remarks(
  sessions: readonly SessionAudit[],
  breaching: ReadonlySet<Session>,
  standards: readonly Standard[],
  counter: Counter,
): Message[] {
  if (standards.some((standard) => standard.name === "benchmark-strict")) return [];
  const judged = counter.limits(READ_EITHER_WAY).find(isBenchmarkInCouples);
  if (judged === undefined) return [];
  const decided = sessions.filter(
    (audit) => audit.session.kind === READ_EITHER_WAY && !breaching.has(audit.session) && isDecidedByReading(audit, judged),
  );
  if (decided.length === 0) return [];
  const are = decided.length === 1 ? "is" : "are";
  return [
    say`${sessionIds(decided)} ${own(are)} within the limit because \`benchmark\` counts couples groups in couples; counted in patients, as \`benchmark-strict\` does, ${own(decided.length === 1 ? "it breaks" : "they break")} the ratio. The article can be read either way.`,
  ];
}

function isBenchmarkInCouples({ limit, standards }: JudgedLimit): boolean {
  return limit.type === "ratio" && limit.per === "couples" && standards.some((standard) => standard.name === "benchmark");
}

/** Whether a limit that holds when it counts couples breaks when it counts patients. */
function isDecidedByReading({ stretches }: SessionAudit, judged: JudgedLimit): boolean {
  const inPatients = { ...judged, limit: { ...judged.limit, per: "patients" } } as JudgedLimit;
  return stretches.every((stretch) => holdsAt(stretch, judged)) && stretches.some((stretch) => !holdsAt(stretch, inPatients));
}
