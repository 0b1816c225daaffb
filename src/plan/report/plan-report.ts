/** A plan as data for the formats: ids of patients and couples masked, times in local words. */
import { type Finding, isWaived } from "../../audit/audit.ts";
import type { Document } from "../../document/document.ts";
import { groupedBy } from "../../grouped.ts";
import { count } from "../../message.ts";
import { type Mask, wordsOf } from "../../report/build/mask.ts";
import { RedactedDocument } from "../../report/build/redacted-document.ts";
import { intersection, without } from "../../roster/intervals.ts";
import { ROSTER_POLICY } from "../../roster/redaction-policy.ts";
import { byId, type Clinician, type Interval, localTime, type Roster, type Session } from "../../roster/roster.ts";
import { showDay } from "../../roster/time.ts";
import type { Cost } from "../cost.ts";
import type { Plan, PlannedChange, Vacancy } from "../plan.ts";
import type { Change } from "../staffing.ts";
import { obstacleInWords, type PlanSession, type PlanTime, type Words, wordsFor } from "./words.ts";

export interface PlanChange {
  readonly session: PlanSession;
  readonly clinician: string;
  readonly what: "joins" | "leaves" | "changes";
  readonly before: readonly PlanTime[];
  readonly after: readonly PlanTime[];
  /** Clinicians who could do it instead, and when they would be there. */
  readonly alternatives: readonly { readonly clinician: string; readonly times: readonly PlanTime[] }[];
}

export interface PlanStep {
  readonly session: PlanSession;
  readonly changes: readonly PlanChange[];
  /** The rules whose findings on the session are fixed. */
  readonly fixes: readonly string[];
}

export interface PlanRequest {
  readonly clinician: string;
  readonly times: readonly {
    readonly session: string;
    readonly day: string;
    readonly time: PlanTime;
    /** Whether the clinician has no other session that day. */
    readonly beginsDay: boolean;
  }[];
}

export interface PlanVacancy {
  readonly session: PlanSession;
  readonly people: number;
  readonly role: string;
  readonly states: readonly string[];
  readonly times: readonly PlanTime[];
  /** Changes for when a person is found. */
  readonly later: readonly string[];
  readonly obstacles: readonly { readonly clinician: string; readonly code: string; readonly reason: string }[];
}

/** A finding that is left after the plan. */
export interface PlanLeft {
  readonly rule: string;
  readonly severity: string;
  readonly session: PlanSession | null;
  readonly message: string;
  readonly why: string;
}

