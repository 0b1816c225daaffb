/** Weeks as calendars and as FHIR data. Shares no code with the readers. */
import { clockFor, FOR_ONE, instant, type PlainSession, type PlainWeek, pairsIn, type Stay } from "./plain-week.ts";
import { utcText } from "./wall-clock.ts";
import {
  areFirst,
  type Form,
  isSaidByCode,
  mappedClinicians,
  titleRules,
  type Written,
  withoutFacts,
  withoutStays,
  withSessions,
} from "./written-forms.ts";

const WINDOWS: Readonly<Record<string, string>> = {
  "America/New_York": "Eastern Standard Time",
  "Europe/Berlin": "W. Europe Standard Time",
  "Australia/Lord_Howe": "Lord Howe Standard Time",
  "America/Phoenix": "US Mountain Standard Time",
};

const packed = (local: string) => `${local.replace(/[-:]/g, "")}00`;

/** A line of at most 75 bytes and its continuations, each byte as a character of Latin 1. */
function folded(line: string, isFolded: boolean): string {
  const bytes = Buffer.from(line);
  if (!isFolded || bytes.length <= 75) return bytes.toString("latin1");
  const parts: string[] = [];
  // Characters of several bytes are divided too.
  for (let at = 0; at < bytes.length; at += 74) parts.push(bytes.subarray(at, at + 74).toString("latin1"));
  return parts.join("\r\n ");
}

const quoted = (text: string) => `"${text.replaceAll("^", "^^").replaceAll('"', "^'").replaceAll("\n", "^n")}"`;
const escapedText = (text: string) => text.replace(/[\\,;]/g, "\\$&").replaceAll("\n", "\\n");

interface Event {
  readonly session: PlainSession;
  /** The starts of all of its occurrences, the session's own first. */
  readonly starts: readonly number[];
}

/** The session on later days of the week at the same time by the clock. */
function repeated(week: PlainWeek, session: PlainSession, days: number): PlainSession[] {
  const clock = clockFor(week.timezone);
  const shown = clock.shows(session.from);
  return Array.from({ length: days }, (_, i) => {
    const day = new Date(Date.parse(`${shown.slice(0, 10)}T00:00Z`) + (i + 1) * 86_400_000).toISOString().slice(0, 10);
    const [from] = clock.momentsOf(`${day}${shown.slice(10)}`);
    return from === undefined ? null : { ...session, from, until: from + session.until - session.from };
  }).filter((one) => one !== null);
}

const keyOfSession = ({ from, kind, clinicians }: PlainSession) => JSON.stringify([from, kind, clinicians.map(({ who }) => who).sort()]);

