/** Who of those who count in a session is licensed in a state, moment by moment. */
import { intersection, merged, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { isCouplesKind, type Standard, weightOf } from "../standards/standard.ts";
import { presence } from "./presence.ts";

interface Judgement {
  /** When nobody who counts under a standard is licensed in the state, and of all who count it is known where they are. */
  readonly mismatches: readonly { readonly standard: Standard; readonly intervals: readonly Interval[] }[];
  /** Those of whom it is not known where they are licensed, and on whom it depends. */
  readonly unknown: readonly Clinician[];
}

const NOTHING: Judgement = { mismatches: [], unknown: [] };

/** Judges the patients of one session; what it finds for a state serves all who are in that state. */
export class Licenses {
  readonly #session: Session;
  readonly #standards: readonly Standard[];
  #present: Map<Clinician, Interval[]> | null = null;

  constructor(session: Session, standards: readonly Standard[]) {
    this.#session = session;
    this.#standards = standards;
  }

  /** What is to be said of a patient in a state with these stays. */
  judge(state: string, stays: readonly Interval[]): Judgement {
    const { clinicians, still } = this.#session;
    // By far the most sessions: whoever is there is there throughout, and licensed.
    if (still && clinicians.every(({ who }) => who.licensedIn?.includes(state))) return NOTHING;
    this.#present ??= presence(this.#session);
    const present = this.#present;
    const mismatches: Judgement["mismatches"][number][] = [];
    const unknown = new Set<Clinician>();
    for (const standard of this.#standards) {
      const couples = isCouplesKind(standard, this.#session.kind);
      const counted = [...present].filter(([{ roles }]) => weightOf(standard, roles, couples) > 0);
      const times = (some: (clinician: Clinician) => boolean) => merged(counted.flatMap(([who, when]) => (some(who) ? when : [])));
      const licensed = times(({ licensedIn }) => licensedIn?.includes(state) === true);
      const open = without(
        intersection(
          stays,
          times(() => true),
        ),
        licensed,
      );
      const intervals = without(
        open,
        times(({ licensedIn }) => licensedIn === undefined),
      );
      if (intervals.length > 0) mismatches.push({ standard, intervals });
      for (const [who, when] of counted) if (who.licensedIn === undefined && intersection(open, when).length > 0) unknown.add(who);
    }
    return { mismatches, unknown: [...unknown] };
  }
}
