import path from 'node:path';
import { inside } from './machine/paths.ts';

/** What the tests in the machine get beside a login session's own environment: of ours only what is named for them. */
export const testEnvironment = (ours: NodeJS.ProcessEnv): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(ours).flatMap(([name, value]) =>
      name.startsWith('HEARTH_TEST_') && value !== undefined ? [[name, value]] : [],
    ),
  ),
  HEARTH_TEST_ELECTRON: path.join(inside.electron, 'electron'),
  NO_COLOR: '1',
});
