/** Keeps the incidents for the next start, and finds what failed in between. */
import type { AccountStore } from '../../core/app/store.ts';
import { gravityOf, isWatched, type Incident } from '../../core/incidents/incident.ts';
import type { Missed } from '../../core/notices/notice.ts';
import { problemCodeOf } from '../../core/problems/problem.ts';
import { isUp } from '../../core/units/unit.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { createLastIncidents, LastIncidents } from '../../system/storage/last-incidents.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Inventory } from '../units/inventory.ts';

/** What failed longer ago is history. */
const longestMs = 30 * 24 * 3600 * 1000;
const writing = { quietMs: 500, maxMs: 2000 };

interface Deps {
  store: AccountStore;
  last: ReturnType<typeof createLastIncidents>;
  inventory: Pick<Inventory, 'details'>;
  journalctl: Pick<Journalctl, 'failures'>;
  bugs: Pick<Bugs, 'report'>;
}

export const createLastSession = ({ store, last, inventory, journalctl, bugs }: Deps) => {
  let written: string | null = null;
  /** Before the last session was read, there is nothing to write. */
  let isRead = false;
  let isLeaving = false;

  /** What the next start must know; a count of crashes is nothing new. */
  const essence = (incidents: readonly Incident[]): string =>
    incidents
      .map((one) => [one.unit, one.since, one.seen, gravityOf(one), one.short].join(' '))
      .join('\n');
  const write = (): void => {
    if (!isRead || store.state().manager.kind !== 'running') return;
    const incidents = Object.values(store.state().incidents);
    const now = essence(incidents);
    if (now === written && !isLeaving) return;
    written = now;
    last.write({ watchedUntil: Date.now(), incidents }).catch((thrown: unknown) => {
      // A full disk costs only that a failure may be told twice.
      if (problemCodeOf(thrown) === null) bugs.report(thrown);
    });
  };
  const soon = coalesce(write, writing);

  /** Since when a unit has been failed; null if it is gone. */
  const failedSince = async (unit: string): Promise<number | null> => {
    try {
      return (await inventory.details(unit)).stateSince;
    } catch (thrown) {
      if (problemCodeOf(thrown) === null) throw thrown;
      return null;
    }
  };

  return {
    read: async (): Promise<LastIncidents | null> => {
      const found = await last.read();
      isRead = true;
      return found;
    },
    /**
     * What failed since, oldest first: from the journal, and for units that are still failed also without it.
     * @param begun incidents that the last session didn't know.
     */
    missedSince: async (since: number, begun: readonly Incident[]): Promise<Missed[]> => {
      const from = Math.max(since, Date.now() - longestMs);
      const { failed, stopped } = await journalctl.failures(from);
      const missed = new Map<string, Missed>();
      const { units, incidents } = store.state();
      for (const [name, at] of failed) {
        const unit = units[name];
        if (unit === undefined || !isWatched(unit, store.state())) continue;
        // A loop goes on; a unit that had failed has failed again.
        const isKnown =
          incidents[name]?.kind === 'crashing' && !begun.some((one) => one.unit === name);
        if (!isKnown) missed.set(name, { unit: name, at, works: isUp(unit) && !unit.crashing });
      }
      for (const { unit } of begun) {
        // A stop that ended with an error.
        if (missed.has(unit) || stopped.has(unit)) continue;
        const at = await failedSince(unit);
        if (at !== null && at > from) missed.set(unit, { unit, at, works: false });
      }
      return [...missed.values()].sort((a, b) => a.at - b.at);
    },
    /** Call after each change of the incidents. */
    changed: soon.call,
    /** Call before exiting: writes until when Hearth watched; null once nothing is left to write. */
    leave: (): Promise<void> | null => {
      soon.cancel();
      if (!isLeaving) {
        isLeaving = true;
        write();
      }
      return last.leave();
    },
    close: soon.cancel,
  };
};
