/** Builds the staffing disclosure: the ratios, codes, lengths and staffing that a program may publish. It names no one. */
import type { Audit } from "../../audit/audit.ts";
import { isWorse, type LimitResult, type SessionResult } from "../../audit/limit-check.ts";
import { attendance, authority, staff } from "../../audit/phrases.ts";
import { groupedBy } from "../../grouped.ts";
import type { Clinician, Roster, Session } from "../../roster/roster.ts";
import { COUPLES_THERAPIST } from "../../roster/vocabulary.ts";
import type { EffectiveLimit } from "../../standards/combine.ts";
import type { Standard } from "../../standards/standard.ts";
import type { DisclosedKind, DisclosedLimit, Disclosure } from "../report.ts";
import { boundInWords } from "../wording.ts";
import { compare } from "./compare.ts";
import { type Mask, renderWithoutLines } from "./mask.ts";
import { boundOf } from "./sessions.ts";

/** The disclosure of a roster, without canceled sessions. */
export function disclosureOf(roster: Roster, audit: Audit, mask: Mask): Disclosure {
  const audited = audit.bySession.filter((one) => one !== null);
  const kinds = groupedBy(audited, ({ session }) => session.kind);
  const { standards } = audit;
  const [standard] = standards as readonly [Standard, ...Standard[]];
  const there = new Set(audited.flatMap(({ session }) => session.clinicians.map(({ who }) => who)));
  const roles = counted([...there].map((clinician) => roleOf(clinician, false, standard)));
  return {
    kinds: [...kinds].map(([kind, sessions]) => ofKind(kind, sessions, { roster, audit, standard, mask })),
    roles: [...roles].map(([role, clinicians]) => ({ role: mask.text(role), clinicians })).sort((a, b) => b.clinicians - a.clinicians),
  };
}

interface Context {
  readonly roster: Roster;
  readonly audit: Audit;
  /** The standard whose weights decide in which role a clinician counts. */
  readonly standard: Standard;
  readonly mask: Mask;
}

function ofKind(kind: string, audited: readonly SessionResult[], { roster, audit, standard, mask }: Context): DisclosedKind {
  const sessions = audited.map(({ session }) => session);
  const published = roster.publishedRatios.get(kind);
  const codes = new Set(sessions.flatMap(({ cpt }) => cpt ?? []));
  return {
    kind: mask.text(kind),
    title: titleOf(kind, audit.standards, mask),
    sessions: sessions.length,
    minutes: [...new Set(sessions.map(({ from, until }) => until - from))].sort((a, b) => a - b),
    published: published === undefined ? null : `${published.clinicians}:${published.seats}`,
    limits: limitsOf(audited, mask),
    doubleBooked: sessions.filter((session) => audit.conflicting.has(session)).length,
    unstaffed: audited.filter(({ staffed }) => !staffed).length,
    codes: [...codes].sort(compare).map((code) => mask.text(code)),
    withoutCode: sessions.filter(({ cpt }) => cpt === undefined).length,
    staffing: staffingOf(sessions, audited[0]?.isForCouples ?? false, standard, mask),
  };
}

/** A kind's title in the first standard that has one. */
export function titleOf(kind: string, standards: readonly Standard[], mask: Mask): string | null {
  const title = standards.flatMap(({ kinds }) => kinds.get(kind)?.title ?? [])[0];
  return title === undefined ? null : mask.text(title);
}

/** Each limit of a kind with the worst of its sessions' worst moments. */
function limitsOf(audited: readonly SessionResult[], mask: Mask): DisclosedLimit[] {
  const worst = new Map<EffectiveLimit, LimitResult>();
  const limits = new Set(audited.flatMap(({ results }) => results.map(({ effective }) => effective)));
  for (const one of audited.flatMap(({ results, attended }) => (attended ? results : []))) {
    const before = worst.get(one.effective);
    if (before === undefined || isWorse(one.worst, before.worst, one.effective)) worst.set(one.effective, one);
  }
  return [...limits].map((effective) => {
    const found = worst.get(effective);
    return {
      cap: boundInWords(boundOf(effective.limit)),
      authority: renderWithoutLines(authority(effective), mask),
      worst: found === undefined ? null : `${attendance(found.worst, effective)} with ${staff(found.worst, effective)}`,
      holds: found?.holds ?? true,
    };
  });
}

/** Clinicians per session by role, the most common role first. */
function staffingOf(sessions: readonly Session[], isForCouples: boolean, standard: Standard, mask: Mask): DisclosedKind["staffing"] {
  const perSession = sessions.map(({ clinicians }) => {
    const present = new Set(clinicians.map(({ who }) => who));
    return counted([...present].map((clinician) => roleOf(clinician, isForCouples, standard)));
  });
  const roles = new Set(perSession.flatMap((one) => [...one.keys()]));
  return [...roles]
    .map((role) => {
      const numbers = perSession.map((one) => one.get(role) ?? 0);
      // Not spread: a roster may have 100,000 sessions.
      const [least, most] = numbers.reduce(([low, high], n) => [Math.min(low, n), Math.max(high, n)], [Number.POSITIVE_INFINITY, 0]);
      return { role: mask.text(role), least, most };
    })
    .sort((a, b) => b.most - a.most || b.least - a.least || compare(a.role, b.role));
}

/** The role of a clinician: the first with the highest weight; in couples kinds, couples therapist. */
function roleOf({ roles }: Clinician, isForCouples: boolean, { weights }: Standard): string {
  if (isForCouples && roles.includes(COUPLES_THERAPIST)) return COUPLES_THERAPIST;
  const weight = (role: string) => weights.get(role) ?? 0;
  return roles.reduce((heaviest, role) => (weight(role) > weight(heaviest) ? role : heaviest), roles[0] ?? "without a role");
}

/** The number of occurrences of each word, in the order of first appearance. */
function counted(words: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return times;
}
