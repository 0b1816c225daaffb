/** The version of this package; a test holds it to `package.json`. */
export const VERSION = "0.1.0";

/** The address of this project; the same test holds it to `package.json`. */
export const HOMEPAGE = "https://example.invalid/ratio-audit";
