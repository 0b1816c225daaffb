import { describe, expect, test } from "vitest";
import { audit, parseRoster } from "../src/index.ts";
import { BOUNDS, foundIn } from "./support/bounds.ts";

describe("at the bounds of rules", () => {
  test.each(BOUNDS)("$name", ({ roster, standards, expected }) => {
    expect(foundIn(audit(parseRoster(roster), { standards }))).toEqual(expected);
  });
});
