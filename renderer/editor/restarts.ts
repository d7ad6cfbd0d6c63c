/** What was saved and waits for a restart, by unit; it outlives the page. */
import { SvelteMap } from 'svelte/reactivity';

const waiting = new SvelteMap<string, string[]>();

export const restarts = {
  of: (unit: string): readonly string[] => waiting.get(unit) ?? [],
  add: (unit: string, keys: readonly string[]): void => {
    waiting.set(unit, [...new Set([...(waiting.get(unit) ?? []), ...keys])]);
  },
  clear: (unit: string): void => {
    waiting.delete(unit);
  },
};
