/** Hearth with a terminal of the test's making, beside the real manager. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import type { Host } from '../../../electron/host/host.ts';
import { createWorkbench } from '../kill/workbench.ts';
import { afterwards, host, person, temporaryFolder, until } from '../workbench/bench.ts';

/** Where the manager reads variables from. */
export const folder = path.join(path.dirname(path.dirname(person.unitFolder)), 'environment.d');

/** Hearth with a terminal that has exactly these variables. */
export const open = async (terminal: Record<string, string>, differs: Partial<Host> = {}) => {
  const own: Host = {
    ...host,
    loginEnvironment: () => Promise.resolve(new Map(Object.entries(terminal))),
    sessionVariables: new Map(),
    ...differs,
  };
  const bench = createWorkbench(await temporaryFolder(), {}, own);
  afterwards(bench.dispose);
  await until('the manager', () => bench.store.state().manager.kind === 'running');
  afterwards(async () => {
    await rm(folder, { recursive: true, force: true });
    await execa('systemctl', ['--user', 'unset-environment', ...Object.keys(terminal)], {
      reject: false,
    });
  });
  return bench;
};
