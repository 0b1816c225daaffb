/** What the recount is about: each case in a sentence, rosters for it, and how to tell that it really occurs in one. */
import type fc from "fast-check";
import {
  type AnyCase,
  busyGroups,
  casesAround,
  casesWithAgreements,
  casesWithBareEnds,
  casesWithExtras,
  couplesSessions,
  idsAlike,
  longDays,
  packCases,
  randomCase,
  type Setting,
  weighedGroups,
} from "./random-roster.ts";
import { type AnySession, hoursOf, type Recount } from "./recount.ts";
import { fixedClock, minutes, utc } from "./wall-clock.ts";

export interface RecountCase {
  /** A sentence about what matters to a clinic. */
  readonly name: string;
  readonly cases: fc.Arbitrary<AnyCase>;
  /** Whether it occurs in a roster. */
  occurs(counted: Recount, one: AnyCase): boolean;
  /** How many rosters, compared with other cases. */
  readonly weight: number;
}

/** The clocks change at these moments, in UTC. */
const CLOCKS_BACK: readonly Setting[] = [
  { timezone: "America/New_York", at: "2026-11-01T06:00" },
  { timezone: "America/St_Johns", at: "2026-11-01T04:30" },
  { timezone: "Europe/London", at: "2026-10-25T01:00" },
];
const CLOCKS_FORWARD: readonly Setting[] = [
  { timezone: "America/New_York", at: "2027-03-14T07:00" },
  { timezone: "America/St_Johns", at: "2027-03-14T05:30" },
  { timezone: "Europe/London", at: "2027-03-28T01:00" },
];
const HALF_AN_HOUR: readonly Setting[] = [
  { timezone: "Australia/Lord_Howe", at: "2027-04-03T15:00" },
  { timezone: "Australia/Lord_Howe", at: "2026-10-03T15:30" },
];
/**
 * Chile sets its clocks back at midnight, to the evening before, and forward over it; Newfoundland did so at 00:01 until 2011,
 * and in that year Samoa left out Friday, 30 December.
 */
const AT_MIDNIGHT: readonly Setting[] = [
  { timezone: "America/Santiago", at: "2026-04-05T03:00" },
  { timezone: "America/Santiago", at: "2026-09-06T04:00" },
  { timezone: "America/St_Johns", at: "2010-11-07T02:31" },
  { timezone: "Pacific/Apia", at: "2011-12-30T10:00" },
];
export const CLOCK_CHANGES = [...CLOCKS_BACK, ...CLOCKS_FORWARD, ...HALF_AN_HOUR, ...AT_MIDNIGHT];

/** By how much the clock is set forward within a session, in minutes; 0 for most. */
function changeIn({ roster }: AnyCase, session: AnySession): number {
  const { from, until, clock } = hoursOf(roster, session);
  return utc(clock.shows(until)) - until - (utc(clock.shows(from)) - from);
}

const changes = (one: AnyCase) => one.roster.sessions.map((session) => changeIn(one, session));
const finds = (rule: string, counted: Recount) => counted.findings.some((finding) => finding.rule === rule);
const written = ({ roster }: AnyCase) => JSON.stringify(roster.sessions);
const entries = (session: AnySession) =>
  [session.clinicians, session.patients, session.couples].flatMap((list) => (typeof list === "object" ? list : []));
const listed = (list: AnySession["patients"]) =>
  typeof list === "object" ? list.map((one) => (typeof one === "string" ? one : one.id)) : [];
const isCounted = ({ patients, couples }: AnySession) => typeof patients === "number" || typeof couples === "number";

/** Whether a session's stays begin or end while its clock shows what it shows twice. */
function comesTwice(one: AnyCase, session: AnySession): boolean {
  const { from, until, clock } = hoursOf(one.roster, session);
  return minutes(from, until + 1).filter((at) => clock.momentsOf(clock.shows(at)).length > 1).length > 30;
}

