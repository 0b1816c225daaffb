import { type Message, own, say } from "../message.ts";
import type { Session } from "../roster/roster.ts";
import type { Standard } from "../standards/standard.ts";
import { holdsAt, type SessionAudit } from "./evidence.ts";
import { sessionIds } from "./phrases.ts";

/**
 * The article's "1:4 for designated couples therapy groups" can be read in couples or in patients. Where that reading
 * decides a verdict, the report says so, naming the sessions.
 */
export function remarks(sessions: readonly SessionAudit[], breaching: ReadonlySet<Session>, standards: readonly Standard[]): Message[] {
  if (standards.some((standard) => standard.name === "benchmark-strict")) return [];
  const decided = sessions.filter((audit) => isDecidedByReading(audit) && !breaching.has(audit.session));
  if (decided.length === 0) return [];
  const are = decided.length === 1 ? "is" : "are";
  return [
    say`${sessionIds(decided)} ${own(are)} within the limit because \`benchmark\` counts couples groups in couples; counted in patients, as \`benchmark-strict\` does, ${own(decided.length === 1 ? "it breaks" : "they break")} the ratio. The article can be read either way.`,
  ];
}

function isDecidedByReading(audit: SessionAudit): boolean {
  if (audit.session.kind !== "couples-group") return false;
  const { stretches } = audit;
  return audit.evidence.some(({ judged, holds }) => {
    if (judged.limit.type !== "ratio" || judged.limit.per !== "couples" || !holds) return false;
    if (!judged.standards.some((standard) => standard.name === "benchmark")) return false;
    const inPatients = { ...judged, limit: { ...judged.limit, per: "patients" as const } };
    return stretches.some((stretch) => !holdsAt(stretch, inPatients));
  });
}
