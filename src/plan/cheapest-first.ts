/** A queue that gives the least of its items first; of equal ones, the one that was added first. A binary heap. */
export class CheapestFirst<Item> {
  private readonly items: { readonly item: Item; readonly added: number }[] = [];
  private added = 0;
  private readonly compare: (a: Item, b: Item) => number;

  constructor(compare: (a: Item, b: Item) => number) {
    this.compare = compare;
  }

  add(item: Item): void {
    this.items.push({ item, added: this.added++ });
    for (let i = this.items.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.isBefore(i, parent)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  /** Removes and returns the least item; undefined for an empty queue. */
  take(): Item | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.items.length > 0) {
      this.items[0] = last;
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2];
        let least = i;
        if (left < this.items.length && this.isBefore(left, least)) least = left;
        if (right < this.items.length && this.isBefore(right, least)) least = right;
        if (least === i) break;
        this.swap(i, least);
        i = least;
      }
    }
    return first.item;
  }

  private isBefore(i: number, j: number): boolean {
    const [a, b] = [this.items[i], this.items[j]];
    if (a === undefined || b === undefined) return false;
    return (this.compare(a.item, b.item) || a.added - b.added) < 0;
  }

  private swap(i: number, j: number): void {
    const [a, b] = [this.items[i], this.items[j]];
    if (a === undefined || b === undefined) return;
    this.items[i] = b;
    this.items[j] = a;
  }
}
