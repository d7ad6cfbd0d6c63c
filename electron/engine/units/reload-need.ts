/**
 * Which units systemd would read anew at a daemon-reload (NeedDaemonReload). Only systemd knows, and asking all of 350
 * loaded units takes it 57 ms; so only those are asked whose files changed since it last read them.
 */
import { factsOfType } from '../../core/units/types.ts';
import type { FilePrint } from './rows.ts';
import type { ListedUnit, ManagerConnection } from '../../system/manager/manager.ts';

export interface ReloadNeed {
  check(
    manager: Pick<ManagerConnection, 'needReload'>,
    loaded: Iterable<ListedUnit>,
    printOf: (unit: string) => FilePrint,
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

/** Whether a unit could be of a file: most mounts, slices, scopes and devices are not. */
const isOfFile = ({ name, loadState, text }: { name: string; loadState: string; text: string }) =>
  loadState !== 'not-found' && (text !== '' || factsOfType(name).ofFile);

export const createReloadNeed = (): ReloadNeed => {
  let loadedAt = 0;
  /** How the files were when first looked at: one that vanishes leaves no newer one behind. */
  let first = new Map<string, string>();
  let answers = new Map<string, { print: string; needs: boolean }>();

  return {
    check: async (manager, loaded, printOf) => {
      const units = [...loaded]
        .map(({ name, loadState }) => ({ name, loadState, ...printOf(name) }))
        .filter(isOfFile);
      for (const { name, text } of units) if (!first.has(name)) first.set(name, text);
      const suspects = units.filter(
        ({ name, newest, text, loadState }) =>
          newest === 0 ||
          // systemd wants a reload for ever of one that was masked while it ran with a drop-in.
          loadState !== 'loaded' ||
          newest > loadedAt - slackMs ||
          text !== first.get(name),
      );
      const asked = suspects.filter(({ name, text }) => {
        const answer = answers.get(name);
        // systemd sees a new folder of drop-ins only once it has loaded something else: its "no" may become a "yes".
        const isOpen = answer?.needs === false && text !== first.get(name);
        return answer?.print !== text || isOpen;
      });
      const needing = await manager.needReload([witness, ...asked.map(({ name }) => name)]);
      for (const { name, text } of asked) {
        answers.set(name, { print: text, needs: needing.has(name) });
      }
      const all = needing.has(witness);
      return new Set(
        units.flatMap(({ name, text }) => {
          const answer = answers.get(name);
          return all || (answer?.print === text && answer.needs) ? [name] : [];
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
