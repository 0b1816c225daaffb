/** Documents of a run with thousands of files: what is read of each is kept, and not what says where it stands. */
import type { Document, Path, Span, Token } from "./document.ts";

/** Keeps documents lean. Those of the one file that is asked about last are there as a whole, read anew. */
export class LeanReader {
  readonly #read: (text: string) => readonly Document[];
  #latest: { readonly text: string; readonly documents: readonly Document[] } | null = null;

  /** `read` makes the same documents of the same text each time. */
  constructor(read: (text: string) => readonly Document[]) {
    this.#read = read;
  }

  /** The documents in a text; places in them are looked up in the text, when somebody asks. */
  read(text: string): Document[] {
    return this.#read(text).map((document) =>
      document.readable ? new LeanDocument(document, this.#whole.bind(this, document.text)) : document,
    );
  }

  #whole(text: string): readonly Document[] {
    if (this.#latest?.text !== text) this.#latest = { text, documents: this.#read(text) };
    return this.#latest.documents;
  }
}

class LeanDocument implements Document {
  readonly index: number;
  readonly text: string;
  readonly value: unknown;
  readonly problems: Document["problems"];
  readonly readable = true;
  readonly #whole: () => readonly Document[];

  constructor({ index, text, value, problems }: Document, whole: () => readonly Document[]) {
    this.index = index;
    this.text = text;
    this.value = value;
    this.problems = problems;
    this.#whole = whole;
  }

  locate(path: Path, part: "key" | "value"): Span {
    return this.#document.locate(path, part);
  }

  spelling(path: Path): string {
    return this.#document.spelling(path);
  }

  tokens(path: Path): Iterable<Token> {
    return this.#document.tokens(path);
  }

  get #document(): Document {
    return this.#whole()[this.index] as Document;
  }
}
