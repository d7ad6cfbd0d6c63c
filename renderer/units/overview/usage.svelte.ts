/** Readings of the unit on screen and of those shown before, so that a chart continues where it was left. */
import { createContext } from 'svelte';
import type { Reading } from '../../../electron/core/units/usage.ts';
import type { PageClient } from '../../client.svelte.ts';

/** How much time a chart shows at most. */
export const spanSeconds = 300;

/** How many units are remembered. */
const mostUnits = 8;

/** A longer pause between readings is a gap in the line. */
const gapMs = 5000;

const gap = (at: number): Reading => ({
  at,
  cpuNanoseconds: null,
  cpuPercent: null,
  memoryBytes: null,
  memoryFrom: 'unit',
  tasks: null,
});

/** The readings and a newer one, without those too old to be shown. */
const withReading = (readings: readonly Reading[], reading: Reading): Reading[] => {
  const last = readings.at(-1);
  const late = last !== undefined && reading.at - last.at > gapMs;
  const oldest = reading.at - spanSeconds * 1000;
  return [...readings, ...(late ? [gap(last.at + 1)] : []), reading].filter(
    ({ at }) => at >= oldest,
  );
};

export interface NumbersReader {
  /** Oldest first. */
  readonly readings: readonly Reading[];
  /** Follows a unit until the returned function is called. */
  follow(unit: string): () => void;
}

export const createUsage = (hearth: PageClient['hearth']) => {
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read once, when a unit comes on screen
  const past = new Map<string, Reading[]>();

  const createReader = (): NumbersReader => {
    let readings = $state.raw<readonly Reading[]>([]);
    return {
      get readings() {
        return readings;
      },
      follow: (unit) => {
        readings = past.get(unit) ?? [];
        const stop = hearth.on('numbers', (payload) => {
          if (payload.unit !== unit) return;
          readings = withReading(readings, payload.reading);
        });
        // A unit that can’t be read has no numbers; its page says why.
        hearth.watchNumbers({ unit }).catch(() => undefined);
        return () => {
          stop();
          past.delete(unit);
          past.set(unit, [...readings]);
          for (const oldest of [...past.keys()].slice(0, -mostUnits)) past.delete(oldest);
          // A main process that is gone sends nothing, so there is nothing to stop.
          hearth.unwatchNumbers().catch(() => undefined);
        };
      },
    };
  };

  return { reader: createReader };
};

export const [useUsage, provideUsage] = createContext<ReturnType<typeof createUsage>>();
