/** All combinations of `privacy.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./privacy.test.ts";
