/** A standard as a file states it, and as the built-in ones are stated: plain data, nothing filled in. */

export type Severity = "error" | "warning" | "note";
export type Basis = "published-benchmark" | "statute" | "payer" | "own";
export type Unit = "patients" | "couples";

/** The limits of one kind of session. `extends` overrides field by field. */
export interface KindFile {
  readonly title?: string;
  /** Clinicians to places, such as `1:6`: an inclusive cap. */
  readonly ratio?: string;
  /** What the ratio counts; without it patients. */
  readonly per?: Unit;
  /** How many patients at most, however many clinicians there are. */
  readonly maxPatients?: number;
  /** How many couples at most, however many clinicians there are. */
  readonly maxCouples?: number;
  /** How many clinicians that count (weight above 0) are needed while somebody attends. */
  readonly minClinicians?: number;
  /** Whether only couples therapists count; without it, whether `per` is `couples`. */
  readonly couples?: boolean;
  /** Where this kind's numbers come from, if not simply from the standard's source. */
  readonly source?: string;
}

export interface StandardFile {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly basis: Basis;
  readonly extends?: string;
  /** The weight of each role, from 0 to 1 with at most six decimals. */
  readonly roles?: Readonly<Record<string, number>>;
  readonly kinds?: Readonly<Record<string, KindFile>>;
  readonly rules?: Readonly<Record<string, Severity | "off">>;
}
