/** The whole matrices of `formats.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./formats.test.ts";
