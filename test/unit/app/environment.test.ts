import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { testEnvironment } from '../../environment.ts';

test('every test variable that CONTRIBUTING names reaches the tests in the machine', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../../../CONTRIBUTING.md'), 'utf8');
  const named = Object.fromEntries(
    (text.match(/HEARTH_TEST_\w+/g) ?? []).map((name) => [name, '7']),
  );
  expect(named).toHaveProperty('HEARTH_TEST_SEED');
  expect(testEnvironment({ ...named, HOME: '/root' })).toEqual({
    ...named,
    HEARTH_TEST_ELECTRON: '/opt/electron/electron',
    NO_COLOR: '1',
  });
});
