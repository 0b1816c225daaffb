import { practitioner } from "./shapes.ts";

/** The names of a Practitioner: as one text, and made of its parts. */
export function namesOf(value: unknown): string[] {
  const names = practitioner.safeParse(value).data?.name ?? [];
  const [first] = [...names].sort((a, b) => rank(a.use) - rank(b.use));
  if (first === undefined) return [];
  const parts = [...(first.given ?? []), first.family].filter((part) => typeof part === "string" && part.trim() !== "");
  return [first.text ?? "", parts.join(" ")].map((name) => name.replace(/\s+/gu, " ").trim()).filter((name) => name !== "");
}

function rank(use: string | null | undefined): number {
  return use === "official" ? 0 : use === "usual" ? 1 : use === "old" ? 3 : 2;
}
