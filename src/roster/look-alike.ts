import { fold } from "./fold.ts";

const SPACES = /[\s\u2800]+/gu;
const DASHES = /[\p{Dash}\u2043]+/gu;

/**
 * A key that is equal for ids that differ only in letter case, spaces, dashes, invisible characters or Unicode form. A dash
 * between two digits counts: without it, `1-12` and `11-2` would be equal.
 */
export function lookAlikeKey(id: string): string {
  return fold(id)
    .text.replace(SPACES, "")
    .replace(DASHES, "-")
    .replace(/(?<!\p{Nd})-|-(?!\p{Nd})/gu, "");
}
