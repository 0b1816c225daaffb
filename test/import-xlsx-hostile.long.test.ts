/** The whole matrices of `import-xlsx-hostile.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./import-xlsx-hostile.test.ts";
