/** What the bundled command exports to `bin/`. */
export { processStreams } from "./edge/streams.ts";
export { main } from "./main.ts";
