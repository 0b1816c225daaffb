/** Checks when a session has a clinician who counts and is licensed in a state. */
import { memoized } from "../grouped.ts";
import { intersection, merged, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { isCouplesKind, type Standard, weightOf } from "../standards/standard.ts";
import { clinicianPresence, patientStays } from "./presence.ts";

/** The times without a license for patients in one state, under one standard. */
interface Lack {
  readonly standard: Standard;
  /** Times without a clinician who counts and is known to be licensed there, including unstaffed moments. */
  readonly uncovered: readonly Interval[];
  /** The clinicians who count, with their times. */
  readonly counted: readonly (readonly [Clinician, readonly Interval[]])[];
  /** Times when no clinician who counts is licensed there, and the licenses of all of them are known. */
  readonly surely: readonly Interval[];
  /** Clinicians with unknown licenses, and the times that depend on them. */
  readonly unknown: readonly (readonly [Clinician, readonly Interval[]])[];
}

/** A function that returns, for a patient's state and times, the times without a license and the clinicians with unknown licenses. */
export function licenseCheck(session: Session, standards: readonly Standard[]) {
  const present = [...clinicianPresence(session)];
  const lacksIn = memoized((state: string) => standards.map((standard) => lackOf(session, present, state, standard)));
  return (state: string, attended: readonly Interval[]) => {
    const lacks = lacksIn(state);
    const mismatches = lacks.map(({ standard, counted, surely }) => {
      const intervals = intersection(attended, surely);
      return { standard, intervals, counted: counted.filter(([, when]) => intersection(when, intervals).length > 0).map(([who]) => who) };
    });
    const unknown = lacks.flatMap((lack) => lack.unknown.filter(([, when]) => intersection(attended, when).length > 0));
    return { mismatches: mismatches.filter(({ intervals }) => intervals.length > 0), unknown: unknown.map(([who]) => who) };
  };
}

/**
 * The states in which a clinician who joins a session for a time must be licensed: a patient from the state attends then, and
 * no clinician who counts is licensed there.
 */
export function neededLicenses(session: Session, standards: readonly Standard[], time: Interval): ReadonlySet<string> {
  const present = [...clinicianPresence(session)];
  const uncoveredIn = memoized((state: string) => standards.map((standard) => lackOf(session, present, state, standard).uncovered));
  const needed = new Set<string>();
  for (const [{ state }, { intervals }] of patientStays(session)) {
    if (state === undefined || needed.has(state)) continue;
    const attended = intersection(intervals, [time]);
    if (uncoveredIn(state).some((uncovered) => intersection(attended, uncovered).length > 0)) needed.add(state);
  }
  return needed;
}

function lackOf(
  session: Session,
  present: readonly (readonly [Clinician, readonly Interval[]])[],
  state: string,
  standard: Standard,
): Lack {
  const couples = isCouplesKind(standard, session.kind);
  const counted = present.filter(([{ roles }]) => weightOf(standard, roles, couples) > 0);
  const isUnknown = ({ licensedIn }: Clinician) => licensedIn === undefined;
  const isLicensed = ({ licensedIn }: Clinician) => licensedIn?.includes(state) === true;
  const times = (some: (clinician: Clinician) => boolean) => merged(counted.flatMap(([who, when]) => (some(who) ? when : [])));
  const staffed = times(() => true);
  const open = without(staffed, times(isLicensed));
  const uncovered = without(
    [session],
    times((one) => isLicensed(one) || isUnknown(one)),
  );
  return {
    standard,
    counted,
    uncovered,
    surely: intersection(staffed, uncovered),
    unknown: counted.filter(([who]) => isUnknown(who)).map(([who, when]) => [who, intersection(open, when)] as const),
  };
}
