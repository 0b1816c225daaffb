/** The whole matrices of `hostile.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./hostile.test.ts";
