/** All combinations of `calendar.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./calendar.test.ts";
