/** Words in place of a name or a number of people, and text without letters or digits. */
const PLACEHOLDER =
  /^(?:open|open (?:slot|seat|spot)|(?:group )?slot|vacant|available|hold|tb[acd]|full|closed|pending|n\/?a|nil|none|empty|unknown|placeholder|[^\p{L}\p{N}]+)$/iu;

/** Whether a text holds a place for a client, such as `TBD`. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}
