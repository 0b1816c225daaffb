/** Weeks of every kind, for whatever draws them. */
import { HOSTILE } from "./hostile-text.ts";

export interface Week {
  readonly name: string;
  /** Beside the format. */
  readonly args: readonly string[];
  readonly stdin?: string;
}

const CLINICIANS = `clinicians:
  - { id: lee, roles: [therapist] }
  - { id: ortiz, roles: [counselor] }
  - { id: noor, roles: [couples-therapist] }
  - { id: sam, roles: [trainee] }
`;

const HEAD = `program: Lakeside Virtual IOP
timezone: America/New_York
week: 2026-11-30
${CLINICIANS}`;

function roster(head: string, sessions: readonly string[]): string {
  return `${head}sessions:\n${sessions.map((one) => `  - ${one}\n`).join("")}`;
}

const session = (id: string, start: string, more = "minutes: 90, clinicians: [lee], patients: 6", kind = "group") =>
  `{ id: ${JSON.stringify(id)}, kind: ${kind}, start: ${start}, ${more} }`;

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Nine sessions a day, up to three at a time. */
const SIXTY = Array.from({ length: 60 }, (_, i) => {
  const day = DAYS[i % 7] as string;
  const nth = Math.floor(i / 7);
  const hour = 9 + Math.floor(nth / 3) * 4 + (nth % 3);
  const kind = ["group", "psychoeducation", "couples-group", "individual"][i % 4] as string;
  const patients = kind === "couples-group" ? `couples: ${2 + (i % 4)}` : `patients: ${kind === "individual" ? 1 : 4 + (i % 5)}`;
  const staff =
    kind === "couples-group" ? "noor" : i % 5 === 0 ? `lee, { id: ortiz, until: "${String(hour).padStart(2, "0")}:45" }` : "lee";
  return session(
    `session-${i + 1}`,
    `${day} ${String(hour).padStart(2, "0")}:${nth % 2 === 0 ? "00" : "30"}`,
    `minutes: ${[50, 60, 75, 90][i % 4]}, clinicians: [${staff}], ${patients}`,
    kind,
  );
});

const LONG = `evening-${"group-of-the-second-floor-".repeat(7)}x`;
const RIGHT_TO_LEFT = ["קבוצת-ערב", "مجموعة المساء", "קבוצה (1) group"];

