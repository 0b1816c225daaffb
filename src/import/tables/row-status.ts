/** The status of a row: its word, and columns that say yes or no. */
import { type Message, say, trusted } from "../../message.ts";
import { titleOfCanceled } from "../canceled-title.ts";
import type { EntryStatus } from "../entry.ts";
import type { Row } from "../source.ts";
import { ask, type Context, settle } from "./findings.ts";
import { at, cellsOf, columnOfRole, type Section, textOf } from "./section.ts";
import { statusOf, yesOrNo } from "./statuses.ts";

/** The status of a row; null if the row is settled, because it never attends or its word is not known. */
export function rowStatus(section: Section, row: Row, context: Context): EntryStatus | null {
  const location = at(section, context.file, row);
  const raised = [...section.flags].flatMap(([column, meaning]) => (yesOrNo(row.cells[column]?.text ?? "") === true ? [meaning] : []));
  if (raised.includes("does-not-attend")) return settled("does-not-attend");
  if (raised.includes("canceled")) return "canceled";
  if (raised.includes("no-time")) {
    settle(context, location, "no-time", say`all-day event`);
    return null;
  }
  if (raised.includes("no-show")) return "no-show";
  const found = cellsOf(section, row, "status").map(({ text }) => statusOf(text, context.mapping?.status));
  if (found.includes(null)) {
    settle(context, location, "waits", say`unknown status`);
    ask(context, {
      code: "status",
      scope: "rows",
      message: say`Unknown status in ${trusted(columnOfRole(section, "status"))}.`,
      answer: say`Write what each word means in the mapping, such as: status: { attended: [WORD], canceled: [WORD], leftOut: [WORD] }`,
      at: [location],
    });
    return null;
  }
  if (found.includes("left-out")) return settled("left-out", say`the status says so`);
  if (found.includes("does-not-attend")) return settled("does-not-attend");
  const status = (["canceled", "no-show", "attended"] as const).find((one) => found.includes(one)) ?? "planned";
  const isCanceled = (["title", "group"] as const).some((role) => titleOfCanceled(textOf(section, row, role)) !== null);
  if (!isCanceled || status === "canceled") return status;
  if (status === "planned") return "canceled";
  settle(context, location, "waits", say`the title says canceled, but the status does not`);
  ask(context, {
    code: "status",
    scope: "rows",
    message: say`Rows have a title that says canceled, and a status that says otherwise.`,
    answer: say`Correct the title or the status in the source.`,
    at: [location],
  });
  return null;

  function settled(fate: "left-out" | "does-not-attend", detail?: Message): null {
    settle(context, location, fate, detail);
    return null;
  }
}
