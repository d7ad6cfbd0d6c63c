/** The commands run for each unit, newest last; bounded, kept while Hearth runs. */
import type { CommandRecord } from '../../core/app/command-record.ts';

const keptForEach = 100;

export const createCommandLog = () => {
  const byUnit = new Map<string, CommandRecord[]>();
  return {
    add: (record: CommandRecord): void => {
      if (record.unit === null) return;
      const kept = byUnit.get(record.unit) ?? [];
      byUnit.set(record.unit, [...kept, record].slice(-keptForEach));
    },
    of: (unit: string): CommandRecord[] => byUnit.get(unit) ?? [],
  };
};

export type CommandLog = ReturnType<typeof createCommandLog>;
