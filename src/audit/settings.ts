/** Numbers that standards set for the whole roster: caseload and weekly hours. */
import { type Message, say } from "../message.ts";
import type { Setting, Standard } from "../standards/standard.ts";
import { authority } from "./phrases.ts";

interface StandardsSetting extends Setting {
  readonly standard: Standard;
}

/** The standards that set a number, each with that number. */
export function settingsOf(standards: readonly Standard[], what: "caseload" | "weeklyHours"): StandardsSetting[] {
  return standards.flatMap((standard) => {
    const setting = standard[what];
    return setting === null ? [] : [{ ...setting, standard }];
  });
}

/** `9 h (asam-2.1, professional criteria, not law)`: the number, with its standard. */
export function numberOf({ number, origin, standard }: StandardsSetting, unit: Message = []): Message {
  return say`${number}${unit} (${authority({ standards: [standard], origins: [origin] })})`;
}
