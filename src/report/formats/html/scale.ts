import type { Band } from "../week/layout.ts";
import { percent } from "./geometry.ts";

/** How high a folded band is, in hours. */
const FOLDED = 0.4;
/** Minutes of the day as heights: each hour is as high as any other, folded bands are narrow. */
export class Scale {
  readonly bands: readonly Band[];
  /** In hours. */
  readonly height: number;

  constructor(bands: readonly Band[]) {
    this.bands = bands;
    this.height = bands.reduce((sum, band) => sum + heightOf(band), 0);
  }

  /** How far down a minute is. */
  at(minute: number): string {
    return percent(this.#above(minute), this.height);
  }

  /** How high a stretch of minutes is. */
  part(from: number, until: number): string {
    return percent(this.share(from, until), 1);
  }

  /** The same as a part of 1. */
  share(from: number, until: number): number {
    return (this.#above(until) - this.#above(from)) / this.height;
  }

  #above(minute: number): number {
    return this.bands.reduce((sum, band) => {
      const share = (Math.min(Math.max(minute, band.from), band.until) - band.from) / (band.until - band.from);
      return sum + share * heightOf(band);
    }, 0);
  }
}

function heightOf({ isFolded, from, until }: Band): number {
  return isFolded ? FOLDED : (until - from) / 60;
}
