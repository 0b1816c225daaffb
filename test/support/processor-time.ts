import { expect } from "vitest";

/** Does some work, and expects it to take less time than a whole import may. It is the time of the processor, for others may use the machine as well. */
export function within5Seconds<T>(work: () => T): T {
  const before = process.cpuUsage();
  const done = work();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(5);
  return done;
}
