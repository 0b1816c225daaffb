/** Quotes a path for a shell if necessary. The result never looks like an option. */
export function inShell(path: string): string {
  const named = path.startsWith("-") ? `./${path}` : path;
  if (!/[^\w./-]/.test(named)) return named;
  return /["$`\\!]/.test(named) ? `'${named.replaceAll("'", "'\\''")}'` : `"${named}"`;
}
