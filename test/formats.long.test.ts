/** All combinations of `formats.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./formats.test.ts";
