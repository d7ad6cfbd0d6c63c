/** Everything that is measured in the machine, in the order of the table. */
import { burst } from './burst.ts';
import { change } from './change.ts';
import { idle, memory } from './idle.ts';
import { cold, scale } from './inventory.ts';
import { logs } from './logs.ts';
import type { Group } from './row.ts';
import { scroll } from './scroll.ts';
import { start } from './start.ts';
import { storm } from './storm.ts';

export const groups: readonly Group[] = [
  cold,
  scale,
  change,
  storm,
  scroll,
  logs,
  burst,
  start,
  memory,
  idle,
];

/** `idle` wants all that begins with it, `idle.cpu` that and its parts; nothing named wants all. */
export const isWanted = (name: string, wanted: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((word) => name === word || name.startsWith(`${word}.`));
