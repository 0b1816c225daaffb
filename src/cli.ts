/** What the bundled command exports to `bin/`. */
export { processStreams } from "./io/streams.ts";
export { main } from "./main.ts";
