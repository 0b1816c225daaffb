/** Styles in the sixteen colors that every terminal has. Apart from `style.ts`, so that text without color loads no chalk. */
import { Chalk } from "chalk";
import type { Style } from "./style.ts";

export const COLORS: Style = new Chalk({ level: 1 });
