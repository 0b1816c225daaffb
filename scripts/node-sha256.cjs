/** `@noble/hashes` in the bundled command: Node's own SHA-256, which needs no warming up. */
const { hash } = require("node:crypto");

exports.sha256 = (bytes) => hash("sha256", bytes, "buffer");
