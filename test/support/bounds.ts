/** Small rosters at the bounds of rules, with what is to be found in each: the rule and whom it is about. */
import type { JsonReport, StandardFile, WaiverFile } from "../../src/index.ts";

export interface Bound {
  readonly name: string;
  readonly roster: string;
  readonly standards: readonly (string | StandardFile)[];
  /** `rule subject`, in the order of the report; hours that were not checked as `? weekly-hours-low`. */
  readonly expected: readonly string[];
}

const STAFF = "clinicians: [{ id: lee, roles: [therapist] }, { id: noor, roles: [couples-therapist] }]\n";
const at = (start: string, line: string, id = "s1") => `  - { id: ${id}, start: ${start}, minutes: 60, ${line} }\n`;
const group = (patients: string | number) => `kind: group, clinicians: [lee], patients: ${patients}`;
const own = (more: Partial<StandardFile>): StandardFile => ({
  name: "own",
  extends: "benchmark",
  rules: { "license-mismatch": "off" },
  ...more,
});
const PLAIN = own({});
const hours = own({ weeklyHours: { min: 2 }, rules: { "license-mismatch": "off", "weekly-hours-low": "error" } });
const COUPLES = "patients: [{ id: p-01 }, { id: p-02 }, { id: p-03, counselor: lee }]\ncouples: [{ id: c-01, partners: [p-01, p-03] }]\n";
const publishes = (ratio: string) => `program: { name: x, publishedRatios: { couples-group: "${ratio}" } }\n`;

const WAIVER: WaiverFile = { rule: "session-empty", session: "s1", reason: "a test", approvedBy: "director" };

