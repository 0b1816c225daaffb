/** Icons that distinguish verdicts and severities without color. Each is defined once and used by reference. */
import type { ReportFinding, Shown } from "../../report.ts";
import { html, Markup } from "./html-template.ts";

type Icon = Shown | ReportFinding["severity"];

const PATHS: Readonly<Record<Icon, string>> = {
  // An octagon with a cross.
  breach: '<path class="fill" d="M5 0h6l5 5v6l-5 5H5l-5-5V5z"/><path class="mark" d="M5 5l6 6M11 5l-6 6"/>',
  // A shield.
  waived: '<path class="fill" d="M8 0l7 2v6c0 4-3 6.5-7 8-4-1.5-7-4-7-8V2z"/><path class="mark" d="M4.5 8h7"/>',
  // A circle with a tick.
  ok: '<circle class="fill" cx="8" cy="8" r="8"/><path class="mark" d="M4 8.5l3 3 5-6.5"/>',
  // An empty ring.
  "no-limit": '<circle class="ring" cx="8" cy="8" r="6.5"/>',
  // Two circles that overlap.
  conflict: '<circle class="ring" cx="5.5" cy="8" r="4.5"/><circle class="ring" cx="10.5" cy="8" r="4.5"/>',
  // An empty triangle.
  unjudged: '<path class="ring" d="M8 2l6.5 12h-13z"/>',
  // A ring with a dot.
  empty: '<circle class="ring" cx="8" cy="8" r="6.5"/><circle class="ring" cx="8" cy="8" r="1.5"/>',
  // A ring that is struck through.
  canceled: '<circle class="ring" cx="8" cy="8" r="6.5"/><path class="ring" d="M3.5 12.5l9-9"/>',
  error: '<path class="fill" d="M5 0h6l5 5v6l-5 5H5l-5-5V5z"/><path class="mark" d="M8 3.5v5.5M8 11.5v1.5"/>',
  warning: '<path class="fill" d="M8 0l8 15.5H0z"/><path class="mark" d="M8 5v5M8 12v1.5"/>',
  note: '<rect class="fill" width="16" height="16" rx="3"/><path class="mark" d="M8 3v2M8 7v6"/>',
};

export const ICONS: Markup = html`<svg class="shapes" width="0" height="0" aria-hidden="true"><defs>${Object.entries(PATHS).map(
  ([name, path]) => html`<symbol id="shape-${name}" viewBox="0 0 16 16">${new Markup(path)}</symbol>`,
)}</defs></svg>`;

/** The icon of a verdict or severity, always used beside the word. */
export function icon(name: Icon): Markup {
  return html`<svg class="shape ${name}" aria-hidden="true"><use href="#shape-${name}"/></svg>`;
}
