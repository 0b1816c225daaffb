/** Who of those who count in a session is licensed in a state, moment by moment. */
import { intersection, merged, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { isCouplesKind, type Standard, weightOf } from "../standards/standard.ts";
import { presence } from "./presence.ts";

/** When patients who are in a state lack a licence, under one standard. */
interface Lack {
  readonly standard: Standard;
  /** When nobody who counts is licensed there, and of all who count it is known where they are. */
  readonly surely: readonly Interval[];
  /** Those of whom it is not known where they are licensed, and when it depends on them. */
  readonly unknown: readonly (readonly [Clinician, readonly Interval[]])[];
}

interface Judgement {
  readonly mismatches: readonly { readonly standard: Standard; readonly intervals: readonly Interval[] }[];
  /** Those of whom it is not known where they are licensed, and on whom it depends. */
  readonly unknown: readonly Clinician[];
}

const NOTHING: Judgement = { mismatches: [], unknown: [] };

/** Judges the patients of one session; what it finds for a state serves all who are in that state. */
export class Licenses {
  readonly #session: Session;
  readonly #standards: readonly Standard[];
  readonly #byState = new Map<string, readonly Lack[]>();

  constructor(session: Session, standards: readonly Standard[]) {
    this.#session = session;
    this.#standards = standards;
  }

  /** What is to be said of a patient in a state with these stays. */
  judge(state: string, stays: readonly Interval[]): Judgement {
    const { clinicians, still } = this.#session;
    // By far the most sessions: whoever is there is there throughout, and licensed.
    if (still && clinicians.every(({ who }) => who.licensedIn?.includes(state))) return NOTHING;
    const lacks = this.#byState.get(state) ?? this.#lacks(state);
    this.#byState.set(state, lacks);
    const mismatches = lacks.map(({ standard, surely }) => ({ standard, intervals: intersection(stays, surely) }));
    const unknown = lacks.flatMap((lack) => lack.unknown.filter(([, when]) => intersection(stays, when).length > 0));
    return { mismatches: mismatches.filter(({ intervals }) => intervals.length > 0), unknown: unknown.map(([who]) => who) };
  }

  #lacks(state: string): Lack[] {
    const present = presence(this.#session);
    return this.#standards.map((standard) => {
      const couples = isCouplesKind(standard, this.#session.kind);
      const counted = [...present].filter(([{ roles }]) => weightOf(standard, roles, couples) > 0);
      const times = (some: (clinician: Clinician) => boolean) => merged(counted.flatMap(([who, when]) => (some(who) ? when : [])));
      const isUnknown = ({ licensedIn }: Clinician) => licensedIn === undefined;
      const open = without(
        times(anybody),
        times(({ licensedIn }) => licensedIn?.includes(state) === true),
      );
      return {
        standard,
        surely: without(open, times(isUnknown)),
        unknown: counted.filter(([who]) => isUnknown(who)).map(([who, when]) => [who, intersection(open, when)] as const),
      };
    });
  }
}

function anybody(): boolean {
  return true;
}
