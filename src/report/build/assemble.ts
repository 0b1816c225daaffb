/** Puts the parts of a report together and counts them. */

import type { Rule } from "../../audit/rule.ts";
import { RULES } from "../../rules/list.ts";
import { highest } from "../../severity.ts";
import type { Standard } from "../../standards/standard.ts";
import { VERSION } from "../../version.ts";
import type { Report, ReportFinding, ReportProblem, ReportRoster, ReportRule } from "../report.ts";
import { compare } from "./compare.ts";
import { type Mask, wordsOf } from "./mask.ts";

/** The parts of a report. */
export interface Parts {
  readonly rosters: readonly ReportRoster[];
  /** The standards of the audit; the report lists each once. */
  readonly standards: Iterable<Standard>;
  /** Problems outside rosters: unreadable files, invalid standards. */
  readonly problems: readonly ReportProblem[];
  /** Findings about waivers. */
  readonly findings: readonly ReportFinding[];
  /** The path of the configuration; null if none was used. */
  readonly config: string | null;
  readonly mask: Mask;
}

/** Builds the report. Sorts rosters by file and document. */
export function assemble({ rosters, standards: all, problems, findings, config, mask }: Parts): Report {
  const standards = [...new Map([...all].map((standard) => [`${standard.name}\n${standard.file}`, standard])).values()];
  const sorted = [...rosters].sort((a, b) => compare(a.file, b.file) || a.document - b.document);
  const summary = {
    rosters: sorted.length,
    sessions: 0,
    breaching: 0,
    errors: 0,
    warnings: 0,
    notes: 0,
    waived: 0,
    known: 0,
    problems: problems.length,
  };
  const count = ({ severity, waiver }: ReportFinding) => {
    summary[waiver === null ? COUNTED_AS[severity] : "waived"]++;
  };
  for (const roster of sorted) {
    summary.problems += roster.problems.length;
    for (const n of Object.values(roster.tally.verdicts)) summary.sessions += n;
    summary.breaching += roster.tally.verdicts.breach;
    for (const finding of roster.findings) count(finding);
  }
  for (const finding of findings) count(finding);
  return {
    version: 1,
    tool: { name: "ratio-audit", version: VERSION },
    config,
    standards: standards.map((standard) => described(standard, mask)),
    rules: RULES.map((rule) => ruleOf(rule, standards)),
    rosters: sorted,
    problems: [...problems],
    findings,
    summary,
  };
}

/** A standard as the report lists it. Text from a standard file is masked, like all quoted text. */
export function described({ name, title, source, basis, date, notCovered, file }: Standard, mask: Mask): Report["standards"][number] {
  const text = (words: string) => wordsOf(file, words, mask);
  return {
    ...{ name: text(name), title: text(title), source: text(source), basis },
    date: date === null ? null : text(date),
    notCovered: notCovered.map(text),
    notice: noticeOf(basis),
    file: file === null ? null : mask.text(file),
  };
}

/** A rule as reports list it, with its highest severity in the standards. */
function ruleOf({ id, topic, summary, why, source }: Rule, standards: readonly Standard[]): ReportRule {
  return { id, topic, summary, why, source, severity: highest(standards.flatMap(({ severities }) => severities.get(id) ?? [])) };
}

/** The notice beside a standard wherever it is listed. */
function noticeOf(basis: Standard["basis"]): string | null {
  switch (basis) {
    case "published-benchmark":
      return "A published benchmark, not law.";
    case "professional":
      return "Professional criteria as we read them, not law; not legal advice.";
    case "regulation":
      return "A regulation as we read it; not legal advice.";
    case "payer":
      return "A payer's rule as we read it; not legal advice.";
    case "own":
      return null;
  }
}

const COUNTED_AS = { error: "errors", warning: "warnings", note: "notes" } as const;
