/** How a format sets off parts of its text: with colour where there is any, else not at all. */

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  blue(text: string): string;
  cyan(text: string): string;
}

const as = (text: string): string => text;

export const PLAIN: Style = { bold: as, dim: as, red: as, yellow: as, green: as, blue: as, cyan: as };
