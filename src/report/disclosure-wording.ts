/** The staffing disclosure in words, for every page that shows it: nobody is named in it. */
import { count } from "../message.ts";
import type { DisclosedKind, ReportRoster } from "./report.ts";

export interface DisclosureInWords {
  /** `As planned for the week of 2026-11-30.` */
  readonly when: string;
  readonly headings: readonly string[];
  /** A row for each kind, with a cell for each heading. */
  readonly rows: readonly (readonly string[])[];
  /** How many clinicians of each role there are; null if there are none. */
  readonly staff: string | null;
}

/** What a programme may publish; null where it has nothing to say. */
export function disclosureInWords(roster: ReportRoster): DisclosureInWords | null {
  // Asked for once: it is made anew each time.
  const disclosed = roster.disclosure;
  if (disclosed === null || disclosed.kinds.length === 0) return null;
  const { kinds, roles } = disclosed;
  const staff = roles.map(({ role, clinicians }) => count(clinicians, role));
  return {
    when: `As planned${roster.week === null ? "" : ` for the week of ${roster.week}`}.`,
    headings: ["Kind", "Sessions", "Length", "Published ratio", "Limit and worst moment", "CPT or HCPCS", "Staffing by role"],
    rows: kinds.map(cells),
    staff: staff.length === 0 ? null : `Clinicians on these sessions, by role: ${staff.join(", ")}.`,
  };
}

function cells({ kind, title, sessions, minutes, published, limits, codes, withoutCode, staffing }: DisclosedKind): string[] {
  const limited = limits.map(({ cap, authority, worst, holds }) => `${cap} (${authority}): ${worst}, ${holds ? "holds" : "broken"}`);
  const coded = [...codes, ...(withoutCode === 0 ? [] : [codes.length === 0 ? "none stated" : `${withoutCode} without`])];
  return [
    title ?? kind,
    String(sessions),
    `${minutes.join(", ")} min`,
    published ?? "none",
    limited.length === 0 ? "no limit" : limited.join("; "),
    coded.join(", "),
    staffing.map(({ role, least, most }) => `${least === most ? "" : `${least} to `}${count(most, role)}`).join(", "),
  ];
}
