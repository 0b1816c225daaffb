/** `ratio-audit init [FOLDER]`: writes a first roster and standard, and the schemas for editors. */
import { EXIT } from "../exit-code.ts";
import type { Streams } from "../io/streams.ts";
import { writeNewFiles } from "../io/write-file.ts";
import { inShell } from "../report/in-shell.ts";
import { sanitize, withoutCommands } from "../report/sanitize.ts";
import { asCalled } from "./as-called.ts";
import { STARTER_ROSTER, STARTER_STANDARD } from "./init-templates.ts";
import { schemaText } from "./schema.ts";

const ROSTER = "week.roster.yaml";

/** Writes all files or none; never replaces a file. */
export async function init(named: string | undefined, { out, err, env }: Streams): Promise<number> {
  const files = {
    [ROSTER]: STARTER_ROSTER,
    "our-clinic.yaml": STARTER_STANDARD,
    "roster.schema.json": schemaText("roster"),
    "standard.schema.json": schemaText("standard"),
  };
  if (named === "") {
    await err.write("ratio-audit: the folder name is empty. Leave it out to use the current folder.\n");
    return EXIT.notAudited;
  }
  const folder = named ?? ".";
  const where = named === undefined ? "this folder" : withoutCommands(sanitize(named));
  const roster = named === undefined ? ROSTER : `${where.replace(/\/+$/, "")}/${ROSTER}`;
  const failed = writeNewFiles(folder, files);
  if (failed !== null) {
    const why =
      "taken" in failed
        ? `${failed.taken.join(", ")} already ${failed.taken.length === 1 ? "exists" : "exist"}. Name another folder`
        : failed.why;
    await err.write(`ratio-audit: no file was written to ${where}: ${why}.\n`);
    return EXIT.notAudited;
  }
  const done = `Wrote to ${where}: ${Object.keys(files).join(", ")}.

Next
  ratio-audit ${inShell(roster)}

Then replace the example in ${ROSTER} with your own week. Comments in the file explain each section.
`;
  await out.write(asCalled(done, env));
  return EXIT.ok;
}
