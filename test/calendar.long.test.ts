/** The whole matrices of `calendar.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./calendar.test.ts";
