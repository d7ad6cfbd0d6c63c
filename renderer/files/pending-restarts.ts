/** What was saved and waits for a restart, by unit; it outlives the page. */
import { SvelteMap } from 'svelte/reactivity';
import { isRestarting, isUp } from '../../electron/core/units/unit.ts';
import type { RestartNeed } from '../../electron/core/files/unit-files.ts';
import type { PageClient } from '../client.svelte.ts';

export const createRestarts = (hearth: PageClient['hearth']) => {
  /** What was saved, and the pages it was saved on: those also show what changed in other units. */
  const waiting = new SvelteMap<string, Required<RestartNeed> & { pages: string[] }>();

  // However it is stopped or restarted, the next start reads the new files.
  hearth.on('change', ({ event }) => {
    if (event.kind === 'action-started' && ['restart', 'stop'].includes(event.action))
      waiting.delete(event.unit);
    if (event.kind !== 'units') return;
    for (const unit of event.changed) {
      if (!isUp(unit) || isRestarting(unit)) waiting.delete(unit.name);
    }
    for (const name of event.removed) waiting.delete(name);
  });

  return {
    /** The page's own unit, and others that were changed there. */
    on: (page: string): Required<RestartNeed>[] =>
      [...waiting.values()].filter(({ unit, pages }) => unit === page || pages.includes(page)),
    add: (page: string, needs: readonly RestartNeed[]): void => {
      for (const { unit, keys, scripts = [] } of needs) {
        const before = waiting.get(unit);
        waiting.set(unit, {
          unit,
          keys: [...new Set([...(before?.keys ?? []), ...keys])],
          scripts: [...new Set([...(before?.scripts ?? []), ...scripts])],
          pages: [...new Set([...(before?.pages ?? []), page])],
        });
      }
    },
  };
};
