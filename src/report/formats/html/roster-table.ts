/** The table at the start of a page with several rosters. */
import { count } from "../../../message.ts";
import { byHarm } from "../../finding-order.ts";
import { sessionsWith } from "../../headline.ts";
import type { ReportFinding, ReportRoster } from "../../report.ts";
import { listedVerdicts, openInWords, rosterInWords, tightestLimit, VERDICT_WORDS } from "../../wording.ts";
import { html, type Markup, scrolling, table, titled, words } from "./html-template.ts";
import { icon } from "./icons.ts";
import type { PageModel } from "./page-model.ts";

/** The rosters of a run, the most urgent first. */
export function rosterTable({ rosters, report }: PageModel): Markup {
  if (rosters.length < 2) return html``;
  const sorted = [...rosters].sort(({ roster: a }, { roster: b }) => {
    const [x, y] = [urgency(a), urgency(b)];
    return x.map((value, i) => value - (y[i] as number)).find((difference) => difference !== 0) ?? 0;
  });
  const verdicts = listedVerdicts((name) => sessionsWith(name, report.rosters));
  const columns = [
    ...titled("Program", "Roster", "Week"),
    ...verdicts.map((name) => ({ title: VERDICT_WORDS[name], head: html`${icon(name)} ${VERDICT_WORDS[name]}` })),
    ...titled("Errors", "Warnings", "At worst"),
  ];
  const rows = sorted.map(({ roster, number }) => {
    const { tally, program, week, problems } = roster;
    const isAudited = problems.length === 0;
    const link = html`<a href="#${isAudited ? `roster-${number}` : "problems"}">${words(rosterInWords(roster))}</a>`;
    const first = [program === null ? "" : words(program), link, week ?? ""];
    if (!isAudited) return [...first, html`<strong>not audited: ${count(problems.length, "problem")}</strong>`];
    return [
      ...first,
      ...verdicts.map((name) => tally.shown[name]),
      openFindings(roster, "error"),
      openFindings(roster, "warning"),
      atWorst(roster),
    ];
  });
  return html`
    <section class="outer" aria-labelledby="rosters"><h2 id="rosters">Rosters, most urgent first</h2>
      ${scrolling("Rosters as a table", table(columns, rows, { header: 1 }))}
    </section>`;
}

/** The sort key of a roster: problems, breaches, findings, open seats. */
function urgency(roster: ReportRoster): number[] {
  const { problems, tally } = roster;
  const { breach, unjudged, waived, conflict } = tally.shown;
  const found = [-breach, -conflict, -openFindings(roster, "error"), -unjudged, -waived, -openFindings(roster, "warning")];
  return [problems.length > 0 ? 0 : 1, ...found, tally.tightest[0]?.openSeats ?? Number.MAX_SAFE_INTEGER];
}

function openFindings({ findings }: ReportRoster, severity: ReportFinding["severity"]): number {
  return findings.filter((one) => one.severity === severity && one.waiver === null).length;
}

/** The worst breach; without one, the fewest open seats of a session within its limits. */
function atWorst({ findings, tally }: ReportRoster): string {
  const [worst] = findings.filter(({ breach, waiver }) => breach !== null && waiver === null).sort(byHarm);
  const [fullest] = tally.tightest;
  if (worst?.breach != null) return worst.breach.howMuch;
  if (fullest === undefined) return "";
  const { open, limit } = tightestLimit(fullest);
  return openInWords(open, limit);
}
