/** The whole matrices of `zone.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./zone.test.ts";
