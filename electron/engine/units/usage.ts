/** Reads the numbers of the unit somebody is looking at, every second; reads nothing when nobody is. */
import { cpuPercent, type Reading } from '../../core/units/usage.ts';
import type { Host } from '../../host/host.ts';
import type { Emit } from '../../ipc/contract/index.ts';

const everyMs = 1000;

interface Deps {
  /** The control group with the unit's processes, as systemd names it; null if it has none. */
  controlGroup(unit: string): Promise<string | null>;
  host: Pick<Host, 'usage'>;
  emit: Emit;
}

export const createNumbers = ({ controlGroup, host, emit }: Deps) => {
  let timer: NodeJS.Timeout | undefined;
  /** The newest request: what an older request still waits for is dropped. */
  let wish: symbol | null = null;

  const unwatch = (): void => {
    clearTimeout(timer);
    wish = null;
  };

  return {
    /** Replaces the unit watched before. A unit without processes has no numbers. */
    watch: async (unit: string): Promise<void> => {
      unwatch();
      const mine = Symbol(unit);
      wish = mine;
      let before: { clockMs: number; cpuNanoseconds: number | null } | null = null;
      const group = await controlGroup(unit);
      if (wish !== mine || group === null) return;
      const look = async (): Promise<void> => {
        const numbers = await host.usage(group);
        if (wish !== mine) return;
        const now = { clockMs: performance.now(), cpuNanoseconds: numbers.cpuNanoseconds };
        const reading: Reading = {
          at: Date.now(),
          ...numbers,
          cpuPercent: cpuPercent(before, now),
        };
        before = now;
        emit('numbers', { unit, reading });
        // Only after the answer: never ask a slow machine faster than it answers.
        timer = setTimeout(() => void look(), everyMs);
      };
      await look();
    },
    unwatch,
  };
};

export type Numbers = ReturnType<typeof createNumbers>;
