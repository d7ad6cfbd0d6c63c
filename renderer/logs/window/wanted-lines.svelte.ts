/** What a log view asks for: filters chosen by hand, the last run alone, and lines that belong to no unit. */
import { wholeLog, type LogQuery } from '../../../electron/core/logs/query.ts';
import type { PageClient } from '../../client.svelte.ts';
import { createLastRun } from './last-run.svelte.ts';
import { findUnassigned } from './unassigned.svelte.ts';

interface Options {
  client: Pick<PageClient, 'hearth' | 'attempt'>;
  /** null for several. */
  unit: () => string | null;
  /** Changes with each change of the unit's state. */
  changedAt: () => number | null;
  /** The view is at the end. */
  pinned: () => boolean;
  /** No run is known, so there is nothing to limit the log to. */
  onNoRun: () => void;
}

export const createWantedLines = ({ client, unit, changedAt, pinned, onNoRun }: Options) => {
  /** Derived by value: only another name is another query, but the props change more often. */
  const subject = $derived(unit());
  let chosen = $state.raw<LogQuery>(wholeLog);
  const lastRun = createLastRun({ client, unit, changedAt, onNone: onNoRun });
  const unassigned = findUnassigned({ client, unit, changedAt, pinned });
  const query = $derived<LogQuery>({
    ...chosen,
    units: subject === null ? chosen.units : [subject],
    invocation: lastRun.id,
    processes: unassigned.processes,
  });
  return {
    lastRun,
    get query() {
      return query;
    },
    filter(part: Partial<LogQuery>): void {
      chosen = { ...chosen, ...part };
    },
    clear(): void {
      chosen = wholeLog;
      lastRun.want(false);
    },
  };
};
