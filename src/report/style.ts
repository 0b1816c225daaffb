/** The styles of a format's text; without color, they change nothing. */
export type Style = Readonly<Record<"bold" | "dim" | "red" | "yellow" | "green" | "blue" | "cyan", (text: string) => string>>;

const as = (text: string): string => text;

export const PLAIN: Style = { bold: as, dim: as, red: as, yellow: as, green: as, blue: as, cyan: as };
