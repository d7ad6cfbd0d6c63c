import path from 'node:path';
import { inside } from './machine/paths.ts';

/** What tests in the machine get besides a login session's own environment: from ours, only variables meant for them. */
export const testEnvironment = (ours: NodeJS.ProcessEnv): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(ours).flatMap(([name, value]) =>
      name.startsWith('HEARTH_TEST_') && value !== undefined ? [[name, value]] : [],
    ),
  ),
  HEARTH_TEST_ELECTRON: path.join(inside.electron, 'electron'),
  NO_COLOR: '1',
});
