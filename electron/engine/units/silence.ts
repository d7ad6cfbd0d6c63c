/**
 * What systemd must not be asked while a mount doesn't answer: it would read from there, hang, and answer nobody.
 *
 * systemd 252, measured with a mount whose server doesn't answer:
 * - A daemon-reload reads all links and drop-ins of the search path, and hangs. So does loading any unit after a folder
 *   of the search path changed. The process waits uninterruptibly; once the mount answers, it goes on as if nothing had
 *   been.
 * - NeedDaemonReload looks at the unit's files. It is among a unit's properties, and systemctl reads it with each start
 *   and stop. Killing and resetting a unit in memory reads nothing.
 * - Units in memory go on, and are listed.
 */
import { dropInNames } from '../../core/names/drop-in-names.ts';
import { templateOf, unitTypeOf } from '../../core/names/unit-name.ts';
import { fail } from '../../core/problems/problem.ts';
import type { MountGuard } from '../../system/manager/systemctl.ts';
import type { SilentPath, TreeFolder } from '../../system/units/tree-folder.ts';

/** The entries of a search path folder that systemd reads for a unit. */
const namesFor = (unit: string, of: string): Set<string> => {
  const dropIns = [unit, of].flatMap((name) => [...dropInNames(name), unitTypeOf(name)]);
  return new Set([unit, of, templateOf(of) ?? of, ...dropIns.map((name) => `${name}.d`), '']);
};

export const silencesIn = (folders: readonly TreeFolder[]) => {
  const silent = folders.flatMap((folder) => [...folder.silent]);
  const [[, first] = []] = silent;
  const changedAt = Math.max(0, ...folders.map(({ modifiedAt }) => modifiedAt));

  /** @param of the unit that the name is an alias of. */
  const ofUnit = (unit: string, of: string): SilentPath | null => {
    if (first === undefined) return null;
    const names = namesFor(unit, of);
    return silent.find(([name]) => names.has(name))?.[1] ?? null;
  };

  return {
    ofUnit,
    /** @param loadedAt when systemd last read the search path; null for a unit in memory. @throws mount-silent, reload-would-hang. */
    refuseUnit: (unit: string, of: string, loadedAt: number | null): void => {
      const own = ofUnit(unit, of);
      if (own !== null) throw fail('mount-silent', own);
      if (first !== undefined && loadedAt !== null && changedAt > loadedAt)
        throw fail('reload-would-hang', first);
    },
    /** @throws reload-would-hang. */
    refuseReload: (): void => {
      if (first !== undefined) throw fail('reload-would-hang', first);
    },
  };
};

/** @param deps.loadedAt when systemd last read the search path; null for a unit in memory. */
export const createMountGuard = (deps: {
  disk(): {
    refuseSilent(name: string, loadedAt: number | null): void;
    refuseReload(): void;
  } | null;
  loadedAt(unit: string): number | null;
}): MountGuard => ({
  unit: (name) => deps.disk()?.refuseSilent(name, deps.loadedAt(name)),
  reload: () => deps.disk()?.refuseReload(),
});
