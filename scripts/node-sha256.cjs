/** `@noble/hashes` in the bundled command: Node's own SHA-256, which needs no warming up. */
const { createHash } = require("node:crypto");

exports.sha256 = (bytes) => createHash("sha256").update(bytes).digest();
