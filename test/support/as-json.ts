/** A roster in YAML as JSON of the same content. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar } from "yaml";

/** An id in any spelling: `007`, `1e3` and `true` are ids as they are written. */
const IDS = /^(?:id|counselor|clinician|clinicians|patients|couples|partners|session|cpt)$/;

/** The text in JSON; null if no JSON has the same content: broken YAML, several documents, tags, merge and duplicate keys. */
export function asJson(text: string): string | null {
  const documents = parseAllDocuments(text, { schema: "failsafe", uniqueKeys: true, logLevel: "silent" }) as Document[];
  const [document] = documents;
  if (documents.length !== 1 || document === undefined) return null;
  if (document.errors.length > 0 || document.warnings.length > 0 || document.contents === null) return null;
  try {
    const written = new Writer(document).write(document.contents as Node, "");
    // What is no text is other text once it was read as such.
    return written.includes("\ufffd") ? null : written;
  } catch (error) {
    if (error instanceof NoJson) return null;
    throw error;
  }
}

class NoJson extends Error {}

/** More values than any fixture has but a bomb of aliases. */
const MAX_VALUES = 100_000;

class Writer {
  readonly #document: Document;
  #values = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  /** `key` is that of the mapping or list around the value. */
  write(node: Node | null, key: string): string {
    if (++this.#values > MAX_VALUES) throw new NoJson();
    if (node === null) return "null";
    if (isAlias(node)) {
      const target = node.resolve(this.#document);
      if (target === undefined) throw new NoJson();
      return this.write(target, key);
    }
    if (node.tag !== undefined) throw new NoJson();
    if (isSeq(node)) return `[${node.items.map((item) => this.write(item as Node | null, key)).join(", ")}]`;
    if (isMap(node)) {
      const members = node.items.map((pair) => {
        if (!isScalar(pair.key) || pair.key.value === "<<") throw new NoJson();
        const name = String(pair.key.value);
        return `${JSON.stringify(name)}: ${this.write(pair.value as Node | null, name)}`;
      });
      return `{${members.join(",\n")}}`;
    }
    return scalar(node as Scalar, key);
  }
}

function scalar({ value, type }: Scalar, key: string): string {
  const text = String(value ?? "");
  if (type !== "PLAIN") return JSON.stringify(text);
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return "null";
  // A number keeps its spelling, which matters if it is an id.
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) && Number.isFinite(Number(text))) return text;
  if (IDS.test(key)) return JSON.stringify(text);
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase();
  return /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text) ? String(Number(text)) : JSON.stringify(text);
}
