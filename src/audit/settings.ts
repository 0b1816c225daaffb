/** Numbers that standards set for the whole roster: the caseload, the hours of a week. */
import { type Message, say } from "../message.ts";
import type { Setting, Standard } from "../standards/standard.ts";
import { authority } from "./phrases.ts";

interface StandardsSetting extends Setting {
  readonly standard: Standard;
}

/** The standards that set such a number, each with its number. */
export function settingsOf(standards: readonly Standard[], what: "caseload" | "weeklyHours"): StandardsSetting[] {
  return standards.flatMap((standard) => {
    const setting = standard[what];
    return setting === null ? [] : [{ ...setting, standard }];
  });
}

/** `9 h (asam-2.1, a published benchmark, not law)`: the number, and whose it is. */
export function numberOf({ number, origin, standard }: StandardsSetting, unit: Message = []): Message {
  return say`${number}${unit} (${authority({ standards: [standard], origins: [origin] })})`;
}
