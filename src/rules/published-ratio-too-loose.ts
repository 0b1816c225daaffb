import { authority, limitInWords, setBy } from "../audit/phrases.ts";
import type { RosterRule } from "../audit/rule.ts";
import { listed, type Message, say, trusted, untrusted } from "../message.ts";
import type { Ratio } from "../roster/ratio.ts";
import { publishedLimit } from "../standards/combine.ts";
import { isCouplesKind, type Origin, type RatioLimit, type Standard } from "../standards/standard.ts";

export const publishedRatioTooLoose: RosterRule = {
  id: "published-ratio-too-loose",
  topic: "ratios",
  summary: "A ratio that the program publishes allows more than a standard.",
  why: "The article says that a program's published ratios should fall within or below the benchmarks. A published ratio is also a limit of its own: sessions are checked against it even where the standard allows more.",
  source: "article: published ratios should fall within or below the benchmarks",
  withoutSession: true,
  namesStandards: true,
  failing: `
program: { name: Lakeside Virtual IOP, publishedRatios: { group: "1:8" } }
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  passing: `
program: { name: Lakeside Virtual IOP, publishedRatios: { group: "1:6" } }
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  *check({ roster, standards }) {
    for (const [kind, published] of roster.publishedRatios) {
      const stricter = standards.flatMap((standard) => stricterRatio(standard, kind, published));
      if (stricter.length === 0) continue;
      const written = `${published.clinicians}:${published.seats}`;
      yield {
        message: say`The program publishes ${trusted(written)} for \`${untrusted(kind)}\`, which allows more than ${listed(stricter, theirs)}.`,
        advice: say`Publish a ratio within the standard, and staff the sessions accordingly.`,
        path: ["program", "publishedRatios", kind],
        related: setBy(stricter.map(({ origin }) => origin)),
        standards: stricter.map(({ standard }) => standard),
        kind,
      };
    }
  },
};

interface Stricter {
  readonly limit: RatioLimit;
  readonly standard: Standard;
  readonly origin: Origin;
}

function theirs({ limit, standard, origin }: Stricter): Message {
  return say`${trusted(limitInWords(limit))} (${authority({ standards: [standard], origins: [origin] })})`;
}

/** A standard's ratio for a kind, if the published ratio could admit more seats in its unit. */
function stricterRatio(standard: Standard, kind: string, published: Ratio): Stricter[] {
  const { limits = [], origins } = standard.kinds.get(kind) ?? {};
  const { per, clinicians, seats } = publishedLimit(published, isCouplesKind(standard, kind));
  return limits.flatMap((limit) => {
    if (limit.type !== "ratio") return [];
    // A couple has up to two patients. A number of patients is at most that number of seats counted in couples.
    const admitted = per === "couples" && limit.per === "patients" ? 2 * seats : seats;
    const isLooser = admitted * limit.clinicians > limit.seats * clinicians;
    return isLooser ? [{ limit, standard, origin: origins?.get(limit) as Origin }] : [];
  });
}
