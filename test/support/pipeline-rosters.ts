/** Small rosters for pipelines: without findings, with findings, and invalid. */

/** A week with one evening, with ids of patients that are found anywhere. */
function evening(kind: string, patients: number): string {
  const ids = Array.from({ length: patients }, (_, i) => `zq7canary-${i}`);
  return `clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: ${kind}, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [${ids.join(", ")}] }
`;
}

export const CLEAN = evening("group", 6);
export const BREACHING = evening("group", 7);
export const INVALID = evening("gruop", 6);

/** A piece of every patient's id in these rosters, which nothing may show. */
export const CANARY = "zq7canary";
