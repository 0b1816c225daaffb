/** Styles in the sixteen colors that every terminal has. Separate from `style.ts`, so that text without color does not load chalk. */
import { Chalk } from "chalk";
import type { Style } from "./style.ts";

export const COLORS: Style = new Chalk({ level: 1 });
