/** The load of the week: each clinician's hours, each kind's seats, and on-call hours. Each chart is part of a table with its numbers. */
import type { ClockHours } from "../../../clock.ts";
import type { Calendar, CalendarDay, ClinicianLoad, KindLoad, Piece } from "../../report.ts";
import { clocks } from "../week/drawn-session.ts";
import { between, type Content, heading, html, type Markup, prose, scrolling, table, titled, words } from "./html-template.ts";
import type { PageModel, RosterOnPage } from "./page-model.ts";

/** Minimum width of a mark in a week's strip, in hours, so that it is visible. */
const LEAST_SEEN = 0.5;
/** Maximum times to spell out for screen readers. */
const MAX_SPOKEN = 30;

/** The load of a roster; empty if it was not audited. */
export function staffLoad(_: PageModel, { calendar, suffix, level }: RosterOnPage): Markup {
  if (calendar === null) return html``;
  const chart = (title: string, content: Markup) =>
    content.text === "" ? content : html`${heading(level, html`class="chart-title"`, title)}${content}`;
  return html`${chart("Clinicians", clinicians(calendar, suffix))}${chart("Seats by kind", kinds(calendar, suffix))}${chart("On call", onCall(calendar))}`;
}

function weekOf({ grids }: Calendar): readonly CalendarDay[] {
  return grids[0]?.days ?? [];
}

function clinicians(calendar: Calendar, suffix: string): Markup {
  const days = weekOf(calendar);
  const { omittedClinicians, clinicians: loads } = calendar;
  if (loads.length === 0) return html``;
  const columns = [...titled("Clinician", "Sessions", "Hours", "Double-booked", "Away"), { title: "The week", head: dayNames(days) }];
  const caption = html`All sessions except canceled ones; each minute counts once. The strips show the week: <span class="key present"></span> in a session,
    <span class="key twice"></span> double-booked, <span class="key away"></span> away.`;
  const rows = loads.map((one) => clinicianRow(one, days, calendar.clockHours));
  return html`
    ${scrolling(`Clinicians${suffix} as a table`, table(columns, rows, { caption, name: "load" }))}
    ${omittedClinicians > 0 && html`<p>${omittedClinicians} more clinicians are not listed. The list shows those with the most hours.</p>`}`;
}

/** The days above a strip. */
function dayNames(days: readonly CalendarDay[]): Markup {
  return html`<span class="days">${days.map(({ name }) => html`<span>${name.replace(/, \w+/, "")}</span> `)}</span>`;
}

function clinicianRow(
  { id, roles, sessions, planned, doubleBooked, away, missing, pieces }: ClinicianLoad,
  days: readonly CalendarDay[],
  hours: ClockHours,
): Content[] {
  const isBad = (words: string, minutes: number) => (minutes > 0 ? html`<strong>${words}</strong>` : words);
  return [
    html`${words(id)}<span class="more">${between(roles.map(words))}</span>`,
    sessions,
    planned.words,
    isBad(doubleBooked.words, doubleBooked.minutes),
    html`${away?.words ?? "not known"}${missing.minutes > 0 && html`<strong class="more">${missing.words} of it in sessions</strong>`}`,
    pieces === null ? "not drawn: times have offsets, but the roster has no time zone" : clinicianStrip(pieces, days, hours),
  ];
}

function clinicianStrip(pieces: NonNullable<ClinicianLoad["pieces"]>, days: readonly CalendarDay[], hours: ClockHours): Markup {
  const { present, doubleBooked, away } = pieces;
  const spoken = [
    ...spokenTimes("in sessions", present, days, hours),
    ...spokenTimes("double-booked", doubleBooked, days, hours),
    ...spokenTimes("away", away, days, hours),
  ];
  return strip(days, spoken.length === 0 ? "nothing in the week" : spoken.join("; "), [
    rects(away, days, "away", 0, 10),
    rects(present, days, "present", 2, 6),
    rects(doubleBooked, days, "twice", 0, 10),
  ]);
}

/** Text for screen readers: `in sessions Mon, Nov 30 18:00–19:30; Tue, Dec 1 18:30–19:15`; empty without pieces. */
function spokenTimes(what: string, pieces: readonly Piece[], days: readonly CalendarDay[], hours: ClockHours): string[] {
  if (pieces.length === 0) return [];
  const names = new Map(days.map(({ day, name }) => [day, name]));
  const times = pieces.slice(0, MAX_SPOKEN).map((piece) => `${names.get(piece.day) ?? ""} ${clocks(piece, hours)}`);
  return [`${what} ${times.join("; ")}${pieces.length > MAX_SPOKEN ? " and more" : ""}`];
}

