/** Units whose name or file isn’t what is checked: aliases, templates, and drop-ins of units that aren’t on disk. */
import { symlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import type { UnitFileRef } from '../../../electron/core/files/unit-files.ts';
import { createBench, person } from '../workbench/bench.ts';
import { fileChecks } from '../workbench/file-checks.ts';

const checks = fileChecks(createBench().runner);
const check = (unit: string, text: string, file: UnitFileRef = { kind: 'fragment' }) =>
  checks.check({ unit, file, bytes: encodeUtf8(text) });

test.each(['lone.service', 'lone-.service', 'user-.slice'])(
  'finds nothing in a good drop-in of %s, whose unit isn’t on disk',
  async (unit) => {
    const drop: UnitFileRef = { kind: 'drop-in', name: 'a.conf' };
    const text = unit.endsWith('.slice')
      ? '[Slice]\nMemoryMax=1G\n'
      : '[Service]\nRestart=always\n';
    expect(await check(unit, text, drop)).toEqual({ findings: [], others: [] });
  },
);

test('knows the name of a unit that is checked under an alias', async () => {
  await writeFile(
    `${person.unitFolder}/real.service`,
    '[Service]\nExecStart=/bin/true\n[Install]\nAlias=second.service\n',
  );
  await symlink(`${person.unitFolder}/real.service`, `${person.unitFolder}/second.service`);
  const text = '[Service]\nExecStart=/bin/true\n[Install]\nAlias=second.service\n';
  expect((await check('second.service', text)).findings).toEqual([]);
});

test('says nothing about the instance that a template is checked with', async () => {
  const text = '[Service]\nExecStart=/bin/true\nWorkingDirectory=%I\n';
  expect((await check('folder@.service', text)).findings).toEqual([]);
});
