/** The whole matrices of `pipelines.test.ts`, of which the usual run tries a part: see `support/matrix.ts`. */
import "./pipelines.test.ts";