export const CASES: readonly RecountCase[] = [
  {
    name: "a group is over its ratio only while a therapist is late, on a break or away, and the finding says when",
    cases: busyGroups,
    occurs: (counted) => counted.findings.some(({ rule, spans }) => rule === "ratio-exceeded" && (spans ?? []).length > 0),
    weight: 2,
  },
  {
    name: "a couple takes one seat in couples and two in patients, whether it is listed as such, by its partners or both",
    cases: couplesSessions,
    occurs: (counted, { roster }) =>
      roster.sessions.some(({ patients, couples }, i) => {
        const partners = (roster.couples ?? []).filter(({ id }) => listed(couples).includes(id)).flatMap((one) => one.partners);
        return listed(patients).some((id) => partners.includes(id)) && counted.sessions[i]?.rows.some(({ per }) => per === "couples");
      }),
    weight: 2,
  },
  {
    name: "a headcount adds up with those who are named, and what needs names is said to be not checked",
    cases: randomCase,
    occurs: ({ notChecked }, { roster }) =>
      notChecked.includes("patient-double-booked") && roster.sessions.some((one) => isCounted(one) && entries(one).length > 0),
    weight: 2,
  },
  {
    name: "a pack has the roster rules on beside the rule that checks its own number",
    cases: packCases,
    occurs: ({ findings }) => findings.some(({ rule }) => rule === "session-unstaffed" || rule.endsWith("double-booked")),
    weight: 1,
  },
  {
    name: "trainees and others of a weight below 1 count exactly as much as each standard says",
    cases: weighedGroups,
    occurs: ({ sessions }) => sessions.some(({ rows }) => rows.some(({ worst }) => worst !== null && !Number.isInteger(worst.weight))),
    weight: 1,
  },
  {
    name: "a session with nobody who counts is unstaffed, and in a couples kind it lacks a couples therapist",
    cases: randomCase,
    occurs: (counted) => finds("session-unstaffed", counted) || finds("couples-therapist-missing", counted),
    weight: 2,
  },
  {
    name: "a person in two sessions at once is found, with the session that ends last, the hours in both and the people of both",
    cases: randomCase,
    occurs: ({ findings }) => findings.some(({ others }) => others !== undefined),
    weight: 2,
  },
  {
    name: "a session past midnight goes on the next day",
    cases: randomCase,
    occurs: ({ sessions }) => sessions.some(({ start, end }) => start.slice(0, 10) !== end.slice(0, 10)),
    weight: 1,
  },
  {
    name: "licenses, caseloads, weekly hours, billing codes, promises and the crisis line are judged by what the roster states",
    cases: casesWithExtras(60),
    occurs: (counted) => finds("license-mismatch", counted) || finds("caseload-exceeded", counted) || finds("crisis-coverage-gap", counted),
    weight: 3,
  },
  {
    name: "a clinician who works outside their available times or over their hours of the week is found, to the minute",
    cases: casesWithAgreements([{ at: "2026-11-30T18:00" }, ...CLOCKS_BACK]),
    occurs: (counted) => finds("outside-availability", counted) && finds("over-max-hours", counted),
    weight: 2,
  },
  {
    name: "a session of a minute more than eight hours is found, and one of eight hours is not",
    cases: longDays,
    occurs: (counted, { roster }) => finds("session-length-unlikely", counted) && roster.sessions.some(({ minutes = 0 }) => minutes <= 480),
    weight: 1,
  },
  {
    name: "ids that look alike are found among clinicians, patients, couples and sessions, each with the first of them",
    cases: idsAlike,
    occurs: ({ findings }) => findings.filter(({ rule }) => rule === "ids-look-alike").length > 1,
    weight: 2,
  },
  {
    name: "three hours of intensive sessions on one day are enough for H0015, in whichever parts",
    cases: casesWithExtras(200),
    occurs: (counted, one) =>
      /H0015/.test(written(one)) && !counted.findings.some(({ rule, detail }) => rule === "billing-code-mismatch" && detail === "H0015"),
    weight: 2,
  },
  {
    name: "a session over the hour that comes twice is as long as it lasts, and its times say which of the two is meant",
    cases: casesAround(CLOCKS_BACK),
    occurs: (_, one) => changes(one).includes(-60),
    weight: 1,
  },
  {
    name: "a person who comes or goes in the repeated hour is present in the right one of the two",
    cases: casesAround(CLOCKS_BACK),
    occurs: (_, one) => one.roster.sessions.some((session) => comesTwice(one, session) && /"(?:from|until)"/.test(JSON.stringify(session))),
    weight: 1,
  },
  {
    name: "a session over the hour that the clocks skip has its real length, and a person who comes after it is present",
    cases: casesAround(CLOCKS_FORWARD),
    occurs: (_, one) => changes(one).includes(60) && /"(?:from|until)"/.test(written(one)),
    weight: 1,
  },
  {
    name: "where the clocks are changed by half an hour, sessions are counted to the minute",
    cases: casesAround(HALF_AN_HOUR),
    occurs: (_, one) => changes(one).some((change) => Math.abs(change) === 30),
    weight: 1,
  },
  {
    name: "clocks that are set back over midnight, or skip a whole day, leave every session its day",
    cases: casesAround(AT_MIDNIGHT),
    occurs: (_, one) => changes(one).some((change) => change === -60 || change === 1440),
    weight: 1,
  },
  {
    name: "a bare end is the first such time after the start, also if its hour comes twice",
    cases: casesWithBareEnds(CLOCKS_BACK),
    occurs: (_, one) => /"end":"\d\d:\d\d"/.test(written(one)),
    weight: 1,
  },
  {
    name: "times with offsets from UTC need no zone, and each session is shown by the clock that its start was written with",
    cases: casesAround([{ at: "2026-11-30T18:00", offsets: true }]),
    occurs: (_, { roster }) =>
      roster.timezone === undefined && roster.sessions.some((one) => hoursOf(roster, one).clock.shows(0) !== fixedClock().shows(0)),
    weight: 1,
  },
  {
    name: "a clinic without a zone has the times of the clock on its wall, which never change",
    cases: casesAround([{ at: "2026-11-01T01:30" }, { at: "2027-03-14T02:30" }]),
    occurs: (_, { roster }) => roster.timezone === undefined && /"end"/.test(JSON.stringify(roster.sessions)),
    weight: 1,
  },
  {
    name: "a week in which the clocks change has its own hours on call, its own days for billing and its own sessions",
    cases: casesWithExtras(60, CLOCK_CHANGES),
    occurs: (counted) => finds("crisis-coverage-gap", counted),
    weight: 1,
  },
];
