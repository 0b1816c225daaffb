import type { ErrorCode } from "yaml";
import { type Message, say } from "../message.ts";
import { MAX_ALIASED, MAX_DOCUMENTS } from "./problems.ts";

export const TAG = {
  code: "tag",
  message: say`There is a tag (\`!…\`) here; our values need none, and this one would change what is meant.`,
  help: say`Delete the tag.`,
} as const;
export const KEY = {
  code: "bad-key",
  message: say`A key must be plain text on one line, followed by a colon.`,
  help: say`Write \`key: value\`; put the key in "quotes" if it holds unusual characters.`,
} as const;
export const MERGE_KEY = {
  code: "merge-key",
  message: say`Merge keys (\`<<\`) are not read here: what they bring in would stand nowhere in sight.`,
  help: say`Write the keys out in this mapping.`,
} as const;
export const MISSING_DASH = {
  code: "duplicate-key",
  message: say`\`id\` stands twice in the same entry of a list, so one of the two would be lost.`,
  help: say`If a new entry starts here, write a dash before it, like this: - id: …`,
} as const;
export const UNKNOWN_ANCHOR = {
  code: "bad-alias",
  message: say`This alias (\`*…\`) names an anchor (\`&…\`) that does not stand above it.`,
  help: say`Set the anchor first, or put the text in "quotes" if no alias is meant.`,
} as const;
export const CIRCULAR_ALIAS = {
  code: "bad-alias",
  message: say`This alias (\`*…\`) stands inside the very value that it names.`,
  help: say`Write the value out.`,
} as const;
export const MANY_DOCUMENTS = {
  code: "too-many-documents",
  message: say`This file holds more than ${MAX_DOCUMENTS} documents.`,
  help: say`Keep one roster in a file, or a few; \`---\` opens each document but the first.`,
} as const;
export const CONTROL_CHARACTER = {
  code: "bad-encoding",
  message: say`There is a control character here (a NUL, an escape or the like), which no YAML file may hold.`,
  help: say`Delete it; an editor shows it when invisible characters are switched on.`,
} as const;
export const EMPTY_STREAM = {
  code: "empty-file",
  message: say`There is no roster in this file.`,
  help: say`Write a roster into it; the README shows one.`,
} as const;
export const EMPTY_DOCUMENT = {
  code: "empty-file",
  message: say`There is no roster here: the document is empty.`,
  help: say`Write a roster, or delete the \`---\` that opens the empty document.`,
} as const;
export const ALIAS_BOMB = {
  code: "too-many-aliases",
  message: say`The aliases (\`*name\`) of this document stand for more than ${MAX_ALIASED} values.`,
  help: say`Write the values out where they are needed.`,
} as const;

const LOOK = say`Look here and on the line before for a missing quotation mark, bracket, comma or colon.`;
const INDENT = say`Indent with spaces, and all entries of a list or mapping by the same number of them.`;
const ESCAPE = say`Put text that starts with a special character in "quotes".`;

/** Our own words for each of the parser's errors: its messages quote the text, which may hold a patient's id. */
export const SYNTAX: Record<ErrorCode, { readonly message: Message; readonly help: Message }> = {
  ALIAS_PROPS: { message: say`An alias (\`*…\`) cannot have an anchor or tag.`, help: ESCAPE },
  BAD_ALIAS: { message: say`This does not read as an alias (\`*name\`) or anchor (\`&name\`).`, help: ESCAPE },
  BAD_DIRECTIVE: { message: say`This line starts with \`%\`, which opens a directive, but it is none.`, help: ESCAPE },
  BAD_DQ_ESCAPE: {
    message: say`There is a backslash in double quotes that escapes nothing.`,
    help: say`Write two backslashes, or use single quotes.`,
  },
  BAD_INDENT: {
    message: say`This line does not fit the lines above it: by its indentation, or because a bracket or quotation mark above is not closed.`,
    help: INDENT,
  },
  BAD_PROP_ORDER: { message: say`An anchor or tag stands in the wrong place.`, help: ESCAPE },
  BAD_SCALAR_START: { message: say`Plain text cannot start with this character.`, help: ESCAPE },
  BLOCK_AS_IMPLICIT_KEY: {
    message: say`This line reads as a key with more on the same line than a key can have; the line after it may be indented too far.`,
    help: INDENT,
  },
  BLOCK_IN_FLOW: { message: say`Inside brackets, entries are separated by commas, not by lines.`, help: LOOK },
  DUPLICATE_KEY: { message: say`This key stands twice in the same mapping.`, help: say`Keep one of the two.` },
  IMPOSSIBLE: { message: say`This is not YAML.`, help: LOOK },
  KEY_OVER_1024_CHARS: { message: say`This key is longer than 1024 characters.`, help: LOOK },
  MISSING_CHAR: {
    message: say`Something is missing here (a quotation mark, bracket, comma, colon or space), or the line is indented wrongly.`,
    help: LOOK,
  },
  MULTILINE_IMPLICIT_KEY: { message: say`A key and its colon must stand on one line.`, help: LOOK },
  MULTIPLE_ANCHORS: { message: say`One value has two anchors.`, help: say`Keep one of them.` },
  MULTIPLE_DOCS: { message: say`A second document starts here.`, help: LOOK },
  MULTIPLE_TAGS: { message: say`One value has two tags.`, help: say`Delete both.` },
  NON_STRING_KEY: KEY,
  RESOURCE_EXHAUSTION: { message: say`Lists and mappings are nested too deep here.`, help: INDENT },
  TAB_AS_INDENT: { message: say`This line is indented with a tab; YAML takes only spaces.`, help: INDENT },
  TAG_RESOLVE_FAILED: TAG,
  UNEXPECTED_TOKEN: { message: say`This cannot stand here.`, help: LOOK },
  BAD_COLLECTION_TYPE: TAG,
};
