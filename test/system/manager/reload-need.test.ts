/** Whether systemd would read a unit’s files again: what changed since it last did. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { afterwards, person, until } from '../workbench/bench.ts';
import { keep } from '../workbench/kept.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { command, emptyFolder, put } from '../workbench/unit-folder.ts';

const { unitFolder } = person;
const tells = (what: string, look: () => boolean) => until(what, look, 3000);

test('notices a file that was removed right after a reload', async () => {
  await emptyFolder();
  const below = `${person.home}/.local/share/systemd/user`;
  afterwards(() => rm(`${person.home}/.local/share/systemd`, { recursive: true, force: true }));
  await mkdir(below, { recursive: true });
  await writeFile(`${below}/above.service`, command);
  await utimes(`${below}/above.service`, 1, 1);
  await put('above.service', command);
  await systemctl('daemon-reload');
  await systemctl('start', 'above.service');
  const { unit } = await keep();
  await tells('the start', () => unit('above.service')?.activeState === 'active');
  // Synchronous calls: nothing else in this process runs in between.
  execFileSync('systemctl', ['--user', 'daemon-reload']);
  unlinkSync(`${unitFolder}/above.service`);
  await tells('the need for a reload', () => unit('above.service')?.needDaemonReload === true);
});

test('notices a drop-in that was made, read and removed before Hearth saw it', async () => {
  await emptyFolder();
  await put('briefly@.service', command);
  // Older than the reload, as its clock sees it.
  await utimes(`${unitFolder}/briefly@.service`, 1, 1);
  await systemctl('daemon-reload');
  const { unit } = await keep();
  afterwards(() => systemctl('stop', 'briefly@1.service'));
  mkdirSync(`${unitFolder}/briefly@1.service.d`);
  writeFileSync(`${unitFolder}/briefly@1.service.d/a.conf`, '[Unit]\nDescription=New\n');
  execFileSync('systemctl', ['--user', 'start', 'briefly@1.service']);
  rmSync(`${unitFolder}/briefly@1.service.d`, { recursive: true });
  await tells('the start', () => unit('briefly@1.service')?.activeState === 'active');
  expect(await systemctl('show', '--property=NeedDaemonReload', 'briefly@1.service')).toContain(
    'yes',
  );
  await tells('the need', () => unit('briefly@1.service')?.needDaemonReload === true);
});

test('notices that a folder is back as it was', async () => {
  await emptyFolder();
  await put('stays.service', command);
  await systemctl('daemon-reload');
  await systemctl('start', 'stays.service');
  afterwards(() => systemctl('stop', 'stays.service'));
  const { unit } = await keep();
  await rename(unitFolder, `${unitFolder}-away`);
  await tells('the need for a reload', () => unit('stays.service')?.needDaemonReload === true);
  await rename(`${unitFolder}-away`, unitFolder);
  await tells('no need', () => unit('stays.service')?.needDaemonReload === false);
});
