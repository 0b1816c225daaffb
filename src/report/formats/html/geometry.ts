/** Sizes and places of what is drawn, as classes of the page's style sheet: its security policy allows no style beside that. */
export class Geometry {
  readonly #classes = new Map<string, string>();

  /** The class with these declarations. */
  class(declarations: string): string {
    const known = this.#classes.get(declarations);
    if (known !== undefined) return known;
    const name = `g${this.#classes.size}`;
    this.#classes.set(declarations, name);
    return name;
  }

  /** The rules of all classes; on a narrow screen, where the days follow each other, nothing has a place. */
  get css(): string {
    const rules = [...this.#classes].map(([declarations, name]) => `.${name}{${declarations}}`);
    return rules.length === 0 ? "" : `@media print,(min-width:48.01rem){${rules.join("")}}`;
  }
}

/** A part of a whole, as CSS has it. */
export function percent(part: number, whole: number): string {
  return `${round((100 * part) / whole, 4)}%`;
}

/** A number with at most so many decimals. */
export function round(number: number, decimals: number): number {
  return Number(number.toFixed(decimals));
}
