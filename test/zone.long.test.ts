/** All combinations of `zone.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./zone.test.ts";
