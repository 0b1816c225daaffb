/** How a format sets off parts of its text: with color if there is any, else not at all. */
export type Style = Readonly<Record<"bold" | "dim" | "red" | "yellow" | "green" | "blue" | "cyan", (text: string) => string>>;

const as = (text: string): string => text;

export const PLAIN: Style = { bold: as, dim: as, red: as, yellow: as, green: as, blue: as, cyan: as };
