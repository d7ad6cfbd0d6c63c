/** Finds the lines of a service that journald couldn't assign to it, after each change of its state. */
import type { LogProcess, UnassignedLines } from '../../../electron/core/logs/query.ts';
import type { PageClient } from '../../client.svelte.ts';
import { isVisible } from '../../ui/visibility.svelte.ts';

interface Options {
  client: Pick<PageClient, 'hearth'>;
  /** null for several. */
  unit: () => string | null;
  /** Changes with each change of the unit's state. */
  changedAt: () => number | null;
  /** The view is at the end: whoever reads further up keeps their place. */
  pinned: () => boolean;
}

/** journald stores a line after the process has ended, on a busy computer seconds later. */
const askAfterMs = [0, 300, 2000, 8000];
/** A service that keeps crashing changes many times a second. */
const atLeastMs = 1000;
/** The contract's limit: of a service that keeps crashing, the newest. */
const most = 50;

/** One list for all that found none: another list is another query. */
const none: readonly LogProcess[] = [];

const sameProcess = (one: LogProcess, other: LogProcess): boolean =>
  one.pid === other.pid && one.from === other.from;

export const findUnassigned = ({ client: { hearth }, unit, changedAt, pinned }: Options) => {
  let processes = $state.raw(none);
  let shown = $state.raw(none);
  const name = $derived(unit());
  const changed = $derived(changedAt());
  const question = $derived(name === null || !isVisible() ? null : { name, changed });
  let askedAt = -Infinity;
  const take = ({ processes: found }: UnassignedLines): void => {
    const more = found.filter((one) => !processes.some((known) => sameProcess(one, known)));
    if (more.length > 0) processes = [...processes, ...more].slice(-most);
  };
  $effect(() => {
    if (question === null) return;
    const of = question.name;
    const first = Math.max(0, askedAt + atLeastMs - performance.now());
    const timers = askAfterMs.map((ms) =>
      setTimeout(() => {
        askedAt = performance.now();
        // The log is complete without them for almost every service, so a failure needs no message.
        hearth.unassignedLog({ unit: of }).then(take, () => undefined);
      }, first + ms),
    );
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  });
  $effect(() => {
    if (pinned()) shown = processes;
  });
  return {
    /** Those that left such lines, in the order in which they were found. */
    get processes() {
      return shown;
    },
  };
};
