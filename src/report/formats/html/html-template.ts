/** A template tag for HTML. Escapes every value except markup. */
import { sanitize } from "../../sanitize.ts";

/** A piece of HTML. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A value for a template; null and false are empty. */
export type Content = string | number | Markup | null | false | readonly Content[];

/** The template tag for markup. Line breaks in the template, and the spaces after them, are removed. */
export function html(words: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(words.map((word, i) => word.replace(/\n\s*/g, "") + (i < values.length ? textOf(values[i] as Content) : "")).join(""));
}

function textOf(content: Content): string {
  if (content === null || content === false) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(textOf).join("");
  return escaped(String(content));
}

/** Unicode noncharacters, which are errors in HTML. */
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/gu;

/** Escapes text between tags and in quotes. */
function escaped(text: string): string {
  return sanitize(text)
    .replace(NO_CHARACTER, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The breaks in a long word: after punctuation, else after some letters. */
const BREAKS = /(?<=[/_.-](?=[^\s/_.-]))|(?<=(?:^|[\s/_.-])(?:[^\s/_.-]{10})+)(?=[^\s/_.-])/u;

/** Text from a file. It keeps its own direction without affecting the line around it, and long words may break. */
export function words(text: string): Markup {
  const parts = /\S{21}/u.test(text) ? text.split(BREAKS) : [text];
  return html`<bdi>${between(parts, html`<wbr>`)}</bdi>`;
}

/** One of our sentences; text in backticks becomes code. */
export function prose(text: string): Markup {
  return html`${text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** Contents with a separator between them. */
export function between(contents: readonly Content[], separator: Content = ", "): Content[] {
  return contents.flatMap((content, i) => (i === 0 ? [content] : [separator, content]));
}

/** A heading with a level from 1 to 6 and attributes. */
export function heading(level: number, attributes: Markup, content: Content): Markup {
  const tag = new Markup(`h${level}`);
  return html`<${tag} ${attributes}>${content}</${tag}>`;
}

/** Content that may be wider than the page: a separate part that the keyboard can scroll too. */
export function scrolling(label: string, content: Content): Markup {
  return html`<section class="scroll" aria-label="${label}" tabindex="0">${content}</section>`;
}

/** A column of a table: its title, and its head if that differs. */
export interface Column {
  readonly title: string;
  readonly head?: Markup;
}

interface TableOptions {
  readonly caption?: Content;
  /** The column with the row headers, from 0. */
  readonly header?: number;
  /** The prefix of the row anchors, which are numbered from 1; without it, rows have no anchors. */
  readonly anchors?: string;
  readonly name?: string;
}

/** A table. Each cell has its title, because rows become cards on narrow screens. The last cell of a short row spans the rest. */
export function table(columns: readonly Column[], rows: readonly (readonly Content[])[], options: TableOptions = {}): Markup {
  const { caption = null, header = 0, name = "", anchors = "" } = options;
  const cell = (content: Content, i: number, cells: readonly Content[]) => {
    const span = i === cells.length - 1 && cells.length < columns.length && html` colspan="${columns.length - i}"`;
    if (i === header) return html`<th scope="row">${content}</th>`;
    return html`<td data-title="${columns[i]?.title ?? ""}"${span}>${content}</td>`;
  };
  return html`
    <table${name !== "" && html` class="${name}"`}>${caption !== null && html`<caption>${caption}</caption>`}
      <thead><tr>${columns.map(({ title, head = title }) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map((cells, i) => html`<tr${anchors !== "" && html` id="${anchors}-${i + 1}"`}>${cells.map(cell)}</tr>`)}</tbody>
    </table>`;
}

/** Columns with these titles. */
export function titled(...titles: readonly string[]): Column[] {
  return titles.map((title) => ({ title }));
}