export interface Totals {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export interface PlanReport {
  readonly file: string;
  readonly program: string | null;
  readonly standards: readonly string[];
  readonly fix: "error" | "warning";
  /** Whether no plan has fewer vacancies, days and changes. */
  readonly isProven: boolean;
  readonly cost: Cost;
  /** What every plan costs at least. */
  readonly bound: Cost;
  readonly steps: readonly PlanStep[];
  readonly requests: readonly PlanRequest[];
  readonly vacancies: readonly PlanVacancy[];
  readonly left: readonly PlanLeft[];
  /** Findings that are not waived, before and after the plan. */
  readonly before: Totals;
  readonly after: Totals;
  readonly assumptions: readonly string[];
  /** Steps of the search. */
  readonly effort: number;
}

export interface Planned {
  readonly plan: Plan;
  readonly file: string;
  readonly document: Document;
  readonly mask: Mask;
}

export function planReport({ plan, file, document, mask }: Planned): PlanReport {
  const { roster, planned, before, after, options } = plan;
  const redacted = new RedactedDocument(document, [], { mask, showPatients: false, policy: ROSTER_POLICY });
  const words = wordsFor(roster, before, mask);
  const bySession = groupedBy(plan.changes, ({ session }) => session);
  return {
    file,
    program: roster.program === null ? null : mask.text(roster.program),
    standards: before.standards.map(({ name, file: own }) => wordsOf(own, name, mask)),
    fix: options.fix ?? "error",
    isProven: plan.isProven,
    cost: plan.cost,
    bound: plan.bound,
    steps: [...bySession].map(([session, changes]) => ({
      session: words.session(session),
      changes: changes.map((change) => changeRow(change, words)),
      fixes: [...new Set(changes.flatMap((change) => [...change.fixes, ...fixesOfClinician(change, plan)].map(({ rule }) => rule.id)))],
    })),
    requests: requestsOf(plan, words),
    vacancies: plan.vacancies.map((vacancy) => vacancyRow(vacancy, words)),
    left: plan.left.map((finding) => ({
      rule: finding.rule.id,
      severity: finding.severity,
      session: finding.violation.session ? words.session(finding.violation.session) : null,
      message: redacted.text(finding.violation.message),
      why: whyLeft(finding, plan),
    })),
    before: totals(before.findings),
    after: totals(after.findings),
    assumptions: assumptionsOf(plan, planned, words),
    effort: plan.steps,
  };
}

/** The findings about a clinician's whole week that are gone where a change takes time from the clinician. */
function fixesOfClinician({ clinician, before: was, after: is }: PlannedChange, { before, after }: Plan): Finding[] {
  if (without(was, is).length === 0) return [];
  const ofWeek = ({ violation }: Finding) => violation.session === undefined && violation.clinician?.id === clinician.id;
  const left = new Set(after.findings.filter(ofWeek).map(({ rule }) => rule));
  return before.findings.filter((one) => ofWeek(one) && !left.has(one.rule));
}

function changeRow({ session, clinician, before, after, alternatives }: PlannedChange, words: Words): PlanChange {
  const time = (one: Interval) => words.time(session, one);
  return {
    session: words.session(session),
    clinician: words.name(clinician),
    what: before.length === 0 ? "joins" : after.length === 0 ? "leaves" : "changes",
    before: before.map(time),
    after: after.map(time),
    alternatives: alternatives.map((one) => ({ clinician: words.name(one.clinician), times: one.times.map(time) })),
  };
}

/** Who has to be asked for what time, by clinician. */
function requestsOf({ changes, roster }: Plan, words: Words): PlanRequest[] {
  const asked = changes.flatMap((change) => without(change.after, change.before).map((time) => ({ ...change, time })));
  const byClinician = groupedBy(asked, ({ clinician }) => clinician);
  return [...byClinician]
    .sort(([a], [b]) => byId(a, b))
    .map(([clinician, times]) => ({
      clinician: words.name(clinician),
      times: times.map(({ session, time, beginsDay }) => ({
        session: words.session(session).id,
        day: showDay(localTime(roster, session, time.from)),
        time: words.time(session, time),
        beginsDay,
      })),
    }));
}

function vacancyRow({ session, people, role, states, times, later, obstacles }: Vacancy, words: Words): PlanVacancy {
  return {
    session: words.session(session),
    people,
    role,
    states,
    times: times.map((time) => words.time(session, time)),
    later: later.map((change) => laterInWords(change, session, words)),
    obstacles: obstacles.map(({ clinician, why }) => ({
      clinician: words.name(clinician),
      code: why.code,
      reason: obstacleInWords(why, session, words),
    })),
  };
}

/** `noor leaves the session`, `kim is in tue-evening 18:00–19:00`. */
function laterInWords({ session, clinician, times }: Change, vacant: Session, words: Words): string {
  const where = session === vacant ? "the session" : words.session(session).id;
  if (times.length === 0) return `${words.name(clinician)} leaves ${where}`;
  return `${words.name(clinician)} is in ${where} ${times.map((time) => words.time(session, time).words).join(" and ")}`;
}

/** Why a plan leaves a finding. */
function whyLeft({ rule, violation: { session } }: Finding, { roster, vacancies }: Plan): string {
  if (rule.resolvedBy === undefined) return "no staffing change can fix it";
  if (rule.resolvedBy === "patients") return "patients have to move, and a plan moves staff only";
  if (session === undefined) return "too many of the hours are in `fixed` or individual sessions";
  const own = roster.sessions[session.index];
  if (own?.fixed === true) return "the session is `fixed`";
  if (vacancies.some((one) => one.session === own)) return "a clinician is missing";
  return "no plan was found";
}

function totals(findings: readonly Finding[]): Totals {
  const of = (severity: string) => findings.filter((one) => one.severity === severity && !isWaived(one)).length;
  return { errors: of("error"), warnings: of("warning"), notes: of("note") };
}

/** The clinicians who could make one of several changes, but not all of them, because the times overlap. */
function offeredTwice(changes: Plan["changes"]): Clinician[] {
  const offers = changes.flatMap(({ session, alternatives }) => alternatives.map((one) => ({ session, ...one })));
  const clashes = offers.filter(({ session, clinician, times }) =>
    offers.some((other) => other.session !== session && other.clinician === clinician && intersection(other.times, times).length > 0),
  );
  return [...new Set(clashes.map(({ clinician }) => clinician))].sort(byId);
}

/** What the plan assumes about the people that it asks. */
function assumptionsOf({ changes, vacancies }: Plan, planned: Roster, words: Words): string[] {
  const asked = [
    ...new Set(changes.filter(({ before, after }) => without(after, before).length > 0).map(({ clinician }) => clinician)),
  ].sort(byId);
  const those = (lack: (clinician: Clinician) => boolean) => asked.filter(lack).map(words.name).join(", ");
  const sentences: string[] = [];
  const add = (who: string, sentence: (who: string) => string) => {
    if (who !== "") sentences.push(sentence(who));
  };
  for (const name of offeredTwice(changes).map(words.name))
    sentences.push(`${name} is named after \`or\` in sessions at the same time, and can be in one of them only.`);
  add(
    those(({ available }) => available === undefined),
    (who) => `The roster has no \`available\` times for ${who}, so the plan takes them as free unless they are away or in a session.`,
  );
  add(
    those(({ maxMinutes }) => maxMinutes === undefined),
    (who) => `The roster has no \`maxHours\` for ${who}, so the plan does not limit their hours.`,
  );
  const hasStates = planned.patients.some(({ state }) => state !== undefined);
  if (hasStates)
    add(
      those(({ licensedIn }) => licensedIn === undefined),
      (who) => `The roster has no \`licensedIn\` for ${who}, so their licenses were not checked.`,
    );
  if (asked.length > 0 && planned.onCall === undefined)
    sentences.push("The roster has no `onCall` section, so on-call times were not checked.");
  const counted = new Set([...changes, ...vacancies].flatMap(({ session }) => (session.hasHeadcount ? session : []))).size;
  if (counted > 0)
    sentences.push(
      `${count(counted, "session")} of the plan ${counted === 1 ? "has" : "have"} a headcount, so licenses and counselors were not checked there.`,
    );
  return sentences;
}
