/** Everything that is measured in the machine, in the order of the table. */
import { idle, memory } from './idle.ts';
import type { Group } from './row.ts';
import { start } from './start.ts';

export const groups: readonly Group[] = [start, memory, idle];

/** `idle` wants all that begins with it, `idle.cpu` that and its parts; nothing named wants all. */
export const isWanted = (name: string, wanted: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((word) => name === word || name.startsWith(`${word}.`));
