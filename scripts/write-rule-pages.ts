/** Writes the pages of `docs/rules/`. */
import { rulePages } from "./rule-pages.ts";
import { writeGenerated } from "./write-generated.ts";

writeGenerated(await rulePages());
