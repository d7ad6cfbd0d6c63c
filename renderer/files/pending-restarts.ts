/** What was saved and waits for a restart, by unit; it outlives the page. */
import { SvelteMap } from 'svelte/reactivity';
import { isRestarting, isUp } from '../../electron/core/units/unit.ts';
import type { RestartNeed } from '../../electron/core/files/unit-files.ts';
import type { PageClient } from '../client.svelte.ts';

type Need = Required<RestartNeed>;

const both = (one: readonly string[], other: readonly string[]): string[] => [
  ...new Set([...one, ...other]),
];

export const createRestarts = (hearth: PageClient['hearth']) => {
  /** What was saved, and the unit on whose page that was last done. */
  const waiting = new SvelteMap<string, Need & { page: string }>();

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
    /** Those that were saved together, newest last. */
    groups: (): { page: string; needs: Need[] }[] => {
      const all = [...waiting.values()];
      const pages = new Set(all.map(({ page }) => page));
      return [...pages].map((page) => ({ page, needs: all.filter((one) => one.page === page) }));
    },
    add: (page: string, needs: readonly RestartNeed[]): void => {
      for (const { unit, keys, scripts = [] } of needs) {
        const before = waiting.get(unit);
        waiting.set(unit, {
          unit,
          page,
          keys: both(before?.keys ?? [], keys),
          scripts: both(before?.scripts ?? [], scripts),
        });
      }
    },
    forget: (units: readonly string[]): void => {
      for (const unit of units) waiting.delete(unit);
    },
  };
};

export type Restarts = ReturnType<typeof createRestarts>;
