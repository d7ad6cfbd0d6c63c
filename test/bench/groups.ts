/** Everything measured in the machine, in the order of the table. */
import { burst } from './rows/burst.ts';
import { calendar } from './rows/calendar.ts';
import { change } from './rows/change.ts';
import { diagnosis } from './rows/diagnosis.ts';
import { idle, memory } from './rows/idle.ts';
import { proofs } from './rows/idle-proofs.ts';
import { cold, scale } from './rows/inventory.ts';
import { logs } from './rows/logs.ts';
import type { Group } from './row.ts';
import { runs } from './rows/runs.ts';
import { schedule } from './rows/schedule.ts';
import { scroll } from './rows/scroll.ts';
import { start } from './rows/start.ts';
import { storm } from './rows/storm.ts';

export const groups: readonly Group[] = [
  cold,
  scale,
  change,
  diagnosis,
  storm,
  scroll,
  logs,
  runs,
  schedule,
  calendar,
  burst,
  start,
  memory,
  idle,
  proofs,
];

/** `idle` selects everything that starts with it, `idle.cpu` that and its parts; no words select everything. */
export const isWanted = (name: string, wanted: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((word) => name === word || name.startsWith(`${word}.`));
