/** The whole matrices of `reading.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./reading.test.ts";