/** The strip of seven days; one unit is an hour. */
function strip(days: readonly CalendarDay[], alternative: string, marks: readonly Content[]): Markup {
  const width = 24 * days.length;
  const lines = days.slice(1).map((_, i) => html`<rect class="midnight" x="${24 * (i + 1) - 0.1}" width="0.2" height="10"/>`);
  return html`<svg class="strip" viewBox="0 0 ${width} 10" preserveAspectRatio="none" role="img" aria-label="${alternative}">${lines}${marks}</svg>`;
}

function rects(pieces: readonly Piece[], days: readonly CalendarDay[], name: string, y: number, height: number): Content {
  const columns = new Map(days.map(({ day }, i) => [day, i]));
  return pieces.flatMap(({ day, from, until }) => {
    const column = columns.get(day);
    if (column === undefined) return [];
    const width = Math.max(LEAST_SEEN, (until - from) / 60);
    return html`<rect class="${name}" x="${rounded(24 * column + from / 60)}" y="${y}" width="${rounded(width)}" height="${height}"/>`;
  });
}

/** A number for SVG, with at most 3 decimals. */
function rounded(number: number): number {
  return Number(number.toFixed(3));
}

function kinds({ kinds: loads }: Calendar, suffix: string): Markup {
  if (loads.length === 0) return html``;
  const most = Math.max(1, ...loads.map(({ used, open, over, unstaffed }) => used + open + over + unstaffed));
  const columns = titled("Kind", "Sessions", "Counted in", "Taken", "Open", "Too many", "Without staff", "Seats");
  const caption = html`Each session at the worst moment of its tightest limit: <span class="key used"></span> taken, <span class="key open"></span> open,
    <span class="key over"></span> too many, or without a clinician who counts. Open seats of double-booked sessions are not counted.`;
  const rows = loads.map((one) => kindRow(one, most));
  return scrolling(`Seats by kind${suffix} as a table`, table(columns, rows, { caption, name: "load" }));
}

function kindRow({ kind, title, per, sessions, used, open, over, unstaffed }: KindLoad, most: number): Content[] {
  const name = html`${words(kind)}${title !== null && html`<span class="more">${words(title)}</span>`}`;
  if (per === null) return [name, sessions, "no limit"];
  const isBad = (n: number) => (n > 0 ? html`<strong>${n}</strong>` : n);
  const bar = (name: string, x: number, width: number, y: number, height: number) =>
    width > 0 && html`<rect class="${name}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  const said = `${used} taken, ${open} open, ${over} too many, ${unstaffed} without staff`;
  return [
    ...[name, sessions, per, used, open, isBad(over), isBad(unstaffed)],
    html`<svg class="bar" viewBox="0 0 ${most} 10" preserveAspectRatio="none" role="img" aria-label="${said}">
      ${bar("used", 0, used, 2, 6)}${bar("open", used, open, 4, 2)}${bar("over", used + open, over + unstaffed, 0, 10)}</svg>`,
  ];
}

function onCall(calendar: Calendar): Markup {
  const { onCall: week } = calendar;
  const days = weekOf(calendar);
  if (week.unknown !== null) return html`<p>Unknown: ${prose(week.unknown)}.</p>`;
  const { hours, shifts, gaps, judge } = week;
  const onShift = shifts.flatMap(({ pieces }) => pieces);
  const free = gaps.flatMap(({ pieces }) => pieces);
  const called = [...new Set(shifts.map(({ clinician }) => clinician))];
  const found = gaps.length === 0 ? "an on-call clinician is free at every moment" : gaps.length === 1 ? "1 gap" : `${gaps.length} gaps`;
  return html`
    <p>In the ${rounded(hours)} hours of the week: <strong>${found}</strong>${gaps.length > 0 && " without a free on-call clinician"}.${!judge.isOn && html` No standard in use checks on-call gaps (rule <code>${judge.rule}</code>), so they are not findings.`}</p>
    <div class="on-call">${dayNames(days)}
    ${strip(days, found, [rects(onShift, days, "present", 2, 6), rects(free, days, "gap", 0, 10)])}</div>
    ${
      gaps.length > 0 &&
      html`<ul class="gaps">${gaps.slice(0, MAX_SPOKEN).map(({ from, until, duration }) => html`<li>${from} to ${until}, ${duration.words}</li>`)}
      ${gaps.length > MAX_SPOKEN && html`<li>and ${gaps.length - MAX_SPOKEN} more</li>`}</ul>`
    }
    <p class="quiet"><span class="key present"></span> on call, <span class="key gap"></span> no one is free. Shifts: ${called.length === 0 ? "none" : between(called.map(words))}.</p>`;
}
