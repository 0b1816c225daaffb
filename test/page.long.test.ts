/** All combinations of `page.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./page.test.ts";
