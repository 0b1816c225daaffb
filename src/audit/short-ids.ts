/** Remarks on ids that are too short to be masked inside names and texts. */
import { listed, type Message, say, trusted } from "../message.ts";
import { shortIdMatcher } from "../roster/id-matcher.ts";
import type { Couple, Patient, Roster } from "../roster/roster.ts";
import type { Standard } from "../standards/standard.ts";

/** A remark on ids of one or two characters that are words in a text of the report. Other short ids do no harm. */
export function shortIds(roster: Roster, standards: readonly Standard[]): Message | null {
  const byId = new Map<string, Patient | Couple>([...roster.couples, ...roster.patients].map((who) => [who.id, who]));
  const matcher = shortIdMatcher(byId);
  if (matcher.isEmpty) return null;
  const texts = new Set([...textsOf(roster), ...standards.filter(({ file }) => file !== null).flatMap(textsOfStandard)]);
  const found = new Set([...texts].flatMap((text) => matcher.find(text).map(({ id }) => byId.get(id) as Patient | Couple)));
  if (found.size === 0) return null;
  const [has, is] = found.size === 1 ? ["has an id", "is"] : ["have ids", "are"];
  return say`${listed([...found], (who) => [who])} ${trusted(has)} of one or two characters, which ${trusted(is)} also in a name or text of this report. Ids this short cannot be masked there. Use at least three characters.`;
}

/** The roster's own texts in reports. */
function textsOf({ program, clinicians, sessions }: Roster): string[] {
  return [
    program ?? "",
    ...clinicians.flatMap(({ id, modalities = [] }) => [id, ...modalities]),
    ...sessions.flatMap(({ id, title, cpt = "" }) => [id, title ?? "", cpt]),
  ];
}

function textsOfStandard({ title, source, waivers }: Standard): string[] {
  return [title, source, ...waivers.flatMap(({ reason, approvedBy }) => [reason, approvedBy])];
}