/** Every kind of week that a page must be able to show. */
export const WEEKS: readonly Week[] = [
  { name: "in order", args: ["fixtures/lakeside-week-clean.yaml"] },
  { name: "breaching", args: ["fixtures/lakeside-week-breaching.yaml"] },
  {
    name: "breaching under three standards",
    args: ["-s", "premium", "-s", "benchmark-strict", "-s", "us-co-iop", "fixtures/lakeside-week-breaching.yaml"],
  },
  {
    name: "canceled as a whole",
    args: ["-"],
    stdin: roster(HEAD, [
      session("mon", "Mon 18:00", "minutes: 90, patients: 0, status: canceled"),
      session("tue", "Tue 18:00", "minutes: 90, patients: 0, status: canceled"),
    ]),
  },
  {
    name: "with nobody in it",
    args: ["-"],
    stdin: roster(HEAD, [session("mon", "Mon 18:00", "minutes: 90, clinicians: [], patients: 0")]),
  },
  { name: "of one session", args: ["-"], stdin: roster(HEAD, [session("mon", "Mon 18:00")]) },
  { name: "of sixty sessions", args: ["-"], stdin: roster(HEAD, SIXTY) },
  {
    name: "with sessions at the same time",
    args: ["-"],
    stdin: roster(HEAD, [
      session("a", "Mon 18:00", "minutes: 60, clinicians: [lee], patients: 7"),
      session("b", "Mon 18:30", "minutes: 60, clinicians: [ortiz], patients: 6"),
      session("c", "Mon 18:45", "minutes: 15, clinicians: [lee], patients: 1", "check-in"),
      session("d", "Mon 19:00", "minutes: 90, clinicians: [lee, ortiz], patients: 12"),
      session("e", "Mon 19:30", "minutes: 30, clinicians: [noor], couples: 5", "couples-group"),
      session("f", "Mon 20:30", "minutes: 1, clinicians: [lee], patients: 1", "check-in"),
    ]),
  },
  {
    name: "over midnight",
    args: ["-"],
    stdin: `${roster(HEAD, [
      session("night", "Mon 22:00", 'end: "02:30", clinicians: [{ id: lee, until: "01:00" }], patients: 2', "crisis"),
      session("weekend", "Sun 22:00", 'end: "01:00", clinicians: [lee, { id: ortiz, until: "23:30" }], patients: 8'),
      session("to-midnight", "Wed 23:00", 'end: "00:00", clinicians: [lee], patients: 3'),
    ])}onCall: [{ clinician: lee, start: Mon 00:00, end: Sat 00:00 }]\n`,
  },
  {
    name: "in which the clocks go back",
    args: ["-"],
    stdin: roster(HEAD.replace("2026-11-30", "2026-10-26"), [
      session("around", "2026-11-01T00:30", 'minutes: 240, clinicians: [lee, { id: ortiz, until: "02:00" }], patients: 7'),
      session("second", "2026-11-01T01:30-05:00", "minutes: 45, clinicians: [ortiz], patients: 7"),
      session("across", "2026-11-01T01:45-04:00", "minutes: 30, clinicians: [noor], patients: 1", "check-in"),
    ]),
  },
  {
    name: "in which the clocks go forward",
    args: ["-"],
    stdin: roster(HEAD.replace("2026-11-30", "2027-03-08"), [
      session("around", "2027-03-14T01:30", 'minutes: 90, clinicians: [lee, { id: ortiz, from: "03:30" }], patients: 7'),
    ]),
  },
  {
    name: "without a first day or time zone",
    args: ["-"],
    stdin: roster(CLINICIANS, [session("a", "2026-12-03T18:00"), session("b", "2026-12-20T09:00"), session("c", "2027-06-20T09:00")]),
  },
  {
    name: "as they are, of 22 sessions",
    args: ["-"],
    stdin: roster(HEAD, [
      ...["09:00", "09:15", "09:30"].map((clock, i) =>
        session(`mon-check-in-${i + 1}`, `Mon ${clock}`, "minutes: 15, clinicians: [lee], patients: 1", "check-in"),
      ),
      session("mon-process", "Mon 10:00", "minutes: 90, clinicians: [lee], patients: 7"),
      session("mon-process-b", "Mon 10:00", "minutes: 90, clinicians: [ortiz], patients: 6"),
      session("mon-education", "Mon 10:15", "minutes: 60, clinicians: [sam], patients: 9", "psychoeducation"),
      session("mon-evening", "Mon 18:00", 'minutes: 90, clinicians: [lee, { id: ortiz, from: "18:30" }], patients: 8'),
      session("tue-couples", "Tue 17:00", "minutes: 90, clinicians: [noor], couples: 5", "couples-group"),
      session("tue-group", "Tue 17:00", "minutes: 60, clinicians: [sam], patients: 6"),
      session("tue-relapse-prevention", "Tue 17:30", "minutes: 60, clinicians: [lee], patients: 5"),
      session("tue-couple", "Tue 19:00", "minutes: 50, clinicians: [noor], couples: 1", "couples-session"),
      ...["Wed", "Thu", "Fri"].flatMap((day) => [
        session(`${day}-a`, `${day} 09:00`, "minutes: 60, clinicians: [lee], patients: 5"),
        session(`${day}-b`, `${day} 13:00`, "minutes: 60, clinicians: [ortiz], patients: 8", "psychoeducation"),
        session(`${day}-c`, `${day} 13:45`, "minutes: 60, clinicians: [lee], patients: 6"),
      ]),
      session("sat-overnight", "Sat 23:00", 'end: "01:00", clinicians: [lee], patients: 6'),
    ]),
  },
  { name: "with waivers", args: ["fixtures/ok-waivers/roster.yaml"] },
  { name: "that cannot be audited", args: ["-"], stdin: "sessions: [{ id: mon, kind: grup, start: Mon 18:00 }]\n" },
  {
    name: "of several rosters",
    args: ["fixtures/lakeside-week-clean.yaml", "fixtures/lakeside-week-breaching.yaml", "fixtures/err-zero-sessions/roster.yaml"],
  },
  {
    name: "of names from right to left and very long ones",
    args: ["-"],
    stdin: roster(
      HEAD.replace(
        "Lakeside Virtual IOP",
        JSON.stringify(`${RIGHT_TO_LEFT[1]} ${"a very long name of a program ".repeat(6)}`.slice(0, 190)),
      ).replaceAll("ortiz", JSON.stringify(LONG)),
      [
        session(RIGHT_TO_LEFT[0] as string, "Mon 18:00", `minutes: 60, clinicians: [lee], patients: 7`),
        session(RIGHT_TO_LEFT[1] as string, "Mon 18:30", `minutes: 60, clinicians: [${JSON.stringify(LONG)}], patients: 7`),
        session(RIGHT_TO_LEFT[2] as string, "Tue 18:30", `minutes: 15, clinicians: [lee], patients: 1`, "check-in"),
        session(LONG, "Tue 18:00", `minutes: 60, clinicians: [lee, ${JSON.stringify(LONG)}], patients: 13`),
        session(`${LONG}y`, "Tue 18:10", `minutes: 60, clinicians: [lee], patients: 7`),
      ],
    ),
  },
  {
    name: "of hostile names",
    args: ["-"],
    stdin: JSON.stringify({
      program: HOSTILE.slice(0, 4).join(" ").toWellFormed(),
      week: "2026-11-30",
      clinicians: HOSTILE.map((text, i) => ({ id: `${text}${i}`, roles: ["therapist"] })),
      sessions: HOSTILE.map((text, i) => ({
        id: `${text} ${i}`,
        kind: "group",
        start: `${DAYS[i % 7]} ${10 + Math.floor(i / 7) * 2}:00`,
        minutes: 60,
        clinicians: [`${text}${i}`],
        patients: 7,
      })),
    }),
  },
];

/** More days than are drawn. */
export const TWO_MONTHS: Week = {
  name: "of two months",
  args: ["-"],
  stdin: roster(
    HEAD,
    Array.from({ length: 60 }, (_, i) =>
      session(
        `day-${i + 1}`,
        new Date(Date.UTC(2026, 10, 30 + i, 18)).toISOString().slice(0, 16),
        "minutes: 60, clinicians: [lee], patients: 7",
      ),
    ),
  ),
};
