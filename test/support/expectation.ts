/** What a fixture expects of a run, in lines that a reviewer reads: see `fixtures.test.ts` for what they say. */
import type { JsonReport } from "../../src/index.ts";

type At = JsonReport["problems"][number]["at"];

/** How many words of a problem's message are written into a new fixture. */
const WORDS = 6;

/**
 * The lines of a run on the rosters in a folder. `out` is the JSON report, or empty where the command line was wrong; `err` is what
 * went to standard error.
 */
export function expectationOf({ out, err, code }: { out: string; err: string; code: number }, folder: string): string[] {
  if (out === "") return [`usage ${JSON.stringify(err.split("\n")[0])}`, `exit ${code}`];
  const { rosters, findings, problems } = JSON.parse(out) as JsonReport;
  const named = (file: string) => file.replace(`${folder}/`, "");
  const line = (at: At, file: string | null) => {
    const name = at?.file ?? file;
    const place = at === null ? "-" : String(at.line);
    return name === null ? place : `${named(name)}:${place}`;
  };
  const lines: string[] = [];
  const tell = (of: Pick<JsonReport, "findings" | "problems">, file: string | null) => {
    for (const { at, message, file: unread } of of.problems) lines.push(`problem ${line(at, unread ?? file)} ${JSON.stringify(message)}`);
    for (const { severity, rule, session, at, waiver } of of.findings)
      lines.push([severity, rule, id(session), line(at, file), ...(waiver === null ? [] : ["waived"])].join(" "));
  };
  const isOneFile = new Set(rosters.map(({ file }) => file)).size === 1;
  for (const roster of rosters) {
    const file = isOneFile ? null : roster.file;
    const verdicts = ["breach", "waived", "ok", "no-limit", "canceled"];
    const counts = verdicts.map((verdict) => [roster.sessions.filter((session) => session.verdict === verdict).length, verdict] as const);
    const sessions = counts.filter(([n]) => n > 0).map(([n, verdict]) => `${n} ${verdict}`);
    if (sessions.length > 0) lines.push(`sessions ${file === null ? "" : `${named(file)}: `}${sessions.join(", ")}`);
    tell(roster, file);
  }
  tell({ findings, problems }, null);
  return [...lines, `exit ${code}`];
}

/** An id as one word: in quotes where it is several. */
function id(session: string | null): string {
  if (session === null) return "-";
  return /^[\w.:/-]+$/.test(session) && session !== "-" ? session : JSON.stringify(session);
}

/** The lines of a run, those as they are expected with which it agrees: of a message the start may be written, to any length. */
export function inTermsOf(expected: readonly string[], lines: readonly string[]): string[] {
  return lines.map((line, i) => {
    const wanted = expected[i] ?? "";
    return isMessage(wanted) && line.startsWith(wanted.slice(0, -1)) ? wanted : line;
  });
}

/** The lines as they are written into a new fixture, each message cut after a few words. */
export function shortened(lines: readonly string[]): string[] {
  return lines.map((line) => {
    if (!isMessage(line)) return line;
    const from = line.indexOf('"');
    const words = JSON.parse(line.slice(from)) as string;
    return line.slice(0, from) + JSON.stringify(words.split(" ").slice(0, WORDS).join(" "));
  });
}

function isMessage(line: string): boolean {
  return /^(?:problem|usage) .*"$/.test(line);
}
