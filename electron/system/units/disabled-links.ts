/**
 * The links that `systemctl --user disable` removes.
 *
 * remove_marked_symlinks_fd() in install.c; systemctl 252, measured:
 * - It searches the unit folder and every folder below it, regardless of name, for links named like a unit.
 * - It removes links with a disabled name, even masks, and instances with their template; links of any name to a file
 *   with a disabled name; then links to a removed link.
 * - Given an alias, it disables the unit itself.
 */
import path from 'node:path';
import { isUnitName, templateOf } from '../../core/names/unit-name.ts';
import type { HostFiles } from '../../host/host-files.ts';

type Link = Awaited<ReturnType<HostFiles['linksBelow']>>[number];

/**
 * @param links below the unit folder.
 * @param names the disabled names, including Also=.
 */
export const linksDisabled = (links: readonly Link[], names: ReadonlySet<string>): string[] => {
  const isNamed = (name: string): boolean => names.has(name) || names.has(templateOf(name) ?? name);
  let rest = links.filter((link) => isUnitName(path.basename(link.path)));
  const gone = new Map<string, Link>();
  for (;;) {
    const matched = rest.filter(
      ({ path: at, steps }) =>
        isNamed(path.basename(at)) ||
        names.has(path.basename(steps.at(-1) ?? '')) ||
        steps.some((step) => gone.has(step)),
    );
    if (matched.length === 0) return [...gone.values()].map((link) => link.path);
    for (const link of matched) gone.set(link.place, link);
    rest = rest.filter((link) => !gone.has(link.place));
  }
};
