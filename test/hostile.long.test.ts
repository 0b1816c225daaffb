/** All combinations of `hostile.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./hostile.test.ts";
