/** The sessions of a drawn week, with the text for drawing, table and sentences. */
import { type ClockHours, showClockOfDay } from "../../../clock.ts";
import { groupedBy } from "../../../grouped.ts";
import { count } from "../../../message.ts";
import { byHarm } from "../../finding-order.ts";
import type { Breach, CalendarSession, Piece, ReportFinding, ReportRoster, ReportSession } from "../../report.ts";
import { limitInWords, waiverInWords } from "../../wording.ts";

/** A drawn session with its findings. */
export interface DrawnSession {
  readonly drawn: CalendarSession;
  readonly session: ReportSession;
  /** Its number, 1 for the first of the week, which identifies a small block. */
  readonly number: number;
  /** All its findings, the worst first, including waived ones. */
  readonly findings: readonly ReportFinding[];
  /** `8 patients · 1 therapist · limit 1:6`. */
  readonly numbers: string;
  /** `2 patients too many for 30 min, 18:00–18:30`; if there are several, also with the limit; says if it is waived. */
  readonly breaches: readonly string[];
  /** The reasons and last days of waived breaches. */
  readonly waivers: readonly string[];
  /** `1 error (clinician-double-booked)`: the findings that do not affect the verdict; null if there are none. */
  readonly others: string | null;
  /** The highest severity of these findings; null if there are none. */
  readonly othersSeverity: "error" | "warning" | null;
}

/** The drawn sessions of a roster, by start. */
export function drawnSessions({ findings }: ReportRoster, sessions: readonly CalendarSession[]): DrawnSession[] {
  const bySession = groupedBy(findings, ({ subject }) => subject);
  return sessions.map((drawn, i) => {
    const { session } = drawn;
    const isWaived = ({ waiver }: ReportFinding) => (waiver === null ? 0 : 1);
    const found = [...(bySession.get(session) ?? [])].sort((a, b) => isWaived(a) - isWaived(b) || byHarm(a, b));
    const broken = found.filter(({ breach }) => breach !== null);
    const others = found.filter(({ breach, waiver, severity }) => breach === null && waiver === null && severity !== "note");
    return {
      ...{ drawn, session, number: i + 1, findings: found },
      numbers: figuresOf(drawn).join(" · "),
      breaches: [...new Set(broken.map((finding) => breachInWords(finding, session, broken.length > 1)))],
      waivers: [...new Set(broken.flatMap(({ waiver }) => (waiver === null ? [] : `waived ${waiverInWords(waiver)}`)))],
      others: others.length === 0 ? null : othersInWords(others, session),
      othersSeverity: others.length === 0 ? null : others.some(({ severity }) => severity === "error") ? "error" : "warning",
    };
  });
}

/** A breach in words. One of several also names its limit, because several numbers would seem contradictory. */
function breachInWords({ breach, limitIndex, standards, waiver }: ReportFinding, session: ReportSession, isOneOfSeveral: boolean): string {
  const { howMuch, duration, when } = breach as Breach;
  const row = limitIndex === null ? undefined : session.limits[limitIndex];
  const whose = isOneOfSeveral && row !== undefined ? ` (${limitInWords(row)}, ${standards.join(", ")})` : "";
  return `${howMuch}${whose} for ${duration.words}, ${when}${waiver === null ? "" : ", waived"}`;
}

function othersInWords(findings: readonly ReportFinding[], { verdict }: ReportSession): string {
  const other = verdict === "breach" ? "other " : "";
  const parts = (["error", "warning"] as const).flatMap((severity) => {
    const rules = findings.filter((one) => one.severity === severity).map(({ rule }) => rule);
    return rules.length === 0 ? [] : `${count(rules.length, `${other}${severity}`)} (${[...new Set(rules)].join(", ")})`;
  });
  return parts.join(" and ");
}

/** A part of a session on a day. */
export interface Block {
  readonly one: DrawnSession;
  readonly piece: Piece;
  /** Whether it is the first part of the session. */
  readonly isFirst: boolean;
}

/** All parts of sessions, each on its day. */
export function blocksOf(sessions: readonly DrawnSession[]): Block[] {
  return sessions.flatMap((one) => one.drawn.pieces.map((piece, i) => ({ one, piece, isFirst: i === 0 })));
}

/** The attendance, staff and limit of a session. If it has no limit, the verdict says so. */
export function figuresOf({ attendance, staff, cap }: CalendarSession): string[] {
  return [attendance, staff, ...(cap === null ? [] : [cap])];
}

/** The parts of a piece that break a limit, and whether each is waived. */
export function brokenWithin({ findings }: DrawnSession, piece: Piece): { readonly part: Piece; readonly isWaived: boolean }[] {
  const end = piece.moment + piece.until - piece.from;
  return findings.flatMap(({ breach, waiver }) =>
    (breach?.pieces ?? [])
      .filter(({ moment }) => moment >= piece.moment && moment < end)
      .map((part) => ({ part, isWaived: waiver !== null })),
  );
}

/** `18:00–18:30`, or `6:00 PM–6:30 PM`. */
export function clocks({ from, until }: Pick<Piece, "from" | "until">, hours: ClockHours): string {
  return `${showClockOfDay(from, hours)}–${showClockOfDay(until, hours)}`;
}