/** A calendar with an event for each session. Some recur, which is one event more for each day. */
const calendar: Form = {
  name: "a calendar",
  prepare(given, choose) {
    const isByAddress = choose(true, false);
    const style = given.timezone === null ? "floating" : choose("utc", "zone", "windows", "prefixed");
    const isSaid = (one: PlainSession) => {
      // An event without a clinician waits for the names of clinicians.
      const isStaffed = one.clinicians.length > 0;
      const hasPeople = one.patients.length > 0 && one.counted.patients === null && one.counted.couples === null;
      return isStaffed && hasPeople && (style === "utc" || areFirst(given, [one.from, one.until]));
    };
    const base = given.sessions.filter(isSaid).map((one) => {
      const { patients, kind } = one;
      return withoutStays(FOR_ONE.has(kind) ? { ...one, patients: patients.slice(0, 1) } : one);
    });
    const taken = new Set(base.map(keyOfSession));
    const lastDay = new Date(Date.parse(`${given.week}T00:00Z`) + 6 * 86_400_000).toISOString().slice(0, 10);
    const clock = clockFor(given.timezone);
    const events = base.map((session): Event & { readonly all: readonly PlainSession[] } => {
      // An instant that recurs is at the same time in UTC, not by the clock.
      const days = style === "utc" || session.isCanceled ? 0 : choose(0, 0, 1, 2, 3);
      const later = repeated(given, session, days);
      const fits = later.every((one) => clock.shows(one.from).slice(0, 10) <= lastDay && !taken.has(keyOfSession(one)) && isSaid(one));
      const all = fits && later.length === days ? [session, ...later] : [session];
      for (const one of all) taken.add(keyOfSession(one));
      return { session, starts: all.map(({ from }) => from), all };
    });
    const sessions = events.flatMap(({ all }) => all).sort((a, b) => a.from - b.from);
    const plain = withSessions(
      withoutFacts({ ...given, clinicians: given.clinicians.map((one) => ({ ...one, shifts: [] })) }),
      sessions,
      false,
    );
    const carried = isByAddress ? { ...plain, couples: [] } : plain;
    return { carried, write };

    function write(): Written {
      const nameOf = (who: number) => carried.clinicians[who]?.name as string;
      const addressOf = (who: number) => `${carried.clinicians[who]?.id}@clinic.example`;
      const mappedName = carried.clinicians.map((_, who) => choose(nameOf(who), addressOf(who)));
      const byCode = choose(true, false);
      const untold = carried.sessions.filter((one) => !byCode || !isSaidByCode(one)).map(({ kind }) => kind);
      const time = (name: string, moment: number) => {
        const zone = given.timezone as string;
        if (style === "utc") return `${name}:${packed(utcText(moment))}Z`;
        const local = packed(clockFor(given.timezone).shows(moment));
        if (style === "floating") return `${name}:${local}`;
        const id =
          style === "windows" ? (WINDOWS[zone] as string) : style === "prefixed" ? `/freeassociation.sourceforge.net/${zone}` : zone;
        return `${name};TZID=${choose(id, quoted(id))}:${local}`;
      };
      const lines = events.flatMap(({ session, starts }, i) => {
        const [first = 0] = starts;
        const minutes = session.until - session.from;
        const pairs = isByAddress ? [] : pairsIn(carried, session);
        const alone = session.patients.filter(({ who }) => !pairs.flat().includes(who));
        const guest = (who: number) => {
          const { name, address } = carried.people[who] as PlainWeek["people"][number];
          const role = choose("", ";ROLE=REQ-PARTICIPANT", ";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED", ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE");
          if (isByAddress)
            return `ATTENDEE${role}${choose("", `;CN=${quoted(name)}`)}:${choose("mailto:", "MAILTO:")}${choose(address, address.toUpperCase())}`;
          return `ATTENDEE${role};CN=${quoted(name)}:invalid:nomail`;
        };
        const staff = ({ who }: { readonly who: number }, isHost: boolean) =>
          `${isHost ? "ORGANIZER" : "ATTENDEE"};CN=${quoted(nameOf(who))}:mailto:${addressOf(who)}`;
        const end = until(minutes, first);
        return [
          "BEGIN:VEVENT",
          `UID:event-${i}`,
          `DTSTAMP:20261101T000000Z`,
          time("DTSTART", first),
          ...end,
          ...(starts.length > 1 ? [`RRULE:${choose("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU")};COUNT=${starts.length}`] : []),
          `SUMMARY:${escapedText(session.title)}`,
          ...session.clinicians.map((one, n) => staff(one, n === 0)),
          // The organizer is often among the attendees as well.
          ...(session.clinicians.length > 0 && choose(false, true) ? [staff(session.clinicians[0] as { who: number }, false)] : []),
          ...alone.map(({ who }) => guest(who)),
          ...pairs.map((pair) => `ATTENDEE;CN=${quoted(pair.map((who) => carried.people[who]?.name).join(" & "))}:invalid:nomail`),
          ...choose(
            [],
            ["ATTENDEE;PARTSTAT=DECLINED;CN=Zoe Zane:mailto:zoe@example.org", "ATTENDEE;CUTYPE=ROOM;CN=Room 1:mailto:room@clinic.example"],
          ),
          ...(session.code === null ? [] : [choose(`CATEGORIES:${session.code}`, `X-BILLING-CODE:${session.code}-95`)]),
          ...(session.isCanceled ? ["STATUS:CANCELLED"] : choose([], ["STATUS:CONFIRMED"])),
          'DESCRIPTION:said \\"hi\\"\\, left\\; early\\nback',
          "END:VEVENT",
        ];
      });
      const isFolded = choose(false, true);
      const text = ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].map((line) => folded(line, isFolded)).join("\r\n");
      const isOption = choose(true, false);
      const zone = given.timezone === null ? {} : { timezone: given.timezone };
      return {
        files: [{ name: "week.ics", bytes: new Uint8Array(Buffer.from(text, "latin1")) }],
        mapping: {
          ...{ mapping: 1, from: "ics" },
          ...(isOption ? {} : zone),
          ...(isByAddress ? {} : { couples: { joinedBy: " & " } }),
          ...(untold.length === 0 ? {} : { kinds: titleRules(untold) }),
          clinicians: mappedClinicians(carried, (who) => mappedName[who] as string),
        },
        options: { ...(isOption ? zone : {}), ...choose({}, { week: given.week }) },
        keys: new Map(carried.people.map(({ name, address }, who) => [isByAddress ? address : name, who])),
      };

      function until(minutes: number, first: number): string[] {
        const hours = Math.floor(minutes / 60);
        const lasts = `DURATION:PT${hours > 0 ? `${hours}H` : ""}${minutes % 60 > 0 ? `${minutes % 60}M` : ""}`;
        return [choose(time("DTEND", first + minutes), lasts)];
      }
    }
  },
};

