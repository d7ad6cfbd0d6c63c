/** Parts of a path, without asking the disk. */

/** The folder of an absolute path, without the slash at its end: of `/a/b` and of `/a/b/` it is `/a` and `/a/b`. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** Of these by their path, the deepest that a path is in, or is; undefined if none of them is. */
export const deepestAbove = <Value>(
  places: ReadonlyMap<string, Value>,
  path: string,
): Value | undefined => {
  for (let at = path; ; at = folderOf(at)) {
    const found = places.get(at);
    if (found !== undefined || at === '/') return found;
  }
};

/** What follows the last slash: all of a name, '' of a path that ends with one. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
