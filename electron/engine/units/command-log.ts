/** The commands run for each unit, the newest last; bounded, kept while Hearth runs. */
import type { CommandRecord } from '../../core/app/command-record.ts';

const keptForEach = 100;

export interface CommandLog {
  add(record: CommandRecord): void;
  of(unit: string): CommandRecord[];
}

export const createCommandLog = (): CommandLog => {
  const byUnit = new Map<string, CommandRecord[]>();
  return {
    add: (record) => {
      if (record.unit === null) return;
      const kept = byUnit.get(record.unit) ?? [];
      byUnit.set(record.unit, [...kept, record].slice(-keptForEach));
    },
    of: (unit) => byUnit.get(unit) ?? [],
  };
};
