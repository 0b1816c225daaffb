/** Draws the terminal output of the built command as an SVG. */

const FONT = 14;
const COLUMN = 8.4;
const LINE = 20;
const MARGIN = 24;
const BAR = 40;

/** The effect of each ANSI code that the command uses. */
const CODES = {
  1: { bold: true },
  2: { dim: true },
  22: { bold: false, dim: false },
  31: { color: "red" },
  32: { color: "green" },
  33: { color: "yellow" },
  34: { color: "blue" },
  36: { color: "cyan" },
  39: { color: null },
};

const STYLE = `
    text { font: ${FONT}px ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; fill: #d5dbe3; white-space: pre; }
    .bold { font-weight: 700; fill: #ffffff; }
    .dim { fill: #8b949e; }
    .red { fill: #ff7b72; }
    .green { fill: #56d364; }
    .yellow { fill: #e3b341; }
    .blue { fill: #79c0ff; }
    .cyan { fill: #76e3ea; }
`;

/** The prompt line with the command. */
export function prompt(command) {
  return `\u001b[32m$\u001b[39m \u001b[1m${command}\u001b[22m`;
}

function widthOf(line) {
  return line.replace(/\u001b\[\d+m/g, "").length;
}

/** A picture of lines with ANSI codes, with a title. */
export function draw(lines, title) {
  const columns = Math.max(...lines.map(widthOf));
  const width = Math.ceil(columns * COLUMN + 2 * MARGIN);
  const height = BAR + lines.length * LINE + MARGIN;
  const texts = lines.map((line, i) => text(line, BAR + (i + 1) * LINE)).filter((line) => line !== "");
  const dots = ["#ff5f57", "#febc2e", "#28c840"].map((fill, i) => `<circle cx="${MARGIN + i * 20}" cy="20" r="6" fill="${fill}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
  <title id="title">${title}</title>
  <style>${STYLE}  </style>
  <rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="#161b22" stroke="#3d444d"/>
  ${dots.join("")}
  ${texts.join("\n  ")}
</svg>
`;
}

/** One line of text. Every run has a fixed width in columns, independent of the reader's font. */
function text(line, y) {
  const runs = styled(line).filter(({ text }) => text.trim() !== "");
  const spans = runs.map(({ text, column, classes }) => {
    const start = text.length - text.trimStart().length;
    const shown = text.trim();
    const place = `x="${round(MARGIN + (column + start) * COLUMN)}" y="${y}" textLength="${round(shown.length * COLUMN)}"`;
    return `<text ${place}${classes === "" ? "" : ` class="${classes}"`}>${escaped(shown)}</text>`;
  });
  return spans.join("");
}

/** The runs of a line with ANSI codes: text, first column and classes. */
function styled(line) {
  const runs = [];
  let column = 0;
  let style = { bold: false, dim: false, color: null };
  for (const part of line.split(/(\u001b\[\d+m)/)) {
    const [, code] = /^\u001b\[(\d+)m$/.exec(part) ?? [];
    if (code !== undefined) {
      if (CODES[code] === undefined) throw new Error(`unknown ANSI code ${code}`);
      style = { ...style, ...CODES[code] };
      continue;
    }
    const classes = [style.bold && "bold", style.dim && "dim", style.color].filter(Boolean).join(" ");
    runs.push({ text: part, column, classes });
    column += part.length;
  }
  return runs;
}

function round(number) {
  return Math.round(number * 10) / 10;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
