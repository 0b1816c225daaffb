/** Reads ratios of clinicians to seats in rosters and standards. */
import { type Message, say, trusted } from "../message.ts";

/** `clinicians` to `seats`, both from 1 to 9999, so that all products stay below 2^53. */
export interface Ratio {
  readonly clinicians: number;
  readonly seats: number;
}

/** The pattern of a ratio. `readRatio` also checks that there are no more clinicians than seats. */
export const RATIO = /^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}$/;

/** Reads a ratio; null if the text is not a ratio, or has more clinicians than seats: `6:1` for `1:6`. */
export function readRatio(text: string): Ratio | null {
  if (!RATIO.test(text)) return null;
  const [clinicians = 0, seats = 0] = text.split(":").map(Number);
  return clinicians > seats ? null : { clinicians, seats };
}

/** The problem of a ratio with more clinicians than seats. */
export function upsideDown(written: string): { message: Message; help: Message } {
  return { message: say`This ratio has more clinicians than seats.`, help: ratioHelp(written) ?? ONE_TO_SIX };
}

/** Help for an invalid ratio: the one that was probably meant. */
export function ratioHelp(written: string | number): Message | null {
  if (typeof written === "number") return numberHelp(written);
  const [, first = "", second = ""] = /^\s*(\d{1,4})\s*(?::|\/|to|-|–)\s*(\d{1,4})\s*$/i.exec(written) ?? [];
  if (first === "") return /^\d+([.,]\d+)?$/.test(written.trim()) ? numberHelp(Number(written.trim().replace(",", "."))) : null;
  const [clinicians, seats] = [Number(first), Number(second)];
  if (clinicians === 0 || seats === 0) return say`A ratio cannot contain 0. ${ONE_TO_SIX}`;
  if (clinicians > seats)
    return say`Clinicians come first: \`"${trusted(`${seats}:${clinicians}`)}"\`. To require several clinicians for any group size, use \`minClinicians\`.`;
  return say`Did you mean \`"${trusted(`${clinicians}:${seats}`)}"\`?`;
}

function numberHelp(written: number): Message {
  // YAML 1.1 reads 1:6 as a base-60 number.
  const isOfBase60 = Number.isInteger(written) && written > 60 && written < 3600 && written % 60 > 0;
  if (isOfBase60)
    return say`Did you mean \`"${trusted(`${Math.floor(written / 60)}:${written % 60}`)}"\`? Without quotes some programs read that as the number ${written}.`;
  const [whole = "", decimals] = String(written).split(".");
  if (decimals !== undefined && whole !== "0" && /^[1-9]\d{0,3}$/.test(decimals) && Number(whole) <= Number(decimals))
    return say`Did you mean \`"${trusted(`${whole}:${decimals}`)}"\`? A ratio has a colon between two whole numbers.`;
  if (Number.isInteger(written) && written > 0 && written < 10_000) return say`Did you mean \`"${trusted(`1:${written}`)}"\`?`;
  return ONE_TO_SIX;
}

const ONE_TO_SIX = say`Write clinicians to seats in quotes, such as "1:6": one clinician for at most six.`;
