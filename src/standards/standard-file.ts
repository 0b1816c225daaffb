/** A standard as a file states it, and as the built-in ones are stated: plain data, nothing filled in. */

export type Severity = "error" | "warning" | "note";
export type Basis = "published-benchmark" | "statute" | "payer" | "own";
export type Unit = "patients" | "couples";

/** The limits of one kind of session. `extends` overrides field by field. */
export interface KindFile {
  /** What the kind is called; a kind that no other standard knows needs it. */
  readonly title?: string | undefined;
  /** Clinicians to places, such as `1:6`: an inclusive cap. */
  readonly ratio?: string | undefined;
  /** What the ratio counts; without it patients. */
  readonly per?: Unit | undefined;
  /** How many patients at most, however many clinicians there are. */
  readonly maxPatients?: number | undefined;
  /** How many couples at most, however many clinicians there are. */
  readonly maxCouples?: number | undefined;
  /** How many clinicians that count (weight above 0) are needed while somebody attends. */
  readonly minClinicians?: number | undefined;
  /** Whether only couples therapists count; without it, whether `per` is `couples`. */
  readonly couples?: boolean | undefined;
  /** Where this kind's numbers come from, if not simply from the standard's source. */
  readonly source?: string | undefined;
}

/** An exception that somebody answers for: findings of a rule on a session that stay in the report and fail no run. */
export interface WaiverFile {
  readonly rule: string;
  /** The id of the session; left out only for rules that have none. */
  readonly session?: string | undefined;
  /** The loosest ratio that is still waived, such as `1:7`; only for `ratio-exceeded`. */
  readonly upTo?: string | undefined;
  /** The last day on which it holds, such as `2026-12-15`; without it, it does not lapse. */
  readonly until?: string | undefined;
  readonly reason: string;
  readonly approvedBy: string;
}

export interface StandardFile {
  readonly name: string;
  /** Without it the name. */
  readonly title?: string | undefined;
  /** What it goes by: an article, a regulation, a policy. */
  readonly source?: string | undefined;
  /** Of what standing it is; without it the programme's own. */
  readonly basis?: Basis | undefined;
  /** The date of the text that it goes by, such as `2013` or `2024-07-01`, and of what that is the date. */
  readonly date?: string | undefined;
  /** What that text asks for beside, and is not judged here. */
  readonly notCovered?: readonly string[] | undefined;
  readonly extends?: string | undefined;
  /** The weight of each role, from 0 to 1 with at most six decimals. */
  readonly roles?: Readonly<Record<string, number>> | undefined;
  readonly kinds?: Readonly<Record<string, KindFile>> | undefined;
  /** How many patients at most name one clinician their counselor. */
  readonly caseload?: { readonly counselor?: number | undefined } | undefined;
  /** How many hours of sessions a patient is to have in the week, at least. */
  readonly weeklyHours?: { readonly min?: number | undefined } | undefined;
  readonly rules?: Readonly<Record<string, Severity | "off">> | undefined;
  readonly waivers?: readonly WaiverFile[] | undefined;
}
