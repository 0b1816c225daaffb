/** Words that several formats share, so that the same thing is always said the same way. */
import { count } from "../message.ts";
import type { Report, ReportFinding, ReportRoster, ReportSession } from "./report.ts";

type Limit = ReportSession["limits"][number];

/** `ratio 1:6 patients`, `at most 3 couples`, `at least 2 clinicians`. */
export function limitInWords({ limit, cap, per }: Pick<Limit, "limit" | "cap" | "per">): string {
  return limit === "ratio" ? `ratio ${cap} ${per}` : `${limit === "max" ? "at most" : "at least"} ${cap} ${per}`;
}

/** Why a finding does not count, who says so and until when: `by our-clinic, up to 1:7: new hire (approved by the director)`. */
export function waiverInWords({ standard, reason, approvedBy, until, upTo }: NonNullable<ReportFinding["waiver"]>): string {
  const bounds = `${upTo === null ? "" : `, up to ${upTo}`}${until === null ? "" : `, until ${until}`}`;
  return `by ${standard}${bounds}: ${reason} (approved by ${approvedBy})`;
}

/** `no open places`, `1 open place`. */
export function openInWords(open: number): string {
  return `${open === 0 ? "no" : open} open ${open === 1 ? "place" : "places"}`;
}

/** ` (document 2)`: which roster it is of several in a file; of the first nothing. */
export function documentInWords({ document }: Pick<ReportRoster, "document">): string {
  return document === 0 ? "" : ` (document ${document + 1})`;
}

/** The file of a roster, and which it is of several in it. */
export function rosterInWords(roster: Pick<ReportRoster, "file" | "document">): string {
  return `${roster.file}${documentInWords(roster)}`;
}

/** `1 error, 0 warnings, 2 notes`. */
export function findingsInWords({ errors, warnings, notes }: Report["summary"]): string {
  return `${count(errors, "error")}, ${count(warnings, "warning")}, ${count(notes, "note")}`;
}

/** The same with what is waived, if anything is. */
export function findingsAndWaivedInWords(summary: Report["summary"]): string {
  return `${findingsInWords(summary)}${summary.waived > 0 ? `, ${summary.waived} waived` : ""}`;
}

/** What is wrong, and what to do. */
export function withHelp({ message, help }: { readonly message: string; readonly help: string | null }): string {
  return help === null ? message : `${message} Help: ${help}`;
}

/** What a finding is about where it is about no session: a clinician, a patient by their token, a kind, an offering. */
export function subjectInWords({ subject, session, clinician, patient, couple, kind, offering }: ReportFinding): string | null {
  return subject?.id ?? session ?? clinician ?? patient ?? couple ?? kind ?? offering;
}
