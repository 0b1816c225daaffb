/** Ids that no output may hold: odd to read, to mask and to quote. Each has the core `zq7` or `canary`, is a long number, or is very short. */
export const PLAIN = "zq7canary1x";

export const CANARIES = [
  PLAIN,
  "84021977731",
  "00840219777",
  "8.4021977731e3",
  "zq7 canary sp",
  "zq7canary.*+?(x)[y]{2}^$|",
  "zq7canary-ä日本é",
  "日本zq7canary😀",
  'zq7"canary',
  "zq7'canary",
  "zq7\\canary",
  "zq7canary<b>&amp;",
  "zq7canary: x",
  "zq7canary #x",
  "{zq7canary}",
  "::zq7canary::",
  "-zq7canary-",
  "zq7\tcanary",
  "zq7\ncanary",
  "zq7\u001b[31mcanary",
  "zq7\u202ecanary",
  "q~",
];
/** What no output may hold. */
export const TRACE = /zq7|canary|840219|q~|日本/i;
