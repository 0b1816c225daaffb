/** Debian's Chromium, which `.ci/run` installs; elsewhere tests that need it are skipped where it is not there. */
import { spawnSync } from "node:child_process";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Where it is; null if it is not there, or if `CHROMIUM` is empty. */
export const CHROMIUM: string | null =
  (process.env.CHROMIUM ??
    NAMES.map((name) => spawnSync("which", [name], { encoding: "utf8" }).stdout.trim()).find((path) => path !== "")) ||
  null;

/** Whether it is not there, and need not be. */
export const WITHOUT_BROWSER = CHROMIUM === null && process.env.RATIO_AUDIT_CI !== "1";

/** A browser without a window. It runs in containers as well, where Chromium's own sandbox cannot and shared memory is small. */
export function openBrowser() {
  return chromium.launch({ executablePath: CHROMIUM as string, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}
