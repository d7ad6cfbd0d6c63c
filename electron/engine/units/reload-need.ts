/**
 * Which units systemd would re-read at a daemon-reload (NeedDaemonReload). Only systemd knows, and asking it about
 * 350 loaded units takes 57 ms, so ask only about units with files that changed since it last read them.
 */
import { factsOfType } from '../../core/units/types.ts';
import type { UnitDisk } from './on-disk.ts';
import type { ListedUnit, ManagerConnection } from '../../system/manager/manager.ts';

/** File system clocks are coarser than systemd's. */
const slackMs = 1000;

/** Has no file, so it needs a reload only if all units do: systemd 253 and newer say so after `enable --no-reload`. */
const witness = '-.slice';

/** Whether a unit may come from a file: most mounts, slices, scopes and devices do not. */
const isOfFile = ({ name, loadState, text }: { name: string; loadState: string; text: string }) =>
  loadState !== 'not-found' && (text !== '' || factsOfType(name).ofFile);

export const createReloadNeed = () => {
  let loadedAt = 0;
  /** The files at the first look: a file that vanishes leaves no newer one behind. */
  let first = new Map<string, string>();
  let answers = new Map<string, { print: string; needs: boolean }>();

  return {
    check: async (
      manager: Pick<ManagerConnection, 'needReload'>,
      loaded: Iterable<ListedUnit>,
      { print: printOf, isSilent }: Pick<UnitDisk, 'print' | 'isSilent'>,
    ): Promise<ReadonlySet<string>> => {
      const listed = [...loaded];
      const units = listed
        // systemd would read their files to answer.
        .filter(({ name }) => !isSilent(name))
        .map(({ name, loadState }) => ({ name, loadState, ...printOf(name) }))
        .filter(isOfFile);
      for (const { name, text } of units) if (!first.has(name)) first.set(name, text);
      const suspects = units.filter(
        ({ name, newest, text, loadState }) =>
          newest === 0 ||
          // systemd wants a reload forever for a unit masked while it ran with a drop-in.
          loadState !== 'loaded' ||
          newest > loadedAt - slackMs ||
          text !== first.get(name),
      );
      const asked = suspects.filter(({ name, text }) => {
        const answer = answers.get(name);
        // systemd sees a new drop-in folder only once it loads something else: its "no" may become a "yes".
        const isOpen = answer?.needs === false && text !== first.get(name);
        return answer?.print !== text || isOpen;
      });
      const witnesses = isSilent(witness) ? [] : [witness];
      const needing = await manager.needReload([...witnesses, ...asked.map(({ name }) => name)]);
      for (const { name, text } of asked) {
        answers.set(name, { print: text, needs: needing.has(name) });
      }
      if (needing.has(witness)) return new Set(listed.map(({ name }) => name));
      return new Set(
        units.flatMap(({ name, text }) => {
          const answer = answers.get(name);
          return answer?.print === text && answer.needs ? [name] : [];
        }),
      );
    },
    /** The unit left memory; systemd re-reads it when it comes back. */
    unloaded: (unit: string): void => {
      first.delete(unit);
      answers.delete(unit);
    },
    loadedAt: (): number => loadedAt,
    /** Takes the time when systemd last read all units. */
    reloaded: (at: number): void => {
      if (at === loadedAt) return;
      loadedAt = at;
      first = new Map();
      answers = new Map();
    },
  };
};
