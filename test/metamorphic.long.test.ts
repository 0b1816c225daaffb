/** All combinations of `metamorphic.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./metamorphic.test.ts";