export const BOUNDS: readonly Bound[] = [
  {
    name: "a week begins with its first minute and ends before the first of the next",
    roster: `week: 2026-11-30\n${STAFF}sessions:\n${at("2026-11-29T23:59", group(1), "before")}${at("2026-11-30T00:00", group(1), "first")}${at("2026-12-06T23:59", group(1), "last")}${at("2026-12-07T00:00", group(1), "after")}`,
    standards: [own({ rules: { "license-mismatch": "off", "clinician-double-booked": "off" } })],
    expected: ["session-outside-week before", "session-outside-week after"],
  },
  {
    name: "an absolute size counts patients where it says so, also of couples",
    roster: `${STAFF}sessions:\n${at("2026-11-30T18:00", "kind: group, clinicians: [lee, noor], couples: 4")}`,
    standards: [own({ kinds: { group: { maxPatients: 7 } } })],
    expected: ["group-too-large s1"],
  },
  {
    name: "a role that a standard does not know weighs nothing under it",
    roster: `clinicians: [{ id: ash, roles: [psychologist] }]\nsessions:\n${at("2026-11-30T18:00", "kind: group, clinicians: [ash], patients: 1")}`,
    standards: [own({ roles: { psychologist: 1 } }), "benchmark"],
    expected: ["session-unstaffed s1", "? license-mismatch the roster has no `patients` section"],
  },
  {
    name: "a published ratio in couples admits twice as many patients",
    roster: `${publishes("1:2")}${STAFF}sessions:\n${at("2026-11-30T18:00", "kind: couples-group, clinicians: [noor], couples: 1")}`,
    standards: [own({ extends: "benchmark-strict" })],
    expected: [],
  },
  {
    name: "and one couple more is too loose",
    roster: `${publishes("2:5")}${STAFF}sessions:\n${at("2026-11-30T18:00", "kind: couples-group, clinicians: [noor], couples: 1")}`,
    standards: [own({ extends: "benchmark-strict" })],
    expected: ["published-ratio-too-loose couples-group"],
  },
  {
    name: "a partner without a counselor is told of with the first session, not with the first in the file",
    roster: `${STAFF}${COUPLES}sessions:\n${["later", "earlier"].map((id, i) => at(`2026-11-30T${19 - i}:00`, "kind: couples-session, clinicians: [noor], couples: [c-01]", id)).join("")}`,
    standards: [PLAIN],
    expected: ["partner-without-counselor patient #1 attends `earlier`"],
  },
  {
    name: "and of two that start together with the first by id",
    roster: `${STAFF}${COUPLES}sessions:\n${["b-one", "a-one", "c-one"].map((id) => at("2026-11-30T18:00", "kind: couples-session, clinicians: [noor], couples: [c-01]", id)).join("")}`,
    standards: [own({ rules: { "license-mismatch": "off", "clinician-double-booked": "off", "patient-double-booked": "off" } })],
    expected: ["partner-without-counselor patient #1 attends `a-one`"],
  },
  {
    name: "hours that headcounts could just make up for are not checked",
    roster: `${STAFF}patients: [{ id: p-01 }]\ncouples: []\nsessions:\n${at("2026-11-30T09:00", group("[p-01]"), "s1")}${at("2026-11-30T18:00", group(2), "s2")}`,
    standards: [hours],
    expected: ["? weekly-hours-low", "? weekly-hours-low"],
  },
  {
    name: "hours that are present beside a headcount are enough",
    roster: `${STAFF}patients: [{ id: p-01 }]\ncouples: []\nsessions:\n${at("2026-11-30T09:00", group("[p-01]"), "s1")}${at("2026-11-30T11:00", group("[p-01]"), "s3")}${at("2026-11-30T18:00", group(2), "s2")}`,
    standards: [hours],
    expected: ["? weekly-hours-low"],
  },
  {
    name: "a person who attends nothing has no time",
    roster: `${STAFF}patients: [{ id: p-01 }, { id: p-02 }]\ncouples: []\nsessions:\n${at("2026-11-30T09:00", group("[p-01]"), "s1")}`,
    standards: [hours],
    expected: ["weekly-hours-low patient #1 1 h", "weekly-hours-low patient #2 no time"],
  },
  {
    name: "couples counted singly are told how to be written",
    roster: `${STAFF}sessions:\n${at("2026-11-30T18:00", "kind: couples-group, clinicians: [noor], patients: 5")}`,
    standards: [PLAIN],
    expected: ["ratio-exceeded s1 with advice"],
  },
  {
    name: "and where nothing of that kind is wrong there is no such advice",
    roster: `${STAFF}couples: []\nsessions:\n${at("2026-11-30T18:00", group("[p-1, p-2, p-3, p-4, p-5, p-6, p-7]"))}`,
    standards: [PLAIN],
    expected: ["ratio-exceeded s1"],
  },
  {
    name: "a lapsed waiver is told of with its day",
    roster: `${STAFF}couples: []\nsessions:\n${at("2026-11-30T18:00", "kind: group, clinicians: [lee]")}`,
    standards: [own({ waivers: [{ ...WAIVER, until: "2026-11-29" }] })],
    expected: [
      "session-empty s1",
      "waiver-lapsed s1 The waiver of `session-empty` on `s1` expired on Sun, Nov 29, 2026; its finding counts again.",
    ],
  },
  {
    name: "an outgrown one with its bound",
    roster: `${STAFF}couples: []\nsessions:\n${at("2026-11-30T18:00", group("[p-1, p-2, p-3, p-4, p-5, p-6, p-7, p-8]"))}`,
    standards: [own({ waivers: [{ ...WAIVER, rule: "ratio-exceeded", upTo: "1:7" }] })],
    expected: [
      "ratio-exceeded s1",
      "waiver-lapsed s1 The waiver of `ratio-exceeded` on `s1` covers ratios up to 1:7, and the session exceeds that; its finding counts again.",
    ],
  },
  {
    name: "one of a rule without sessions names none",
    roster: `week: 2026-11-30\n${STAFF}patients: [{ id: p-01, counselor: lee }, { id: p-02, counselor: lee }]\ncouples: []\nsessions:\n${at("2026-11-30T18:00", group("[p-01]"))}`,
    standards: [
      own({ caseload: { counselor: 1 }, waivers: [{ ...WAIVER, rule: "caseload-exceeded", session: undefined, until: "2026-11-29" }] }),
    ],
    expected: [
      "caseload-exceeded",
      "waiver-lapsed The waiver of `caseload-exceeded` expired on Sun, Nov 29, 2026; its finding counts again.",
    ],
  },
  {
    name: "a waiver for nothing says whether its session is there",
    roster: `${STAFF}couples: []\nsessions:\n${at("2026-11-30T18:00", group("[p-01]"))}`,
    standards: [own({ waivers: [WAIVER, { ...WAIVER, session: "s2" }, { ...WAIVER, rule: "offering-missing", session: undefined }] })],
    expected: [
      "waiver-unused s1 The waiver of `session-empty` on `s1` matches no finding. Delete it",
      "waiver-unused s2 The waiver of `session-empty` on `s2` matches no finding. No audited session has this id",
      "waiver-unused The waiver of `offering-missing` matches no finding. Delete it",
    ],
  },
  {
    name: "a gap without any shift is at the section, one beside a shift at that shift",
    roster: `week: 2026-11-30\n${STAFF}couples: []\nsessions:\n${at("2026-11-30T18:00", group("[p-01]"))}onCall: []\n`,
    standards: [own({ rules: { "license-mismatch": "off", "crisis-coverage-gap": "error" } })],
    expected: ["crisis-coverage-gap onCall"],
  },
  {
    name: "and one beside a shift at that",
    roster: `week: 2026-11-30\n${STAFF}couples: []\nsessions:\n${at("2026-11-30T18:00", group("[p-01]"))}onCall: [{ clinician: noor, start: Mon 00:00, end: Sun 00:00 }]\n`,
    standards: [own({ rules: { "license-mismatch": "off", "crisis-coverage-gap": "error" } })],
    expected: ["crisis-coverage-gap onCall 0"],
  },
  {
    name: "a full session counts couples where its limit does, else patients",
    roster: `${STAFF}couples: []\nsessions:\n${at("2026-11-30T18:00", "kind: couples-group, clinicians: [noor], couples: 4")}${at("2026-12-01T18:00", group(6), "s2")}`,
    standards: [own({ rules: { "license-mismatch": "off", "at-capacity": "note" } })],
    expected: ["at-capacity s1 one more couple", "at-capacity s2 one more patient"],
  },
  ...(["no", "one", "both"] as const).map((some, i) => ({
    name: `where ${some} of the patients lack a state, and nobody a license, that is said`,
    roster: `clinicians: [{ id: lee, roles: [therapist], licensedIn: [NY] }]\npatients: [{ id: p-01${i > 0 ? "" : ", state: NY"} }, { id: p-02${i > 1 ? "" : ", state: NY"} }]\ncouples: []\nsessions:\n${at("2026-11-30T18:00", group("[p-01, p-02]"))}`,
    standards: ["benchmark"],
    expected: [[], ["? license-mismatch 1 of 2 patients has no `state`"], ["? license-mismatch 2 of 2 patients have no `state`"]][
      i
    ] as string[],
  })),
  {
    name: "who has no license stated is named",
    roster: `clinicians: [{ id: lee, roles: [therapist] }]\npatients: [{ id: p-01, state: NY }]\ncouples: []\nsessions:\n${at("2026-11-30T18:00", group("[p-01]"))}`,
    standards: ["benchmark"],
    expected: ["? license-mismatch no `licensedIn` is given for `lee`"],
  },
];

