/**
 * Which units systemd would read anew at a daemon-reload (NeedDaemonReload). Only systemd knows, and asking all of 350
 * loaded units takes it 57 ms; so only those are asked whose files changed since it last read them.
 */
import type { ListedUnit, ManagerConnection } from '../system/bus.ts';

export interface ReloadNeed {
  /** @param changedAt when the newest file of a unit changed, 0 for one without; see UnitFiles. */
  check(
    manager: Pick<ManagerConnection, 'needReload'>,
    loaded: Iterable<ListedUnit>,
    changedAt: (unit: string) => number,
  ): Promise<ReadonlySet<string>>;
  /** It is not in memory any more; when it comes back it is read afresh. */
  unloaded(unit: string): void;
  /** When systemd last read all of them. */
  reloaded(at: number): void;
}

/** Clocks of file systems are coarser than those of systemd. */
const slackMs = 1000;

/** It has no file, so that it needs a reload only if all units do: systemd 253 and newer say so after `enable --no-reload`. */
const witness = '-.slice';

const isOfFile = (unit: ListedUnit): boolean =>
  unit.loadState !== 'not-found' && /\.(?:service|timer|socket|path|target)$/.test(unit.name);

export const createReloadNeed = (): ReloadNeed => {
  let loadedAt = 0;
  /** How the files were when first looked at: one that vanishes leaves no newer one behind. */
  let first = new Map<string, number>();
  let answers = new Map<string, { changedAt: number; needs: boolean }>();

  return {
    check: async (manager, loaded, changedAt) => {
      const units = [...loaded].filter(isOfFile).map(({ name }) => ({ name, at: changedAt(name) }));
      for (const { name, at } of units) if (!first.has(name)) first.set(name, at);
      const suspects = units.filter(
        ({ name, at }) => at === 0 || at > loadedAt - slackMs || at !== first.get(name),
      );
      const asked = suspects.filter(({ name, at }) => answers.get(name)?.changedAt !== at);
      const needing = await manager.needReload([witness, ...asked.map(({ name }) => name)]);
      for (const { name, at } of asked)
        answers.set(name, { changedAt: at, needs: needing.has(name) });
      const all = needing.has(witness);
      return new Set(
        units.flatMap(({ name, at }) => {
          const answer = answers.get(name);
          return all || (answer?.changedAt === at && answer.needs) ? [name] : [];
        }),
      );
    },
    unloaded: (unit) => {
      first.delete(unit);
      answers.delete(unit);
    },
    reloaded: (at) => {
      if (at === loadedAt) return;
      loadedAt = at;
      first = new Map();
      answers = new Map();
    },
  };
};
