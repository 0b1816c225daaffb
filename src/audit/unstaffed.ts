/** Finds times with patients but no clinician who counts, for the two rules about them. */
import { count, type Message, say, trusted } from "../message.ts";
import { type Session, sessionPath } from "../roster/roster.ts";
import { isCouplesKind, type Standard } from "../standards/standard.ts";
import { awayThen } from "./absences.ts";
import { isUnstaffed, type SessionResult, spans } from "./limit-check.ts";
import type { Stretch } from "./occupancy.ts";
import { during, inBothUnits, therapist } from "./phrases.ts";
import { anybody, best, fewerAndStaffed, hull } from "./repairs.ts";
import type { RuleContext, Violation } from "./rule.ts";

/** One violation per session that is unstaffed under a standard that the rule `applies` to. */
export function unstaffed(context: RuleContext, applies: Applies): Violation[] {
  return context.sessions.flatMap((result) => (result.staffed ? [] : (violationOf(context, result, applies) ?? [])));
}

type Applies = (standard: Standard, session: Session) => boolean;

/** Whether a session is of a couples kind under a standard and lists clinicians, so that it lacks only a couples therapist. */
export function lacksCouplesTherapist(standard: Standard, session: Session): boolean {
  return isCouplesKind(standard, session.kind) && session.clinicians.length > 0;
}

function violationOf(context: RuleContext, result: SessionResult, applies: Applies): Violation | null {
  const { session, stretches, isLimited } = result;
  const lacksStaff = (stretch: Stretch, weighing: number) => isUnstaffed(stretch, weighing, isLimited);
  // The weights of a standard with the rule off do not matter.
  const isApplied = (standard: Standard) => context.enforcing.includes(standard) && applies(standard, session);
  const weighings = context.standards.flatMap((standard, weighing) => (isApplied(standard) ? [{ standard, weighing }] : []));
  const isBare = (stretch: Stretch) => weighings.some(({ weighing }) => lacksStaff(stretch, weighing));
  const standards = weighings.filter(({ weighing }) => stretches.some((one) => lacksStaff(one, weighing))).map(({ standard }) => standard);
  const [first] = standards;
  if (first === undefined) return null;
  const couples = isCouplesKind(first, session.kind);
  const intervals = spans(stretches, isBare);
  const bare = stretches.filter(isBare);
  const nobody = `no ${isLimited ? therapist(couples) : "clinician"}`;
  const fullest = bare.reduce((most, stretch) => (stretch.patients > most.patients ? stretch : most));
  const people = couples ? inBothUnits(fullest, true) : count(fullest.patients, "patient");
  const when = during(context.roster, session, intervals);
  return {
    message: say`${trusted(people)} and ${trusted(nobody)} present${when}${reason(session, bare, isLimited, couples)}.`,
    breach: { intervals, amount: fullest.patients, howMuch: `${nobody} for ${people}` },
    repairs: () => best([...anybody(context, result, hull(intervals), couples), ...fewerAndStaffed(context, result)]),
    path: sessionPath(session, "clinicians"),
    related: awayThen(session, intervals),
    standards,
    session,
  };
}

/** The reason why the listed clinicians are not enough. */
function reason(session: Session, bare: readonly Stretch[], isLimited: boolean, couples: boolean): Message {
  if (session.clinicians.length === 0) return say`; the session lists no clinicians`;
  if (bare.every((stretch) => stretch.clinicians === 0)) return say`; every assigned clinician is away or absent at that time`;
  if (!isLimited) return say`; an observer does not staff a session`;
  return couples ? say`; in this kind only the role couples-therapist counts` : say`; the clinicians present have roles that do not count`;
}