const CPT = "http://www.ama-assn.org/go/cpt";
const HCPCS = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets/hcpcs";

/** FHIR data: an appointment for each session, or one for each patient with a slot or a group in common. */
const fhir: Form = {
  name: "FHIR data",
  prepare(before, choose) {
    const given = { ...before, timezone: before.timezone ?? "Etc/UTC" };
    const sessions = given.sessions.map((one) => {
      const { patients, counted, clinicians, kind } = one;
      if (patients.length === 0 || counted.patients !== null || counted.couples !== null) return null;
      // One appointment has one time for all of its clinicians.
      const stays = new Set(clinicians.map((each) => JSON.stringify(each.stays)));
      const isOne = stays.size <= 1 && (clinicians[0]?.stays?.length ?? 1) === 1;
      return {
        ...one,
        clinicians: isOne ? clinicians : clinicians.map(({ who }) => ({ who, stays: null })),
        patients: FOR_ONE.has(kind) ? patients.slice(0, 1) : patients,
      };
    });
    const hasHours = choose(false, true);
    const withHours = hasHours ? given : { ...given, clinicians: given.clinicians.map((one) => ({ ...one, shifts: [] })) };
    const carried = { ...withSessions(withHours, sessions, false), couples: [] };
    return { carried, write };

    function write(): Written {
      const nameOf = (who: number) => carried.clinicians[who]?.name as string;
      const at = (moment: number) => {
        const text = instant(carried, moment).replace(/(T\d\d:\d\d)/, "$1:00");
        return choose(text, `${utcText(moment)}:00Z`, `${utcText(moment)}:00.000Z`);
      };
      const period = (stay: Stay | null) => (stay === null ? {} : { period: { start: at(stay.from), end: at(stay.until) } });
      const staff = (who: number, stay: Stay | null) => ({
        actor: choose({ reference: `Practitioner/s${who}` }, { reference: `Practitioner/s${who}`, display: nameOf(who) }),
        ...{ status: "accepted", ...period(stay) },
      });
      const patient = (who: number, stay: Stay | null) => ({
        ...{ actor: { reference: `Patient/p${who}` }, status: choose("accepted", "needs-action"), ...period(stay) },
      });
      const extra = choose([], [{ actor: { reference: "Location/room" }, status: "accepted" }]);
      const appointments = carried.sessions.flatMap((session, i): object[] => {
        const { title, code, isCanceled, from, until, clinicians } = session;
        const service = { text: title, ...(code === null ? {} : { coding: [{ system: code.startsWith("9") ? CPT : HCPCS, code }] }) };
        const isApart = choose(false, true) && !FOR_ONE.has(session.kind);
        const common = (n: number) => ({
          ...{ resourceType: "Appointment", id: `a${i}-${n}`, start: at(from) },
          status: isCanceled ? "cancelled" : choose("booked", "arrived", "fulfilled", "noshow"),
          ...choose({ end: at(until) }, { minutesDuration: until - from }),
          serviceType: [service],
          ...(isApart ? { slot: [{ reference: `Slot/session-${i}` }] } : {}),
        });
        const leading = clinicians.flatMap(({ who, stays }) => staff(who, stays?.[0] ?? null));
        const attending = session.patients.flatMap(({ who, stays }) => (stays ?? [null]).map((stay) => patient(who, stay)));
        if (!isApart) return [{ ...common(0), participant: [...leading, ...attending, ...extra] }];
        const booked = attending.map((one, n) => ({ ...common(n), participant: [...leading, one] }));
        const slot = { resourceType: "Slot", id: `session-${i}`, status: "busy", start: at(from), end: at(until) };
        return [{ ...slot, schedule: { reference: "Schedule/program" } }, ...booked];
      });
      const hours = carried.clinicians.flatMap(({ shifts }, who) =>
        shifts.flatMap(({ from, until }, n) => [
          ...(n === 0 ? [{ resourceType: "Schedule", id: `of-${who}`, actor: [{ reference: `Practitioner/s${who}` }] }] : []),
          {
            ...{ resourceType: "Slot", id: `hours-${who}-${n}`, schedule: { reference: `Schedule/of-${who}` } },
            ...{ status: n === 0 ? "free" : choose("free", "busy"), start: at(from), end: at(until) },
          },
        ]),
      );
      const resources = [
        ...carried.clinicians.map(({ name }, who) => ({ resourceType: "Practitioner", id: `s${who}`, name: [{ text: name }] })),
        ...carried.people.map(({ name, counselor, state }, who) => ({
          ...{ resourceType: "Patient", id: `p${who}`, name: [{ text: name }], birthDate: "1980-02-29" },
          ...(counselor === null ? {} : { generalPractitioner: [{ reference: `Practitioner/s${counselor}` }] }),
          ...(state === null ? {} : { address: [{ state }] }),
        })),
        { resourceType: "Schedule", id: "program", actor: [{ reference: "HealthcareService/iop" }] },
        ...hours,
        ...appointments,
      ];
      const text = choose(
        JSON.stringify({ resourceType: "Bundle", type: "searchset", entry: resources.map((resource) => ({ resource })) }),
        resources.map((one) => JSON.stringify(one)).join("\n"),
      );
      const byCode = choose(true, false);
      const untold = carried.sessions.filter((one) => !byCode || !isSaidByCode(one)).map(({ kind }) => kind);
      const isOption = choose(true, false);
      return {
        files: [{ name: choose("week.json", "week.ndjson"), bytes: new TextEncoder().encode(text) }],
        mapping: {
          ...{ mapping: 1, from: "fhir" },
          ...(isOption ? {} : { timezone: carried.timezone as string }),
          ...(untold.length === 0 ? {} : { kinds: titleRules(untold) }),
          clinicians: mappedClinicians(carried, (who) => (choose(true, false) ? nameOf(who) : `Practitioner/s${who}`)),
        },
        options: { ...(isOption ? { timezone: carried.timezone as string } : {}), ...choose({}, { week: given.week }) },
        keys: new Map(carried.people.map((_, who) => [`Patient/p${who}`, who])),
      };
    }
  },
};

export const FEED_FORMS: readonly Form[] = [calendar, fhir];
