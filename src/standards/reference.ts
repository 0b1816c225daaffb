/** Whether a reference to a standard is a file path. */
export function isPath(reference: string): boolean {
  return /[\\/]|\.(?:ya?ml|json)$/i.test(reference);
}
