/** Reads the XML of a workbook's parts as a stream of tags and texts, within bounds on all that is read. */
import sax from "sax";
import { say } from "../../message.ts";
import { Refusal } from "../unimportable.ts";
import { unpack } from "./unpack.ts";
import { damaged, tooLarge, type ZipDirectory } from "./zip-directory.ts";

export type Attributes = Readonly<Record<string, string | undefined>>;

/** Names come without their prefix: `x:row` and `row` are the same, whatever namespace a writer uses. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  /** A piece of text; a long text comes in several. */
  text?(text: string): void;
  close?(name: string): void;
}

export interface Parts {
  has(path: string): boolean;
  /** Reads a part whose outermost element is `root`. Throws a `Refusal`: missing, damaged, too large, or with a DOCTYPE. */
  read(path: string, root: string, handler: XmlHandler): void;
}

/** Maximum bytes and elements in all parts that are read: sax reads 15 MB or 2.5 million elements a second at worst. */
const MAX_XML_BYTES = 48 * 1024 * 1024;
const MAX_ELEMENTS = 3_000_000;

/** Maximum attributes of an element. The outermost one of a sheet has some 20 for its namespaces. */
const MAX_ATTRIBUTES = 256;

/** Maximum depth of elements. A sheet needs ten levels. */
const MAX_DEPTH = 64;

/** Characters to parse at a time; sax checks the bounds of its buffers after each. */
const CHUNK_LENGTH = 64 * 1024;

/** The parts of a workbook. The bounds hold for all that is read through it together. */
export function partsOf(directory: ZipDirectory): Parts {
  let bytesLeft = MAX_XML_BYTES;
  let elementsLeft = MAX_ELEMENTS;
  return {
    has: (path) => directory.has(path.toLowerCase()),
    read(path, root, handler) {
      const entry = directory.get(path.toLowerCase());
      if (entry === undefined) throw damaged();
      let depth = 0;
      let hasRoot = false;
      const parser = parserFor({
        ...handler,
        open(name, attributes) {
          if (--elementsLeft < 0) throw tooLarge();
          if (depth++ === 0) hasRoot = name === root;
          if (!hasRoot || depth > MAX_DEPTH) throw damaged();
          handler.open?.(name, attributes);
        },
        close(name) {
          depth--;
          handler.close?.(name);
        },
      });
      let attributes = 0;
      parser.onopentagstart = () => {
        attributes = 0;
      };
      parser.onattribute = () => {
        if (++attributes > MAX_ATTRIBUTES) throw damaged();
      };
      const write = decoderFor((text) => {
        for (let at = 0; at < text.length; at += CHUNK_LENGTH) parser.write(text.slice(at, at + CHUNK_LENGTH));
      });
      unpack(entry, (piece) => {
        bytesLeft -= piece.length;
        if (bytesLeft < 0) throw tooLarge();
        write(piece, false);
      });
      write(new Uint8Array(), true);
      parser.close();
      if (!hasRoot) throw damaged();
    },
  };
}

/** Decodes UTF-8, or UTF-16 with a byte-order mark: the encodings that a workbook may have. */
function decoderFor(use: (text: string) => void): (piece: Uint8Array, isLast: boolean) => void {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  return (piece, isLast) => {
    let text: string;
    try {
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
      text = decoder.decode(piece, { stream: !isLast });
    } catch {
      throw damaged();
    }
    use(text);
  };
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

function parserFor(handler: XmlHandler): sax.SAXParser {
  const parser = sax.parser(true);
  // The library's own errors quote the file.
  parser.onerror = () => {
    throw damaged();
  };
  parser.ondoctype = () => {
    throw new Refusal(
      say`This workbook has a DOCTYPE, which no spreadsheet program writes.`,
      say`Open the workbook in Excel, save it under another name, then import that file.`,
    );
  };
  parser.onopentag = ({ name, attributes }) => handler.open?.(localName(name), attributes as Attributes);
  parser.onclosetag = (name) => handler.close?.(localName(name));
  if (handler.text !== undefined) {
    parser.ontext = (text) => handler.text?.(text);
    parser.oncdata = parser.ontext;
  }
  return parser;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** `1` and `true`, as writers spell it. */
export function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}
