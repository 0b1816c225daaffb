/** Replaces `@noble/hashes` in the bundled command with Node's own SHA-256, which needs no warm-up. */
const { hash } = require("node:crypto");

exports.sha256 = (bytes) => hash("sha256", bytes, "buffer");
