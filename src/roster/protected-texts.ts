import { type Document, type Path, valueAt } from "../document/document.ts";
import { list, type Mapping, mapping } from "../document/loose.ts";
import { suggest } from "../document/suggest.ts";
import { refusal } from "./privacy.ts";

/** Every text that stands where ids of patients or couples belong, for masking what is said about an invalid roster. */
export function protectedTexts(document: Document): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const key of ["patients", "couples"]) collect([key]);
  list(mapping(document.value).sessions).forEach((_, i) => {
    for (const key of ["patients", "couples", "partners"]) collect(["sessions", i, key]);
  });
  return texts;

  function collect(path: Path): void {
    const value = valueAt(document.value, path);
    if (value === undefined) return;
    const visit = (inner: unknown, at: () => Path): void => {
      if (typeof inner === "string") texts.add(inner);
      else if (typeof inner === "number" || typeof inner === "boolean") texts.add(document.spelling(at()));
      else if (Array.isArray(inner)) for (const [i, item] of inner.entries()) visit(item, () => [...at(), i]);
      else
        for (const key of Object.keys(mapping(inner))) {
          // A key may be an id (`p-014: {…}`), unless it is one of ours, mistyped, or a word like `name`.
          if (!OWN_FIELDS.has(key) && refusal([...at(), key]) === null && suggest(key, OWN_FIELDS) === null) texts.add(key);
          if (!SHOWABLE_FIELDS.has(key)) visit((inner as Mapping)[key], () => [...at(), key]);
        }
    };
    visit(value, () => path);
  }
}

const OWN_FIELDS = new Set(["id", "partners", "from", "until", "counselor", "state", "coverage", "plan", "telehealthVerified"]);
const SHOWABLE_FIELDS = new Set(["counselor", "state", "coverage", "from", "until"]);
