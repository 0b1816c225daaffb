import type { ErrorCode } from "yaml";
import { type Message, say } from "../message.ts";
import { MAX_ALIASED, MAX_DOCUMENTS } from "./problems.ts";

export const TAG = {
  code: "tag",
  message: say`This value has a tag (\`!…\`). Rosters and standards do not use tags.`,
  help: say`Delete the tag.`,
} as const;
export const KEY = {
  code: "bad-key",
  message: say`A key must be plain text on one line, followed by a colon.`,
  help: say`Write \`key: value\`; put a key with unusual characters in "quotes".`,
} as const;
export const MERGE_KEY = {
  code: "merge-key",
  message: say`Merge keys (\`<<\`) are not supported, because they hide values.`,
  help: say`Write the keys in this mapping.`,
} as const;
export const MISSING_DASH = {
  code: "duplicate-key",
  message: say`Duplicate key \`id\` in one entry of a list.`,
  help: say`If a new entry starts here, write a hyphen before it, like this: - id: …`,
} as const;
export const UNKNOWN_ANCHOR = {
  code: "bad-alias",
  message: say`Unknown anchor: no \`&…\` above defines this alias (\`*…\`).`,
  help: say`Define the anchor first. If this is not an alias, put the text in "quotes".`,
} as const;
export const CIRCULAR_ALIAS = {
  code: "bad-alias",
  message: say`This alias (\`*…\`) is inside the value that it names.`,
  help: say`Write the value in place of the alias.`,
} as const;
export const MANY_DOCUMENTS = {
  code: "too-many-documents",
  message: say`This file has more than ${MAX_DOCUMENTS} documents.`,
  help: say`Split the file. \`---\` starts each document after the first.`,
} as const;
export const CONTROL_CHARACTER = {
  code: "bad-encoding",
  message: say`This text has a control character, such as NUL or escape. YAML does not allow it.`,
  help: say`Delete it. To see it, turn on invisible characters in your editor.`,
} as const;
export const EMPTY_STREAM = {
  code: "empty-file",
  message: say`This file has no roster.`,
  help: say`Write a roster. \`ratio-audit init\` writes an example.`,
} as const;
export const EMPTY_DOCUMENT = {
  code: "empty-file",
  message: say`This document is empty.`,
  help: say`Write a roster, or delete the \`---\` that starts the empty document.`,
} as const;
export const ALIAS_BOMB = {
  code: "too-many-aliases",
  message: say`The aliases (\`*name\`) of this document expand to more than ${MAX_ALIASED} values.`,
  help: say`Write the values where they are needed.`,
} as const;

const LOOK = say`Check here and on the line before for a missing quotation mark, bracket, comma or colon.`;
const INDENT = say`Indent with spaces, and indent all entries of a list or mapping equally.`;
const ESCAPE = say`Put text that starts with a special character in "quotes".`;

/** Replaces the parser's messages, which quote the text and may contain a patient's id. */
export const SYNTAX: Record<ErrorCode, { readonly message: Message; readonly help: Message }> = {
  ALIAS_PROPS: { message: say`An alias (\`*…\`) must not have an anchor or tag.`, help: ESCAPE },
  BAD_ALIAS: { message: say`This is not a valid alias (\`*name\`) or anchor (\`&name\`).`, help: ESCAPE },
  BAD_DIRECTIVE: { message: say`This line starts with \`%\`, but it is not a valid directive.`, help: ESCAPE },
  BAD_DQ_ESCAPE: {
    message: say`This backslash in double quotes escapes nothing.`,
    help: say`Write two backslashes, or use single quotes.`,
  },
  BAD_INDENT: {
    message: say`This line does not match the lines above: its indentation is wrong, or a bracket or quotation mark above is not closed.`,
    help: INDENT,
  },
  BAD_PROP_ORDER: { message: say`An anchor or tag is in the wrong place.`, help: ESCAPE },
  BAD_SCALAR_START: { message: say`Plain text cannot start with this character.`, help: ESCAPE },
  BLOCK_AS_IMPLICIT_KEY: {
    message: say`This line looks like a key with too much after it. The next line may be indented too far.`,
    help: INDENT,
  },
  BLOCK_IN_FLOW: { message: say`Inside brackets, entries are separated by commas, not by lines.`, help: LOOK },
  DUPLICATE_KEY: { message: say`Duplicate key.`, help: say`Keep one of the two.` },
  IMPOSSIBLE: { message: say`This is not YAML.`, help: LOOK },
  KEY_OVER_1024_CHARS: { message: say`This key is longer than 1024 characters.`, help: LOOK },
  MISSING_CHAR: {
    message: say`A quotation mark, bracket, comma, colon or space is missing, or the indentation is wrong.`,
    help: LOOK,
  },
  MULTILINE_IMPLICIT_KEY: { message: say`A key and its colon must be on one line.`, help: LOOK },
  MULTIPLE_ANCHORS: { message: say`One value has two anchors.`, help: say`Keep one of them.` },
  MULTIPLE_DOCS: { message: say`A second document starts here.`, help: LOOK },
  MULTIPLE_TAGS: { message: say`One value has two tags.`, help: say`Delete both.` },
  NON_STRING_KEY: KEY,
  RESOURCE_EXHAUSTION: { message: say`Lists and mappings are nested too deep.`, help: INDENT },
  TAB_AS_INDENT: { message: say`This line is indented with a tab. YAML allows only spaces.`, help: INDENT },
  TAG_RESOLVE_FAILED: TAG,
  UNEXPECTED_TOKEN: { message: say`This text is unexpected here.`, help: LOOK },
  BAD_COLLECTION_TYPE: TAG,
};
