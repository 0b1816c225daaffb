/** The format of the configuration file: the defaults for runs in a folder. */
import * as z from "zod/mini";
import { field, mappingOf } from "../document/field.ts";
import { FAIL_ON } from "../exit-code.ts";

const path = (example: string, description: string) =>
  field(z.string().check(z.minLength(1)), "a path below the folder of the configuration", example, description, { shown: true });

export const configFile = field(
  mappingOf([], {
    $schema: field(z.string(), "the path of a schema", "./config.schema.json", "The schema of this file, for editors."),
    rosters: field(
      z.array(path("rosters", "A file, a folder, or a pattern with *, ** or ?.")).check(z.minLength(1)),
      "a list of files, folders and patterns",
      "[rosters]",
      "The rosters to audit if the command line names none.",
    ),
    standards: field(
      z.array(path("./standards/our-clinic.yaml", "A built-in standard, or the path of a standard file.")).check(z.minLength(1)),
      "a list of standards",
      "[premium, ./standards/our-clinic.yaml]",
      "The standards for every roster. The standards that a roster names are added to them. --standard replaces both.",
    ),
    failOn: field(
      z.enum(FAIL_ON),
      `one of ${FAIL_ON.join(", ")}`,
      "warning",
      "The lowest severity that makes a run exit with 1. --fail-on replaces it.",
      { shown: true },
    ),
    mapping: path("./mapping.yaml", "The mapping that an import uses."),
  }),
  "a mapping",
  "rosters: [rosters]",
  "The configuration of ratio-audit for a folder. Paths are relative to this file.",
);

export type ConfigFile = z.infer<typeof configFile>;
