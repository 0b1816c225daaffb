/** Positions and sizes of what is drawn, as classes of the style sheet: the page's security policy allows no other styles. */
export class PositionClasses {
  readonly #classes = new Map<string, string>();

  /** The class with these declarations. */
  for(declarations: string): string {
    const name = this.#classes.get(declarations) ?? `g${this.#classes.size}`;
    this.#classes.set(declarations, name);
    return name;
  }

  /** The rules of all classes; on a narrow screen, where the days follow each other, nothing has a position. */
  get css(): string {
    const rules = [...this.#classes].map(([declarations, name]) => `.${name}{${declarations}}`);
    return rules.length === 0 ? "" : `@media print,(min-width:48.01rem){${rules.join("")}}`;
  }
}
