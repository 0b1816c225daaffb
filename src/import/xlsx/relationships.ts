/** Which parts belong to a part of a workbook: paths are told in a part of their own beside it. */
import type { Parts } from "./xml.ts";

export interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`, `chartsheet`, `styles`. The words before it differ in strict workbooks. */
  readonly type: string;
  /** The path of the part. */
  readonly target: string;
}

/** The relationships of a part; those of the workbook as a whole for the path "". */
export function readRelationships(parts: Parts, path: string): Relationship[] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const source = `${folder}_rels/${path.slice(folder.length)}.rels`;
  const found: Relationship[] = [];
  if (!parts.has(source)) return found;
  parts.read(source, "Relationships", {
    open(name, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (name !== "Relationship" || id === undefined || type === undefined || target === undefined || mode === "External") return;
      found.push({ id, type: type.slice(type.lastIndexOf("/") + 1), target: resolved(folder, target) });
    },
  });
  return found;
}

/** The path that a target means: `/xl/sheet.xml`, or relative to a folder. */
function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
