/** All combinations of `week.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./week.test.ts";
