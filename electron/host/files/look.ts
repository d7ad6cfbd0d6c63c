/** Looks at paths without opening any file. */
import { constants, readlink, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { silentOn } from '../mounts/reach.ts';
import { isThere, may } from './paths.ts';
import type { HostFiles, Look } from '../host-files.ts';

const lookAt = async (at: string): Promise<Look | null> => {
  const facts = await stat(at).catch(() => null); // Missing or out of reach.
  if (facts === null) return null;
  const [readable, writable, executable] = await Promise.all(
    [constants.R_OK, constants.W_OK, constants.X_OK].map((mode) => may(at, mode)),
  );
  return {
    kind: facts.isFile() ? 'file' : facts.isDirectory() ? 'folder' : 'other',
    sizeBytes: facts.size,
    modifiedAt: facts.mtimeMs,
    readable: readable === true,
    writable: writable === true,
    executable: executable === true,
  };
};

/** Resolves links in the path's folders but not its last name. The path need not exist. */
const placeWithin = async (at: string): Promise<string> => {
  const folder = path.dirname(at);
  // A missing folder has no other place.
  return path.join(await realpath(folder).catch(() => folder), path.basename(at));
};

const placeOf = async (at: string): Promise<string> =>
  (await silentOn(path.dirname(at))) === null ? placeWithin(at) : at;

/** As many as systemd follows: CHASE_MAX in chase.c. */
const mostSteps = 32;

const stepsFrom = async (link: string): Promise<string[]> => {
  const steps: string[] = [];
  let at = await placeOf(link);
  while (steps.length < mostSteps && (await silentOn(at, { itself: true })) === null) {
    const to = await readlink(at).catch(() => null); // The end: no link, or missing.
    if (to === null) break;
    at = await placeOf(path.resolve(path.dirname(at), to));
    steps.push(at);
  }
  return steps;
};

const linksBelow: HostFiles['linksBelow'] = async (folder) => {
  if ((await silentOn(folder)) !== null) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []); // Missing or unreadable: no links.
  const found = await Promise.all(
    entries.map(async (entry): ReturnType<HostFiles['linksBelow']> => {
      const at = path.join(folder, entry.name);
      if (entry.isDirectory()) return linksBelow(at);
      if (!entry.isSymbolicLink()) return [];
      return [{ path: at, place: await placeOf(at), steps: await stepsFrom(at) }];
    }),
  );
  return found.flat();
};

export const looking: Pick<HostFiles, 'look' | 'areThere' | 'realPaths' | 'linksBelow'> = {
  look: (paths) => Promise.all(paths.map(lookAt)),
  areThere: (paths) => Promise.all(paths.map(isThere)),
  // For a missing path, return its place. Its caller has asked the mount, and would wait for itself if this asked again.
  realPaths: (paths) => Promise.all(paths.map((at) => realpath(at).catch(() => placeWithin(at)))),
  linksBelow,
};
