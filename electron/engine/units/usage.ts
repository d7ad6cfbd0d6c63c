/** Reads the numbers of the one unit that somebody looks at, every second, and of none when nobody does. */
import { cpuPercent, type Reading } from '../../core/units/usage.ts';
import type { Host } from '../../host/host.ts';
import type { Emit } from '../../ipc/contract/index.ts';

const everyMs = 1000;

export interface Numbers {
  /** From now on, in place of the unit before; one without processes has no numbers. */
  watch(unit: string): Promise<void>;
  unwatch(): void;
}

interface Deps {
  /** Where the processes of a unit are, as systemd names it; null for one that has none. */
  controlGroup(unit: string): Promise<string | null>;
  host: Pick<Host, 'usage'>;
  emit: Emit;
}

export const createNumbers = ({ controlGroup, host, emit }: Deps): Numbers => {
  let timer: NodeJS.Timeout | undefined;
  /** The newest wish: what an older one still waits for is dropped. */
  let wish: symbol | null = null;

  const unwatch = (): void => {
    clearTimeout(timer);
    wish = null;
  };

  return {
    watch: async (unit) => {
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
        // After the answer: a slow machine is not asked faster than it answers.
        timer = setTimeout(() => void look(), everyMs);
      };
      await look();
    },
    unwatch,
  };
};
