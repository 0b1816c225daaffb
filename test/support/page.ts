/** A page in HTML as a tree, read as browsers read it. */
import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Any = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** A page; throws where its markup is broken. */
export function pageTree(text: string): DefaultTreeAdapterTypes.Document {
  const errors: string[] = [];
  const tree = parse(text, {
    onParseError: ({ code, startOffset }) => errors.push(`${code}: ${text.slice(startOffset, startOffset + 80)}`),
  });
  if (errors.length > 0) throw new Error(`this page is no HTML: ${errors.join("; ")}`);
  return tree;
}

/** Every element below a node, in the order of the page. */
export function elementsIn(node: Any): Element[] {
  const children = "childNodes" in node ? node.childNodes : [];
  return children.flatMap((child) => ("tagName" in child ? [child, ...elementsIn(child)] : []));
}

function attribute(element: Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null;
}

/** The elements of a page that have a class. */
export function withClass(node: Any, name: string): Element[] {
  return elementsIn(node).filter((element) => attribute(element, "class")?.split(" ").includes(name));
}

/** The elements of a page with a name. */
export function named(node: Any, name: string): Element[] {
  return elementsIn(node).filter(({ tagName }) => tagName === name);
}

/** The text that a reader of the page sees. */
export function wordsOf(node: Any): string {
  if ("value" in node && node.nodeName === "#text") return node.value;
  return "childNodes" in node ? node.childNodes.map(wordsOf).join("") : "";
}
