/** The whole matrices of `week.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./week.test.ts";
