/** Finds the delimiter of a CSV file from its content. Its name and the language of the machine say nothing reliable. */

const CANDIDATES = [",", ";", "\t", "|"];

/** Characters and lines at the start of a file that are looked at. */
const HEAD_LENGTH = 64 * 1024;
const HEAD_LINES = 200;

/** A quoted cell: at the start of a line or after a delimiter. */
const QUOTED_CELL = /(?<=(?:^|[,;\t|]) ?)"(?:[^"]|"")*"/gm;

/**
 * The candidate with the most evidence, the first of equal ones: comma, semicolon, tab, pipe. Evidence are neighboring lines
 * with equally many delimiters, for a delimiter comes as often in every row. A title above the table or a blank line breaks
 * only one pair.
 */
export function findDelimiter(text: string): string {
  const lines = text
    .slice(0, HEAD_LENGTH)
    .replace(QUOTED_CELL, "x")
    .split(/\r\n|\r|\n/, HEAD_LINES)
    .filter((line) => line.trim() !== "");
  const evidence = CANDIDATES.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const weights = lines.map((line) => weightOf(delimiter, line));
    return { inPairs: sum(weights.filter((_, i) => i > 0 && counts[i] === counts[i - 1])), inAll: sum(weights) };
  });
  // A single row has no neighbor, and in a short ragged table no two may be alike.
  const arePairs = evidence.some(({ inPairs }) => inPairs > 0);
  const figures = evidence.map(({ inPairs, inAll }) => (arePairs ? inPairs : inAll));
  return CANDIDATES[figures.indexOf(Math.max(...figures))] as string;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Delimiters of a line. One before a space is prose (`Lee, Kim`), one between digits may be a decimal comma: a quarter each. */
function weightOf(delimiter: string, line: string): number {
  const [first, ...others] = line.split(delimiter);
  let before = first as string;
  let weight = 0;
  for (const after of others) {
    const isWeak = after.startsWith(" ") || (/\d$/.test(before) && /^\d/.test(after));
    weight += isWeak ? 1 : 4;
    before = after;
  }
  return weight;
}
