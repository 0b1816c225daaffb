/** Work in steps, for callers who wait for the result only. */

/** The result of work in steps, all of them made at once. */
export function resultOf<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as Result;
  }
}
