/** `ratio-audit standards`: lists the built-in standards with basis and source. */
import { EXIT } from "../exit-code.ts";
import type { Streams } from "../io/streams.ts";
import { described } from "../report/build/assemble.ts";
import { NO_MASK } from "../report/build/mask.ts";
import type { Report } from "../report/report.ts";
import { paragraph } from "../report/sanitize.ts";
import { BUILT_IN, builtInStandard } from "../standards/built-in/list.ts";
import type { Standard } from "../standards/standard.ts";
import { print, table, widthOf } from "./text-layout.ts";

/** The note under each list of built-in standards. */
export const STANDING = "A published benchmark is not law. Regulations and payers' rules are our reading, not legal advice.";

type Listed = Report["standards"][number];

/** Prints a table, or a JSON list for the format `json`. */
export async function standards(format: string, streams: Streams): Promise<number> {
  const listed = BUILT_IN.map(({ name }) => described(builtInStandard(name) as Standard, NO_MASK));
  if (format === "json") await streams.out.write(`${JSON.stringify(listed.map(forPrograms), null, 2)}\n`);
  else await print(forPeople(listed, widthOf(streams)), streams);
  return EXIT.ok;
}

/** A standard as in reports, without `file`, because built-in standards have none. */
function forPrograms({ file: _, ...standard }: Listed): Omit<Listed, "file"> {
  return standard;
}

function forPeople(listed: readonly Listed[], width: number): string[] {
  const rows = listed.map(({ name, title, basis, source }) => [name, title, basis.replace("-", " "), source]);
  return [
    ...table([["name", "title", "basis", "source"], ...rows], width, true),
    "",
    ...paragraph(STANDING, width, ""),
    "",
    "Next",
    "  ratio-audit explain benchmark  explain a standard",
  ];
}
