/** All combinations of `reading.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./reading.test.ts";
