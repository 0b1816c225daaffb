/** The whole matrices of `metamorphic.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./metamorphic.test.ts";
