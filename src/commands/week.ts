/** `ratio-audit week ROSTER…`: draws the week in the terminal, or writes it in sentences. */
import type { Streams } from "../io/streams.ts";
import { showsUnicode } from "../io/unicode.ts";
import type { Format } from "../report/formats.ts";
import { auditInto } from "./check.ts";
import type { ConfigOption } from "./configuration.ts";

export interface WeekOptions {
  readonly standard?: readonly string[];
  readonly stdinName?: string;
  readonly config: ConfigOption;
  /** Sentences instead of the drawing. */
  readonly plain: boolean;
  readonly ascii: boolean;
  /** False after --no-color. */
  readonly color: boolean;
}

/** Audits rosters and draws their weeks; returns the exit code. */
export async function week(
  files: readonly string[],
  { plain, ascii, ...options }: WeekOptions,
  streams: Streams,
  noRoster: () => never,
): Promise<number> {
  const isAscii = ascii || !showsUnicode(streams);
  const format: Format = {
    name: "week",
    summary: "the week, drawn",
    endings: [],
    load: async () => {
      if (plain) {
        const { weekSentences } = await import("../report/formats/terminal/sentences.ts");
        return (report) => weekSentences(report, { isAscii });
      }
      const { terminalWeek } = await import("../report/formats/terminal/week.ts");
      return (report, { width, style }) => terminalWeek(report, { width, style, isAscii });
    },
  };
  // After a command name, no word can be a mistyped command.
  const audited = { ...options, noRoster, showPatients: false, quiet: false, verbose: false, commands: [] } as const;
  return auditInto([{ format, file: null, option: "week" }], files, audited, streams);
}
