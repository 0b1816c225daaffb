import { sha256 } from "../../sha256.ts";

/**
 * Fingerprints that identify findings from run to run: 32 hexadecimal digits of the SHA-256 of a finding's subject. They do not
 * depend on lines or messages, so they survive edits around the finding, nor on patient ids. Equal subjects are numbered.
 */
export function fingerprints(subjects: readonly (readonly (string | number | null)[])[]): string[] {
  const seen = new Map<string, number>();
  return subjects.map((subject) => {
    const key = JSON.stringify(subject);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return sha256(before === 0 ? key : JSON.stringify([...subject, before + 1])).slice(0, 32);
  });
}
