/** All combinations of `import-xlsx-hostile.test.ts`; the usual run tries some of them (see `support/matrix.ts`). */
import "./import-xlsx-hostile.test.ts";
