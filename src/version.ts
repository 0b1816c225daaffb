/** The version of this package. A test compares it with `package.json`. */
export const VERSION = "0.1.0";

/** The project's home page. The same test compares it with `package.json`. */
export const HOMEPAGE = "https://example.invalid/ratio-audit";
