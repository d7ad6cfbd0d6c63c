/** What was saved and waits for a restart, by unit; it outlives the page. */
import { SvelteMap } from 'svelte/reactivity';
import { isUp } from '../../electron/core/unit.ts';
import { hearth } from '../state.svelte.ts';

const waiting = new SvelteMap<string, string[]>();

// Whoever stops or restarts it, the next start reads what is there.
hearth.on('change', ({ event }) => {
  if (event.kind === 'action-started' && ['restart', 'stop'].includes(event.action))
    waiting.delete(event.unit);
  if (event.kind !== 'units') return;
  for (const unit of event.changed) if (!isUp(unit)) waiting.delete(unit.name);
  for (const name of event.removed) waiting.delete(name);
});

export const restarts = {
  of: (unit: string): readonly string[] => waiting.get(unit) ?? [],
  add: (unit: string, keys: readonly string[]): void => {
    waiting.set(unit, [...new Set([...(waiting.get(unit) ?? []), ...keys])]);
  },
};
