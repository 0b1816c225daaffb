/** The whole matrices of `neutral.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./neutral.test.ts";
