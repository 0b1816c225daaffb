/** The lines of a roster file that its edits change, masked like those of a report. */
import type { Document, Path } from "../../document/document.ts";
import { Lines } from "../../document/lines.ts";
import type { Mask } from "../../report/build/mask.ts";
import { RedactedDocument } from "../../report/build/redacted-document.ts";
import { ROSTER_POLICY } from "../../roster/redaction-policy.ts";
import type { EditedRoster } from "../roster-edits.ts";

/** A line that goes or comes: `- 12:     clinicians: [kim, lee]`. */
interface DiffLine {
  readonly sign: "-" | "+";
  /** The number in the file of before for a line that goes, else in the edited file. */
  readonly line: number;
  /** The line where patients, couples and comments are not shown; a long one is cut around its edit. */
  readonly text: string;
}

/** Lines that are edited together: offsets of their starts, and the place of the edit. */
interface Hunk {
  readonly path: Path;
  readonly before: Range;
  readonly after: Range;
}

interface Range {
  start: number;
  end: number;
}

/** The changed lines of a roster, as text. `before` is its document of before. */
export function rosterDiff(before: Document, edited: EditedRoster, mask: Mask): string[] {
  const shown = { mask, showPatients: false, policy: ROSTER_POLICY };
  const sides = [before, edited.document].map((document) => ({
    text: document.text,
    lines: new Lines(document.text),
    redacted: new RedactedDocument(document, [], shown),
  }));
  const [old, new_] = sides as [Side, Side];
  const lines = hunks(edited, old).flatMap(({ path, before: gone, after: come }) => {
    const [minus, plus] = [linesIn(old, gone), linesIn(new_, come)];
    while (minus.length > 0 && plus.length > 0 && minus[0]?.raw === plus[0]?.raw) for (const side of [minus, plus]) side.shift();
    while (minus.length > 0 && plus.length > 0 && minus.at(-1)?.raw === plus.at(-1)?.raw) for (const side of [minus, plus]) side.pop();
    const show = (side: Side, sign: "-" | "+", all: readonly RawLine[]): DiffLine[] =>
      all.map(({ at }) => ({ sign, ...side.redacted.lineAt(at, path) }));
    return [...show(old, "-", minus), ...show(new_, "+", plus)];
  });
  const width = Math.max(0, ...lines.map(({ line }) => String(line).length));
  return lines.map(({ sign, line, text }) => `${sign} ${String(line).padStart(width)}: ${text}`);
}

interface Side {
  readonly text: string;
  readonly lines: Lines;
  readonly redacted: RedactedDocument;
}

/** Maximum columns between two edits of one line that are shown together if the line is long. */
const NEAR = 40;
/** Maximum columns of a line that is shown whole. */
const MAX_WIDTH = 120;

/** The parts of both texts that the splices change; those on the same line are one, unless they are far apart. */
function hunks({ splices }: EditedRoster, { lines }: Side): Hunk[] {
  const found: { path: Path; before: Range; after: Range }[] = [];
  let moved = 0;
  for (const { start, end, text, path } of splices) {
    const last = found.at(-1);
    const after = { start: start + moved, end: start + moved + text.length };
    moved += text.length - (end - start);
    const isOnLine = last !== undefined && lines.position(last.before.end).line >= lines.position(start).line;
    const isLong = lines.lineEnd(start, MAX_WIDTH) - lines.lineStart(start) > MAX_WIDTH;
    if (isOnLine && (!isLong || start - last.before.end <= NEAR)) {
      last.before.end = end;
      last.after.end = after.end;
    } else found.push({ path, before: { start, end }, after });
  }
  return found;
}

interface RawLine {
  readonly raw: string;
  /** An offset in the line, at the edit if it begins there. */
  readonly at: number;
}

function linesIn({ text, lines }: Side, { start, end }: Range): RawLine[] {
  const found: RawLine[] = [];
  for (let at = start; ; ) {
    const until = lines.lineEnd(at, text.length);
    found.push({ raw: text.slice(lines.lineStart(at), until), at });
    if (until >= end) return found;
    at = until + (text.startsWith("\r\n", until) ? 2 : 1);
  }
}
