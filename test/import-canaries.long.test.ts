/** Canaries in many broken files: see `import-canaries.test.ts`. */
import "./import-canaries.test.ts";
