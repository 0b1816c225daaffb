/** The texts that cells share: a cell names one by its index. */
import type { Cell } from "../source.ts";
import { textCell } from "./cell.ts";
import { textGatherer } from "./rich-text.ts";
import type { Parts } from "./xml.ts";

export function readSharedStrings(parts: Parts, path: string): Cell[] {
  const strings: Cell[] = [];
  const gatherer = textGatherer();
  parts.read(path, "sst", {
    open(name, attributes) {
      if (name === "si") gatherer.take();
      else gatherer.open(name, attributes);
    },
    text: gatherer.text,
    close(name) {
      if (name === "si") strings.push(textCell(gatherer.take()));
      else gatherer.close(name);
    },
  });
  return strings;
}
