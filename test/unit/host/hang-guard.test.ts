import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createPatience } from '../../../electron/host/async/hang-guard.ts';

const limitMs = 50;
const kindOf = async (file: string): Promise<string> =>
  (await stat(file)).isDirectory() ? 'folder' : 'file';

test('waits no longer than its limit', async () => {
  const ask = createPatience(limitMs);
  const began = performance.now();
  expect(await ask('/dead', () => new Promise<string>(() => undefined), 'unknown')).toBe('unknown');
  expect(performance.now() - began).toBeGreaterThan(limitMs / 2);
});

test('takes the answer of a disk that was quick while this process stalled', async () => {
  const ask = createPatience(limitMs);
  // From here, Node runs timers before it takes answers of the disk.
  await stat('/');
  const asked = ask('/', () => kindOf('/'), 'unknown');
  // The question is on its way, then nothing runs here for longer than the limit.
  await Promise.resolve();
  const until = performance.now() + 4 * limitMs;
  while (performance.now() < until);
  expect(await asked).toBe('folder');
});
