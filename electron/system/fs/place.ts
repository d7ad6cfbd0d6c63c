/** Where a name lies behind links on the way. read-link.ts does the same at once, for thousands of names. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';

/** The path with the links in its folders resolved, its last name left as it is. It need not exist. */
export const placeOf = async (at: string): Promise<string> => {
  const folder = path.dirname(at);
  return path.join(await realpath(folder).catch(() => folder), path.basename(at));
};
