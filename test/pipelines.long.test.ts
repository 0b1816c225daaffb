/** All combinations of `pipelines.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./pipelines.test.ts";
