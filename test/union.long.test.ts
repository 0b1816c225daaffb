/** The whole matrices of `union.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./union.test.ts";
