/** All combinations of `union.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./union.test.ts";
