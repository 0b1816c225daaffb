/** A template tag for HTML, in which every value is escaped unless it is markup already. */
import { sanitize } from "../../sanitize.ts";

/** A piece of HTML. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may be put into a template; null and false are nothing. */
export type Content = string | number | Markup | null | false | readonly Content[];

/** The template tag that makes markup. Line breaks of the template, with the spaces after them, are for its reader only. */
export function html(words: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(words.map((word, i) => word.replace(/\n\s*/g, "") + (i < values.length ? textOf(values[i] as Content) : "")).join(""));
}

function textOf(content: Content): string {
  if (content === null || content === false) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(textOf).join("");
  return escaped(String(content));
}

/** Code points that are no characters, which a parser of HTML complains of: some in the middle, and the last two of each plane. */
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/gu;

/** Text between tags and in quotes. */
function escaped(text: string): string {
  return sanitize(text)
    .replace(NO_CHARACTER, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Where a long word may be broken: after a sign, or else after some letters. */
const BREAKS = /(?<=[/_.-](?=[^\s/_.-]))|(?<=(?:^|[\s/_.-])(?:[^\s/_.-]{10})+)(?=[^\s/_.-])/u;

/** Somebody's words, which keep their own direction and leave that of the line around them alone; long ones may be broken. */
export function words(text: string): Markup {
  const parts = /\S{21}/u.test(text) ? text.split(BREAKS) : [text];
  return html`<bdi>${between(parts, html`<wbr>`)}</bdi>`;
}

/** One of our sentences, in which text in backticks is code. */
export function prose(text: string): Markup {
  return html`${text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** Contents with something between them, such as a comma. */
export function between(contents: readonly Content[], separator: Content = ", "): Content[] {
  return contents.flatMap((content, i) => (i === 0 ? [content] : [separator, content]));
}

/** A heading of a level from 1 to 6, with its attributes. */
export function heading(level: number, attributes: Markup, content: Content): Markup {
  const tag = new Markup(`h${level}`);
  return html`<${tag} ${attributes}>${content}</${tag}>`;
}

/** What may be wider than the page: a part of its own, which can be scrolled by the keyboard as well. */
export function scrolling(label: string, content: Content): Markup {
  return html`<section class="scroll" aria-label="${label}" tabindex="0">${content}</section>`;
}

/** A column of a table: its title, and its head if that is more. */
export interface Column {
  readonly title: string;
  readonly head?: Markup;
}

interface TableOptions {
  readonly caption?: Content;
  /** Which column has the heads of the rows, from 0. */
  readonly header?: number;
  /** With what the anchors of its rows begin, which are numbered from 1; without it they have none. */
  readonly anchors?: string;
  readonly name?: string;
}

/** A table whose rows become cards on narrow screens, so each cell has its title. The last cell of a short row takes the rest. */
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

/** Columns by their titles. */
export function titled(...titles: readonly string[]): Column[] {
  return titles.map((title) => ({ title }));
}
