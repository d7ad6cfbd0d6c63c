/**
 * The links that `systemctl --user disable` takes away.
 *
 * What it really does (remove_marked_symlinks_fd() in install.c; systemctl 252, measured):
 * - It looks through the unit folder and every folder below it, whatever its name, for links with the name of a unit.
 * - Those of a disabled name go, instances with their template, also masked ones; those that lead to a file of such a
 *   name, whatever they are called; then those that lead to a link that went.
 * - Asked to disable another name of a unit, it disables the unit itself.
 */
import { readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { isUnitName, templateOf } from '../../core/names/unit-name.ts';
import { placeOf } from '../fs/place.ts';

interface Link {
  path: string;
  /** The same behind links on the way. */
  place: string;
  /** Where it leads, step by step. */
  steps: string[];
}

/** As many as systemd follows: CHASE_MAX in chase.c. */
const mostSteps = 32;

const stepsFrom = async (link: string): Promise<string[]> => {
  const steps: string[] = [];
  let at = await placeOf(link);
  while (steps.length < mostSteps) {
    const to = await readlink(at).catch(() => null);
    if (to === null) break;
    at = await placeOf(path.resolve(path.dirname(at), to));
    steps.push(at);
  }
  return steps;
};

const linksBelow = async (folder: string): Promise<Link[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry): Promise<Link[]> => {
      const at = path.join(folder, entry.name);
      if (entry.isDirectory()) return linksBelow(at);
      if (!entry.isSymbolicLink() || !isUnitName(entry.name)) return [];
      return [{ path: at, place: await placeOf(at), steps: await stepsFrom(at) }];
    }),
  );
  return found.flat();
};

/** @param names those that are disabled, Also= included. */
export const linksDisabled = async (
  unitFolder: string,
  names: ReadonlySet<string>,
): Promise<string[]> => {
  const isNamed = (name: string): boolean => names.has(name) || names.has(templateOf(name) ?? name);
  let rest = await linksBelow(unitFolder);
  const gone = new Map<string, Link>();
  for (;;) {
    const goes = rest.filter(
      ({ path: at, steps }) =>
        isNamed(path.basename(at)) ||
        names.has(path.basename(steps.at(-1) ?? '')) ||
        steps.some((step) => gone.has(step)),
    );
    if (goes.length === 0) return [...gone.values()].map((link) => link.path);
    for (const link of goes) gone.set(link.place, link);
    rest = rest.filter((link) => !gone.has(link.place));
  }
};
