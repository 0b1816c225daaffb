/** Positions and sizes of drawn elements as classes of the style sheet, because the page's security policy allows no inline styles. */
export class PositionClasses {
  readonly #classes = new Map<string, string>();

  /** The class for some declarations. */
  for(declarations: string): string {
    const name = this.#classes.get(declarations) ?? `g${this.#classes.size}`;
    this.#classes.set(declarations, name);
    return name;
  }

  /** The rules of all classes. On a narrow screen, the days follow each other and nothing is positioned. */
  get css(): string {
    const rules = [...this.#classes].map(([declarations, name]) => `.${name}{${declarations}}`);
    return rules.length === 0 ? "" : `@media print,(min-width:48.01rem){${rules.join("")}}`;
  }
}
