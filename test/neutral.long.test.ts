/** All combinations of `neutral.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./neutral.test.ts";
