import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { createRandom } from '../fuzz/random.ts';
import { afterwards, person, shell, sudo, temporaryFolder, until } from './bench.ts';
import { expectTrue, keep } from './kept.ts';
import { systemctl } from './manager-bench.ts';
import { layOutOddUnits } from './odd-units.ts';
import { command, emptyFolder, put, putLink, wanted } from './unit-folder.ts';

const { unitFolder } = person;

test('every unit is as systemctl says, in a hundred odd cases', async () => {
  await emptyFolder();
  await layOutOddUnits();
  const { units } = await keep();
  await expectTrue(units);
  const odd = Object.values(units()).filter(({ name }) => name.startsWith('odd'));
  expect(odd.length).toBeGreaterThan(100);
  expect(new Set(odd.map(({ unitFileState }) => unitFileState))).toEqual(
    new Set([
      ...['enabled', 'enabled-runtime', 'linked', 'linked-runtime', 'alias', 'masked'],
      ...['masked-runtime', 'static', 'disabled', 'indirect', 'generated', 'transient', 'bad'],
    ]),
  );
});
