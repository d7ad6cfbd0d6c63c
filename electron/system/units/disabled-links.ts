/**
 * The links that `systemctl --user disable` takes away.
 *
 * What it really does (remove_marked_symlinks_fd() in install.c; systemctl 252, measured):
 * - It looks through the unit folder and every folder below it, whatever its name, for links with the name of a unit.
 * - Those of a disabled name go, instances with their template, also masked ones; those that lead to a file of such a
 *   name, whatever they are called; then those that lead to a link that went.
 * - Asked to disable another name of a unit, it disables the unit itself.
 */
import path from 'node:path';
import { isUnitName, templateOf } from '../../core/names/unit-name.ts';
import type { HostFiles } from '../../host/host-files.ts';

type Link = Awaited<ReturnType<HostFiles['linksBelow']>>[number];

/**
 * @param links below the unit folder.
 * @param names those that are disabled, Also= included.
 */
export const linksDisabled = (links: readonly Link[], names: ReadonlySet<string>): string[] => {
  const isNamed = (name: string): boolean => names.has(name) || names.has(templateOf(name) ?? name);
  let rest = links.filter((link) => isUnitName(path.basename(link.path)));
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