/** What a report finds, in the words of `expected`. */
export function foundIn({ rosters, findings }: JsonReport): string[] {
  return [...rosters, { findings, notChecked: [], problems: [] }].flatMap((one) => [
    ...one.problems.map(({ message }) => message),
    ...one.findings.map((finding) =>
      [finding.rule, finding.session ?? finding.kind ?? finding.patient, ...told(finding)].filter((part) => part !== null).join(" "),
    ),
    ...one.notChecked.flatMap(({ rule, reason }) => {
      if (rule === "license-mismatch") return `? ${rule} ${reason}`;
      return rule === "weekly-hours-low" ? `? ${rule}` : [];
    }),
  ]);
}

/** What matters of a finding's words. */
function told({ rule, message, advice, at }: JsonReport["findings"][number]): (string | number)[] {
  switch (rule) {
    case "waiver-lapsed":
      return [message];
    case "waiver-unused":
      return [message, /^(?:Delete it|No audited session has this id)/.exec(advice ?? "")?.[0] ?? ""];
    case "crisis-coverage-gap":
      return at.path;
    case "ratio-exceeded":
      return advice !== null ? ["with advice"] : [];
    default:
      return [...(/attends `[^`]+`|one more \w+|(?<= \(line \d+\) )(?:no time|1 h)/.exec(message) ?? [])];
  }
}
