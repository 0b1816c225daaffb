/** The whole matrices of `privacy.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./privacy.test.ts";
