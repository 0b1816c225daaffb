/** Ids that are unlike one another: of equal ones the second ends with `-2`. */
export function idsApart(before: Iterable<string> = []): (wanted: string) => string {
  const taken = new Set(before);
  const last = new Map<string, number>();
  return (wanted) => {
    let n = last.get(wanted) ?? 1;
    let id = n === 1 ? wanted : `${wanted}-${n}`;
    while (taken.has(id)) id = `${wanted}-${++n}`;
    last.set(wanted, n);
    taken.add(id);
    return id;
  };
}
