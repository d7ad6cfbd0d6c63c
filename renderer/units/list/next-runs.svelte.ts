/**
 * When the person’s own timers next start their unit: read once for each, again when it has, and when its state changes.
 * A timer that is active is loaded, so asking loads nothing.
 */
import { createContext, untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { unitTypeOf } from '../../../electron/core/names/unit-name.ts';
import { isUp, type Unit } from '../../../electron/core/units/unit.ts';
import type { PageClient } from '../../client.svelte.ts';
import { isVisible } from '../../ui/visibility.svelte.ts';

/** After its time a timer is asked again this much later, in milliseconds: systemd rounds times (AccuracySec=). */
const lateMs = 1500;
/** setTimeout() takes no longer ones. */
const longestMs = 2 ** 31 - 1;

const nameIn = (state: string): string => state.slice(0, state.indexOf(' '));

/** @param ready the list is painted: only then is there time for more. */
export const createNextRuns = (
  hearth: PageClient['hearth'],
  units: () => Readonly<Record<string, Unit>>,
  ready: () => boolean,
) => {
  /** Milliseconds since the epoch. */
  const times = new SvelteMap<string, number>();
  const timers = $derived(
    Object.values(units()).filter(
      (unit) =>
        unit.own && unit.aliasOf === null && isUp(unit) && unitTypeOf(unit.name) === 'timer',
    ),
  );
  /** By value: other units change more often. */
  const states = $derived(
    timers
      .map(({ name, subState, changedAt }) => `${name} ${subState} ${String(changedAt)}`)
      .join('\n'),
  );

  const read = async (name: string): Promise<void> => {
    const details = await hearth.unitDetails({ unit: name });
    const next = details.kind === 'timer' ? details.nextAt : null;
    if (next === null) times.delete(name);
    else times.set(name, next);
  };
  /** Those of `states` that were read. */
  let known: readonly string[] = [];
  $effect(() => {
    if (!ready() || !isVisible()) {
      // Setting the clock plans timers anew, and changes no state: a window shown again reads them all.
      known = [];
      return;
    }
    const now = states === '' ? [] : states.split('\n');
    const fresh = now.filter((state) => !known.includes(state));
    known = now;
    untrack(() => {
      const names = now.map(nameIn);
      for (const name of [...times.keys()]) if (!names.includes(name)) times.delete(name);
    });
    // A timer that is gone meanwhile has no next run.
    for (const name of fresh.map(nameIn)) read(name).catch(() => times.delete(name));
  });
  const soonest = $derived(Math.min(...times.values()));
  $effect(() => {
    if (!Number.isFinite(soonest) || !isVisible()) return;
    const wait = Math.min(longestMs, Math.max(0, soonest - Date.now()) + lateMs);
    const due = setTimeout(() => {
      for (const [name, at] of times)
        // A timer that is gone meanwhile has no next run.
        if (at <= Date.now()) read(name).catch(() => times.delete(name));
    }, wait);
    return () => {
      clearTimeout(due);
    };
  });

  return {
    /** In milliseconds since the epoch; null for none, or before it is known. */
    of: (timer: string): number | null => times.get(timer) ?? null,
    /** The first of all; null for none. */
    first: (): { timer: string; at: number } | null =>
      [...times].map(([timer, at]) => ({ timer, at })).sort((a, b) => a.at - b.at)[0] ?? null,
  };
};

export const [useNextRuns, provideNextRuns] = createContext<ReturnType<typeof createNextRuns>>();
