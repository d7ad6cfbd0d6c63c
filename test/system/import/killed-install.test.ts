/** A crontab is never half there, nor empty, whenever Hearth is killed. */
import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { afterwards, temporaryFolder, until } from '../workbench/bench.ts';

/** More than a pipe holds. */
const wanted = '# a line that comes whole or not at all\n'.repeat(9_000);

test('the crontab is whole if Hearth is killed before crontab has read it', async () => {
  afterwards(() => execa('crontab', ['-r'], { reject: false }));
  const folder = await temporaryFolder();
  const file = path.join(folder, 'wanted');
  await writeFile(file, wanted);
  const slow = `#!/bin/sh
: > ${folder}/begun
/bin/sleep 1
/usr/bin/crontab "$@"
: > ${folder}/ended
`;
  await writeFile(path.join(folder, 'crontab'), slow, { mode: 0o755 });
  const script = path.join(import.meta.dirname, 'installing.ts');
  const hearth = execa(process.execPath, [script, folder, file], { reject: false });
  const isThere = (name: string) =>
    access(path.join(folder, name)).then(
      () => true,
      () => false,
    );
  await until('crontab to begin', () => isThere('begun'));
  hearth.kill('SIGKILL');
  await hearth;
  await until('crontab to end', () => isThere('ended'));
  const { stdout } = await execa('crontab', ['-l'], { stripFinalNewline: false });
  expect(stdout.length).toBe(wanted.length);
  expect(stdout === wanted).toBe(true);
});
