/**
 * Normalizes a path as repositories write it: without `.` and `..`, relative to the working folder if it is inside. All paths use
 * `/`. `folders` has the absolute paths of the working folder, and links may create several.
 */
export function repositoryPath(file: string, folders: readonly string[]): string {
  for (const folder of folders) {
    const path = withoutDots(isAbsolute(file) ? file : `${folder}/${file}`);
    const home = withoutDots(folder).replace(/\/*$/, "/");
    if (`${path}/` === home) return ".";
    if (path.startsWith(home)) return path.slice(home.length);
  }
  return withoutDots(file);
}

/** `/a` on Unix, `C:/a` on Windows. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(path);
}

function withoutDots(path: string): string {
  const [start = ""] = /^(?:[A-Za-z]:)?\/*/.exec(path) ?? [];
  const parts: string[] = [];
  for (const part of path.slice(start.length).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return `${start.replace(/\/+$/, "/")}${parts.join("/")}`;
}
