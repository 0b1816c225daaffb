/** The capacity of a week for people at a terminal. */
import stringWidth from "string-width";
import { groupedBy } from "../../grouped.ts";
import { count } from "../../message.ts";
import { paragraph, sanitize, withoutCommands } from "../../report/sanitize.ts";
import type { Style } from "../../report/style.ts";
import { sessionInWords } from "../../report/wording.ts";
import type { AbsenceRow, Added, CapacityReport } from "./capacity-report.ts";

const CELLS = { fine: "fine", cover: "cover", gap: "GAP" } as const;

export function capacityText(report: CapacityReport, { width, style }: { readonly width: number; readonly style: Style }): string {
  const lines: string[] = [];
  const add = (text: string, indent = "  ") => lines.push(...paragraph(text, width, indent));
  const title = (text: string) => lines.push(...(lines.length === 0 ? [] : [""]), style.bold(text));
  if (report.errors > 0) lines.push(...paragraph(errorsInWords(report), width, "").map((line) => style.yellow(line)));
  title("Open seats");
  if (report.seats.length === 0) add("No kind of session has a limit on seats.");
  for (const { kind, unit, open, withFree, sessions } of report.seats) {
    add(
      `${kind}: seats for ${count(open, unit.slice(0, -1))} now${withFree > open ? `, up to ${withFree} if all free clinicians join` : ""}`,
    );
    for (const one of sessions) {
      const free = one.free.length === 0 ? "" : `, ${withFreeInWords(one)}`;
      add(`${sessionInWords(one.session)} · ${one.session.when} · ${one.open} now${free}`, "    ");
    }
  }
  if (report.seats.some(({ open, withFree }) => withFree > open)) add(EACH_ALONE);
  for (const one of report.asked) {
    title(`If ${sanitize(one.clinician)} is out ${sanitize(one.when)}`);
    for (const sentence of absenceInWords(one)) add(sentence);
  }
  if (report.added.length > 0) title("If more come");
  for (const one of report.added) add(addedInWords(one));
  title("Who may be out");
  const { days, fine, cover } = report.survives;
  if (days === 0) add("No session needs a clinician who counts toward its limits.");
  else {
    for (const line of absenceTable(report.absences)) lines.push(`  ${sanitize(line)}`);
    add(LEGEND);
    add(`${count(days, "clinician-day")}: ${fine} fine, ${cover} can be covered, ${count(days - fine - cover, "gap")}.`);
  }
  const telling = report.absences.filter(({ outcome }) => outcome !== "fine");
  if (telling.length > 0) title("What to do if they are out");
  for (const one of telling) add(`${one.clinician} ${one.when}: ${absenceInWords(one).join(" ")}`);
  return `${withoutCommands(lines.join("\n"))}\n`;
}

export const EACH_ALONE = "Each session is taken alone: a clinician who is free for two sessions at the same time is counted for both.";
export const LEGEND =
  "fine: no new error. cover: free clinicians can cover. GAP: a clinician is missing. -: no session needs the clinician that day.";

export function errorsInWords({ errors }: CapacityReport): string {
  return `The week has ${count(errors, "error")}. A session with an error has no open seats. Fix the errors first; \`plan\` finds the changes.`;
}

/** `40 if brandt and kim join`. */
export function withFreeInWords({ withFree, free }: CapacityReport["seats"][number]["sessions"][number]): string {
  return `${withFree} if ${free.join(", ").replace(/, (?=[^,]*$)/, " and ")} ${free.length === 1 ? "joins" : "join"}`;
}

/** What happens if a clinician is out. */
export function absenceInWords({ sessions, outcome, cover, missing, isOnCall }: AbsenceRow): string[] {
  const call = isOnCall ? ["Another clinician has to be on call."] : [];
  if (sessions.length === 0) return ["There are no sessions to cover.", ...call];
  if (outcome === "fine") return [`No new error in ${sessions.join(", ")}.`, ...call];
  const covered = cover.map(({ clinician, session, times }) =>
    times.length === 0 ? `${clinician} leaves ${session}` : `${clinician} in ${session} ${times.map(({ words }) => words).join(" and ")}`,
  );
  const gaps = missing.map(({ session, times, obstacles }) => {
    const why = obstacles.map(({ clinician, reason }) => `${clinician} ${reason}`).join("; ");
    return `No free clinician can cover ${session} ${times.map(({ words }) => words).join(" and ")}${why === "" ? "" : `: ${why}`}.`;
  });
  if (outcome === "cover") return [`Cover: ${covered.join(", ")}.`, ...call];
  return [...(gaps.length === 0 ? ["No staffing change covers this."] : gaps), ...call];
}

export function addedInWords({ kind, seats, unit, open, withFree, outcome }: Added): string {
  const more = `${count(seats, `more ${unit.slice(0, -1)}`)} in ${kind}`;
  if (outcome === "no-limit") return `${seats} more in ${kind}: fits, because no limit on seats applies.`;
  if (outcome === "fits") return `${more}: fits into the open seats (${open}).`;
  if (outcome === "fits-with-free") return `${more}: fits only if free clinicians join (${open} open now, up to ${withFree} then).`;
  if (withFree === open) return `${more}: does not fit (${open} open now; free clinicians add none).`;
  return `${more}: does not fit (${open} open now, up to ${withFree} if all free clinicians join).`;
}

/** Clinicians by days: the heads of the columns, and a row of cells for each clinician; null where one has no sessions. */
export function absenceGrid(absences: readonly AbsenceRow[]) {
  const days = [...new Map([...absences].sort((a, b) => ((a.day ?? "") < (b.day ?? "") ? -1 : 1)).map(({ day, when }) => [day, when]))];
  const rows = [...groupedBy(absences, ({ clinician }) => clinician)].map(([clinician, own]) => ({
    clinician,
    cells: days.map(([day]) => own.find((one) => one.day === day) ?? null),
  }));
  return { days: days.map(([, when]) => when), rows };
}

/** `cover *`; a hyphen for a day without sessions. */
export function cellInWords(one: AbsenceRow | null): string {
  return one === null ? "-" : `${CELLS[one.outcome]}${one.isOnCall ? " *" : ""}`;
}

function absenceTable(absences: readonly AbsenceRow[]): string[] {
  const { days, rows } = absenceGrid(absences);
  const table = [["", ...days], ...rows.map(({ clinician, cells }) => [clinician, ...cells.map(cellInWords)])];
  const widths = table[0]?.map((_, i) => Math.max(...table.map((row) => stringWidth(row[i] ?? "")))) ?? [];
  const padded = (cell: string, i: number) => cell + " ".repeat((widths[i] ?? 0) - stringWidth(cell));
  const isOnCall = absences.some((one) => one.isOnCall);
  return [...table.map((row) => row.map(padded).join("  ").trimEnd()), ...(isOnCall ? ["* is also on call that day"] : [])];
}
