/** Weights are counted in whole millionths, so that 0.1 + 0.2 is 0.3: they are summed and multiplied, and never rounded. */
export const WEIGHT_ONE = 1_000_000;

const DECIMALS = 6;

/** The whole millionths in a weight from 0 to 1, read from its decimal digits. Throws a RangeError on any other number. */
export function millionths(weight: number): number {
  // Numbers below 0.000001 print with an exponent, so they fail the pattern, as does more than six decimals.
  const [, whole = "", decimals = ""] = /^([01])(?:\.(\d{1,6}))?$/.exec(String(weight)) ?? [];
  const units = Number(whole + decimals.padEnd(DECIMALS, "0"));
  if (whole === "" || units > WEIGHT_ONE) throw new RangeError(`a weight is a number from 0 to 1 with at most six decimals, not ${weight}`);
  return units;
}

/** The weight in numbers for people: 1.5 for 1,500,000 millionths. */
export function showWeight(units: number): number {
  return units / WEIGHT_ONE;
}
