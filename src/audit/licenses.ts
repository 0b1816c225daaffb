/** Who of those who count in a session is licensed in a state, moment by moment. */
import { memoized } from "../grouped.ts";
import { intersection, merged, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { isCouplesKind, type Standard, weightOf } from "../standards/standard.ts";
import { clinicianPresence } from "./presence.ts";

/** When a session lacks a license for patients in one state, under one standard. */
interface Lack {
  readonly standard: Standard;
  /** When nobody who counts is licensed there, and the licenses of all who count are known. */
  readonly surely: readonly Interval[];
  /** Clinicians whose licenses are not known, and when it depends on them. */
  readonly unknown: readonly (readonly [Clinician, readonly Interval[]])[];
}

/** A function that says, for a patient in a state who attends at some times, when nobody is licensed there and whose licenses are not known. */
export function licenseCheck(session: Session, standards: readonly Standard[]) {
  const present = [...clinicianPresence(session)];
  const lacksIn = memoized((state: string) => standards.map((standard) => lackOf(session, present, state, standard)));
  return (state: string, attended: readonly Interval[]) => {
    const lacks = lacksIn(state);
    const mismatches = lacks.map(({ standard, surely }) => ({ standard, intervals: intersection(attended, surely) }));
    const unknown = lacks.flatMap((lack) => lack.unknown.filter(([, when]) => intersection(attended, when).length > 0));
    return { mismatches: mismatches.filter(({ intervals }) => intervals.length > 0), unknown: unknown.map(([who]) => who) };
  };
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
  const open = without(merged(counted.flatMap(([, when]) => when)), times(isLicensed));
  return {
    standard,
    surely: without(open, times(isUnknown)),
    unknown: counted.filter(([who]) => isUnknown(who)).map(([who, when]) => [who, intersection(open, when)] as const),
  };
}
