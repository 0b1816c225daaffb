import { sha256 } from "../../sha256.ts";

/**
 * The identities of findings from run to run: 32 hexadecimal digits each of the SHA-256 of what it is about. Neither lines
 * nor messages go in, so that it stays when the file moves around it, and no patient's id does. Equal ones are numbered.
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
