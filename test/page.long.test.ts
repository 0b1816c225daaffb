/** The whole matrices of `page.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./page.test.ts";
