/** Whether what names a standard is the path of a file. */
export function isPath(reference: string): boolean {
  return /[\\/]|\.(?:ya?ml|json)$/i.test(reference);
}
