import type { Format } from "./format.ts";

/** Every format; each is loaded only when it is asked for. */
export const FORMATS: readonly Format[] = [
  { name: "pretty", summary: "for people, at a terminal", hashes: false, load: async () => (await import("./pretty.ts")).pretty },
  {
    name: "json",
    summary: "for programs: version 1 of the published report",
    hashes: true,
    load: async () => (await import("./json.ts")).json,
  },
];
