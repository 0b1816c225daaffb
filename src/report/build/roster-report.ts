/**
 * Builds a roster's part of the report: masks, looks up locations, builds code frames and fingerprints, sorts. All formats use
 * its output, so none of them can forget to mask.
 */
import type { Audit } from "../../audit/audit.ts";
import type { Remark } from "../../audit/remarks.ts";
import type { Document, Problem } from "../../document/document.ts";
import { MAX_PROBLEMS } from "../../document/problems.ts";
import { ROSTER_POLICY } from "../../roster/redaction-policy.ts";
import { type Roster, writeInterval } from "../../roster/roster.ts";
import { writeDate } from "../../roster/time.ts";
import { ROSTER_RULES } from "../../standards/built-in/pack-severities.ts";
import type { ReportProblem, ReportRoster } from "../report.ts";
import { openQuestionsInWords, openRowsInWords } from "../wording.ts";
import { calendarOf } from "./calendar.ts";
import { byLocation } from "./compare.ts";
import { disclosureOf } from "./disclosure.ts";
import { findingRows, type Identity } from "./findings.ts";
import type { Mask } from "./mask.ts";
import { RedactedDocument } from "./redacted-document.ts";
import { sessionRows, tallyOf } from "./sessions.ts";
import type { StandardLocations } from "./standard-locations.ts";

export interface RosterParts {
  /** The masked name of its file. */
  readonly file: string;
  /** The SHA-256 of the file's bytes in hexadecimal. */
  readonly sha256: string;
  readonly document: Document;
  readonly problems: readonly Problem[];
  /** The mask for the roster's text; masks nothing if ids are shown. */
  readonly mask: Mask;
  readonly showPatients: boolean;
  readonly identity: Identity;
  /** Null for an invalid roster, which is not audited. */
  readonly audited: { readonly roster: Roster; readonly audit: Audit } | null;
  readonly standardLocations: StandardLocations;
}

/** The report of one roster. */
export function rosterReport(parts: RosterParts): ReportRoster {
  const { file, sha256, document, mask, showPatients, audited } = parts;
  const redacted = new RedactedDocument(document, parts.problems, { mask, showPatients, policy: ROSTER_POLICY });
  const base = { file, document: document.index, sha256, problems: problemRows(parts.problems, redacted) };
  if (audited === null) return { ...base, ...NOT_AUDITED };
  const { roster, audit } = audited;
  const openRows = roster.imported?.open ?? 0;
  const openQuestions = roster.imported?.questions ?? 0;
  const rows = sessionRows({ ...audited, mask });
  return {
    ...base,
    program: roster.program === null ? null : mask.text(roster.program),
    week: roster.week === null ? null : writeDate(roster.week),
    timezone: roster.timezone,
    sessions: rows.all,
    tally: tallyOf(
      rows.all,
      audit.bySession,
      ROSTER_RULES.filter((rule) => !audit.standards.some(({ severities }) => severities.has(rule))),
    ),
    findings: findingRows({ ...parts, ...audited, rows, redacted }),
    openRows,
    openQuestions,
    notChecked: [
      ...(openRows === 0 ? [] : [{ rule: null, code: "open-rows" as const, reason: openRowsInWords(openRows), sessions: [] }]),
      ...(openQuestions === 0
        ? []
        : [{ rule: null, code: "open-questions" as const, reason: openQuestionsInWords(openQuestions), sessions: [] }]),
      ...audit.notChecked.map(({ rule, code, notChecked, sessions = [] }) => ({
        ...{ rule: rule.id, code, reason: redacted.text(notChecked) },
        sessions: sessions.map(({ id }) => mask.text(id)),
      })),
    ],
    remarks: audit.remarks.map((remark) => remarkRow(remark, roster, redacted, mask)),
    disclosure: () => disclosureOf(roster, audit, mask),
    calendar: () => calendarOf({ ...audited, rows, mask }),
  };
}

function remarkRow({ code, message, sessions, intervals }: Remark, roster: Roster, redacted: RedactedDocument, mask: Mask) {
  return {
    code,
    message: redacted.text(message),
    sessions: sessions.map(({ id }) => mask.text(id)),
    intervals: intervals.map((one) => writeInterval(roster, null, one)),
  };
}

const NOT_AUDITED = {
  program: null,
  week: null,
  timezone: null,
  sessions: [],
  tally: tallyOf([], [], []),
  findings: [],
  openRows: 0,
  openQuestions: 0,
  notChecked: [],
  remarks: [],
  disclosure: null,
  calendar: null,
};

function problemRows(problems: readonly Problem[], redacted: RedactedDocument): ReportProblem[] {
  const rows = problems
    .slice(0, MAX_PROBLEMS)
    .map((problem) => redacted.problem(problem))
    .sort(byLocation);
  return problems.length > MAX_PROBLEMS ? [...rows, MORE_PROBLEMS] : rows;
}

const MORE_PROBLEMS: ReportProblem = {
  code: "too-many-problems",
  message: "This roster has more problems, which are not listed.",
  help: null,
  at: null,
  related: [],
  frame: [],
  file: null,
};
