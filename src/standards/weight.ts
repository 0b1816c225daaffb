/** The weight 1 in millionths. Weights are integers, so that 0.1 + 0.2 is 0.3 and sums are never rounded. */
export const WEIGHT_ONE = 1_000_000;

const DECIMALS = 6;

/** A weight from 0 to 1 in whole millionths, read from its decimal digits. Throws a RangeError for any other number. */
export function millionths(weight: number): number {
  // The pattern refuses more than six decimals, and numbers below 0.000001, which print with an exponent.
  const [, whole = "", decimals = ""] = /^([01])(?:\.(\d{1,6}))?$/.exec(String(weight)) ?? [];
  const units = Number(whole + decimals.padEnd(DECIMALS, "0"));
  if (whole === "" || units > WEIGHT_ONE) throw new RangeError(`a weight is a number from 0 to 1 with at most six decimals, not ${weight}`);
  return units;
}

/** A weight for display: 1.5 for 1,500,000 millionths. */
export function showWeight(units: number): number {
  return units / WEIGHT_ONE;
}
