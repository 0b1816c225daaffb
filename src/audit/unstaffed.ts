/** The moments in which somebody attends and nobody who counts is there, for the two rules that report them. */
import { count, type Message, say, trusted } from "../message.ts";
import { type Session, sessionPath } from "../roster/roster.ts";
import { isCouplesKind, type Standard } from "../standards/standard.ts";
import { awayThen } from "./absences.ts";
import { isUnstaffed, spans } from "./limit-check.ts";
import type { Stretch } from "./occupancy.ts";
import { during, inBothUnits, therapist } from "./phrases.ts";
import { anybody, best, fewerAndStaffed, hull } from "./repairs.ts";
import type { RuleContext, Violation } from "./rule.ts";

/**
 * One violation for each session that is unstaffed at some moment under any of the standards in which the rule `applies`:
 * each of them says whether it is a couples kind.
 */
export function* unstaffed(context: RuleContext, applies: (couples: boolean, session: Session) => boolean): Generator<Violation> {
  for (const audit of context.failing) {
    if (audit.staffed) continue;
    const { session, stretches } = audit;
    // In a kind that nobody limits, any clinician will do.
    const limited = audit.isLimited;
    const lacks = (stretch: Stretch, weighing: number) =>
      limited ? isUnstaffed(stretch, weighing) : stretch.patients > 0 && stretch.clinicians === 0;
    // A pack that has the rule off does not judge by its weights who is staffed.
    const isOf = (weighing: number) => {
      const standard = context.standards[weighing] as Standard;
      return context.enforcing.includes(standard) && applies(isCouplesKind(standard, session.kind), session);
    };
    const standards = context.standards.filter((_, i) => isOf(i) && stretches.some((stretch) => lacks(stretch, i)));
    const [first] = standards;
    if (first === undefined) continue;
    const couples = isCouplesKind(first, session.kind);
    const isBare = (stretch: Stretch) => context.standards.some((_, i) => isOf(i) && lacks(stretch, i));
    const intervals = spans(stretches, isBare);
    const bare = stretches.filter(isBare);
    const nobody = `no ${limited ? therapist(couples) : "clinician"}`;
    const fullest = bare.reduce((most, stretch) => (stretch.patients > most.patients ? stretch : most));
    const people = () => (couples ? inBothUnits(fullest, true) : count(fullest.patients, "patient"));
    yield {
      message() {
        const when = during(context.roster, session, intervals);
        return say`${trusted(people())} and ${trusted(nobody)} present${when}${reason(session, bare, couples)}.`;
      },
      breach: { intervals, amount: fullest.patients, howMuch: () => `${nobody} for ${people()}` },
      repairs: () => best([...anybody(context, audit, hull(intervals), couples), ...fewerAndStaffed(context, audit)]),
      path: sessionPath(session, "clinicians"),
      related: () => awayThen(session, intervals),
      standards,
      session,
    };
  }
}

/** Why the clinicians on the list are not enough. */
function reason(session: Session, bare: readonly Stretch[], couples: boolean): Message {
  if (session.clinicians.length === 0) return say`; the session lists no clinicians`;
  if (bare.every((stretch) => stretch.clinicians === 0)) return say`; those on its list are away or not there then`;
  return couples ? say`; in this kind only the role couples-therapist counts` : say`; those who are there have roles that do not count`;
}
