/** Services that write to the journal. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { home, layDown } from './files.ts';
import { said } from './outside.ts';

/** Returns a new name each time: the journal, and what it has about a name, outlives a test. */
export const freshNames = (prefix: string): (() => string) => {
  const run = Date.now().toString(36);
  let units = 0;
  return () => `${prefix}-${run}-${String((units += 1))}.service`;
};

/** Creates and starts a service that runs a shell script. */
export const speak = async (unit: string, script: string): Promise<void> => {
  const file = path.join(home, 'log-test.sh');
  await writeFile(file, script);
  await layDown(unit, `[Service]\nExecStart=/bin/sh ${file}\n`);
  await said('systemctl', '--user', 'start', '--', unit);
};
