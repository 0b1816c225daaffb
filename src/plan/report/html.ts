/** The plan as a self-contained page: what to change, and the week before and after it. */
import { type Content, html, type Markup, prose, words } from "../../report/formats/html/html-template.ts";
import { foot, framed, section, week } from "../../report/formats/html/page.ts";
import { type PageModel, pageModel, type RosterOnPage } from "../../report/formats/html/page-model.ts";
import type { Report } from "../../report/report.ts";
import { sessionInWords } from "../../report/wording.ts";
import type { PlanReport, PlanStep, PlanVacancy } from "./plan-report.ts";
import {
  alternativesInWords,
  changeInWords,
  isForWholeSession,
  laterInWords,
  totalsInWords,
  vacancyInWords,
  verdict,
} from "./sentences.ts";
import type { PlanSession } from "./words.ts";

/** The audits of the roster before and after the plan; each has one roster. */
export interface Weeks {
  readonly before: Report;
  readonly after: Report;
}

export function* planPage(plan: PlanReport, { before, after }: Weeks, diff: readonly string[]): Generator<string> {
  const all = pageModel({ ...before, rosters: [...before.rosters, ...after.rosters] });
  // The findings are not on this page, so nothing links to them.
  const model: PageModel = { ...all, listed: [], anchors: { ...all.anchors, findings: new Map() } };
  const [was, planned] = model.rosters;
  const [first, ...more] = verdict(plan);
  const link = linksTo(model);
  yield* framed(model, first ?? "Plan", [
    html`<header class="top"><p class="whose">${plan.program === null ? "" : html`${words(plan.program)} · `}${words(plan.file)}</p>
      <h1 class="${plan.left.length === 0 ? "good" : "doubtful"}">${first ?? ""}</h1>${more.map((sentence) => html`<p class="outcome">${sentence}</p>`)}</header>`,
    section(
      "plan",
      "Changes",
      list(
        "ol",
        plan.steps.map((step) => stepItem(step, link)),
      ),
    ),
    section(
      "missing",
      "Missing people",
      list(
        "ul",
        plan.vacancies.map((vacancy) => vacancyItem(vacancy, link)),
      ),
    ),
    section(
      "ask",
      "Ask before you publish",
      list(
        "ul",
        plan.requests.flatMap(({ clinician, times }) =>
          times.map(
            ({ session, day, time, beginsDay }) =>
              html`${words(clinician)}: ${day} ${time.words} (${words(session)})${beginsDay && ", has no other session that day"}`,
          ),
        ),
      ),
    ),
    section(
      "left",
      "Left after the plan",
      list(
        "ul",
        plan.left.map(
          ({ severity, rule, session, message, why }) =>
            html`${severity} <code>${rule}</code>${session !== null && html` ${words(session.id)}`}: ${prose(message)} Not in the plan: ${prose(why)}.`,
        ),
      ),
    ),
    section(
      "weeks",
      "The week before and after",
      was === undefined || planned === undefined
        ? null
        : html`
      <p>Audited again with this plan: ${totalsInWords(plan.before, plan.after)}, nothing new.</p>
      <div class="pair">${half(model, was, "Before")}${half(model, planned, "With the plan")}</div>`,
    ),
    section("assumptions", "Assumptions", list("ul", plan.assumptions.map(prose))),
    section("lines", "The lines to change", diff.length === 0 ? null : html`<pre>${diff.join("\n")}</pre>`),
    foot(before),
  ]);
}

function list(tag: "ol" | "ul", items: readonly Content[]): Content {
  if (items.length === 0) return null;
  const inside = items.map((item) => html`<li>${item}</li>`);
  return tag === "ol" ? html`<ol class="plan-list">${inside}</ol>` : html`<ul class="plan-list">${inside}</ul>`;
}

function half(model: PageModel, one: RosterOnPage, title: string): Markup {
  return html`<section class="roster"><h3>${title}</h3>${week(model, one)}</section>`;
}

/** Links to a session's blocks in both weeks. */
function linksTo({ rosters, anchors }: PageModel): (session: PlanSession) => Content {
  return ({ id }) =>
    rosters.map(({ roster, number }) => {
      const anchor = roster.sessions.filter((one) => one.id === id).map((one) => anchors.sessions.get(one))[0];
      return anchor !== undefined && html` <a href="#${anchor}">${number === 1 ? "before" : "after"}</a>`;
    });
}

function stepItem({ session, changes, fixes }: PlanStep, link: (session: PlanSession) => Content): Markup {
  return html`<b>${title(session)}</b>${link(session)}
    ${list(
      "ul",
      changes.map((change) => {
        const others = alternativesInWords(change);
        return html`${words(changeInWords(change, isForWholeSession(change)))}${others !== null && html`, ${words(others)}`}`;
      }),
    )}
    ${fixes.length > 0 && html`<p class="quiet">Fixes ${fixes.join(", ")}</p>`}`;
}

function vacancyItem(vacancy: PlanVacancy, link: (session: PlanSession) => Content): Markup {
  const why = vacancy.obstacles.map(({ clinician, reason }) => html`${words(clinician)} ${prose(reason)}`);
  const later = vacancy.later.map((change) => html`${words(laterInWords(change))}`);
  return html`<b>${title(vacancy.session)}</b>${link(vacancy.session)}: ${vacancyInWords(vacancy)}${list("ul", [...why, ...later])}`;
}

function title(session: PlanSession): Markup {
  return html`${words(sessionInWords(session))} · ${session.when} · ${words(session.kind)}`;
}
