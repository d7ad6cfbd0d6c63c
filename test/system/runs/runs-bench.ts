/** Services that are really run, and what Hearth reads of that. */
import { execa } from 'execa';
import type { Run, RunHistory } from '../../../electron/core/runs/run.ts';
import { property, temporaryFolder, until } from '../workbench/bench.ts';
import { sync } from '../workbench/journal.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';

/** Whatever becomes of the start. */
export const begin = (unit: string) =>
  execa('systemctl', ['--user', 'start', '--', unit], { reject: false });

export let bench: Awaited<ReturnType<typeof openWorkbench>>;
export const open = async (): Promise<void> => {
  bench = await openWorkbench(await temporaryFolder());
};
export const historyOf = async (unit: string, count = 50): Promise<RunHistory> => {
  await sync();
  return bench.handlers.runs({ unit, count });
};
export const runsOf = async (unit: string): Promise<Run[]> => (await historyOf(unit)).runs;
/** Waits until a unit is in one of these states. */
export const reaches = (unit: string, ...states: string[]): Promise<unknown> =>
  until(`${unit} ${states.join(' or ')}`, async () =>
    states.includes(await property(unit, 'ActiveState')),
  );

export const sh = (script: string): string => `ExecStart=/bin/sh -c '${script}'`;
