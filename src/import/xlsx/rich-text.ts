/** Texts of a workbook: how one is put together from its runs, and which characters it escapes. */
import type { XmlHandler } from "./xml.ts";

/** Gathers the text of an `si` or `is` element: that of all its runs, without the phonetic ones above Japanese. */
export interface TextGatherer extends Required<XmlHandler> {
  /** The text since the last call. */
  take(): string;
}

export function textGatherer(): TextGatherer {
  let text = "";
  let isText = false;
  let isPhonetic = false;
  return {
    open(name) {
      if (name === "rPh") isPhonetic = true;
      isText = name === "t" && !isPhonetic;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      isText = false;
      if (name === "rPh") isPhonetic = false;
    },
    take() {
      const taken = withoutEscapes(text);
      text = "";
      isText = false;
      isPhonetic = false;
      return taken;
    },
  };
}

/** `_x000D_` is the character of that code: how a workbook writes what XML cannot hold. A line break of XML itself is `\n`. */
export function withoutEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/\r\n?/g, "\n").replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
