/** Bytes of text in the encodings that spreadsheets write. */

const WINDOWS_1252: Readonly<Record<string, number>> = {
  "€": 0x80,
  "…": 0x85,
  "‘": 0x91,
  "’": 0x92,
  "“": 0x93,
  "”": 0x94,
  "–": 0x96,
  "—": 0x97,
};

export function encoded(text: string, encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252", hasMark: boolean): Uint8Array {
  const marked = hasMark ? `\ufeff${text}` : text;
  if (encoding === "utf-8") return new TextEncoder().encode(marked);
  const units = Array.from({ length: marked.length }, (_, i) => marked.charCodeAt(i));
  if (encoding === "windows-1252") return Uint8Array.from(units, (unit, i) => WINDOWS_1252[marked[i] as string] ?? unit);
  return Uint8Array.from(units.flatMap((unit) => (encoding === "utf-16le" ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff])));
}
