const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]+/gu;
const SPACES = /\s+/gu;
const DASHES = /[\p{Dash}\u2043]+/gu;

/**
 * The same text for ids that differ only in letter case, spaces, dashes, invisible characters or Unicode form. A dash between two
 * digits counts: without it `1-12` and `11-2` would be one id.
 */
export function lookAlikeKey(id: string): string {
  return id
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .toLowerCase()
    .toUpperCase()
    .normalize("NFKC")
    .replace(SPACES, "")
    .replace(DASHES, "-")
    .replace(/(?<!\p{Nd})-|-(?!\p{Nd})/gu, "");
}
