/** Matrices: one statement of many cases is one test, which in the usual run tries some of them and in the long one all. */

/** Whether this is `npm run test:long`. */
export const IS_LONG_RUN = process.env.RATIO_AUDIT_LONG === "1";

/** All of a list in the long run; else every so-manieth from the first, so that what is tried is spread over all of it. */
export function some<T>(all: readonly T[], every: number): readonly T[] {
  return IS_LONG_RUN ? all : all.filter((_, i) => i % every === 0);
}

/** How often a property is tried: many times in the long run, else fewer. */
export function tries(many: number, few: number): number {
  return IS_LONG_RUN ? many : few;
}

/** Checks a statement of each case in turn; a failure begins with the name of the case. */
export async function holdsForEach<T>(
  cases: Iterable<readonly [name: string, one: T]>,
  check: (one: T, name: string) => unknown,
): Promise<void> {
  let isAny = false;
  for (const [name, one] of cases) {
    isAny = true;
    try {
      await check(one, name);
    } catch (error) {
      if (error instanceof Error) error.message = `${name}: ${error.message}`;
      throw error;
    }
  }
  if (!isAny) throw new Error("there is no case");
}

/** Each of some values by what it looks like. */
export function named<T>(values: readonly T[]): (readonly [string, T])[] {
  return values.map((one) => [typeof one === "string" ? one : JSON.stringify(one), one] as const);
}
