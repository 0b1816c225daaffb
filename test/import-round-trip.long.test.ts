/** The round trip of the import on many weeks: see `import-round-trip.test.ts`. */
import "./import-round-trip.test.ts";
