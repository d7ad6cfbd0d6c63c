/** Units that a generator makes from another file, with the real generator of autostart entries. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { afterwards, createBench, person, until } from '../workbench/bench.ts';
import { fileChecks } from '../workbench/file-checks.ts';
import { keep } from '../workbench/kept.ts';
import { follow, systemctl } from '../workbench/manager-bench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

const entry = `${person.configFolder}/autostart/generatedtest.desktop`;
const unit = 'app-generatedtest@autostart.service';
const textOf = (seconds: number): string =>
  `[Desktop Entry]\nType=Application\nName=X\nExec=/bin/sleep ${String(seconds)}\n`;

const makeEntry = async (): Promise<void> => {
  await mkdir(path.dirname(entry), { recursive: true });
  await writeFile(entry, textOf(1000));
  afterwards(async () => {
    await systemctl('stop', unit);
    await rm(entry, { force: true });
    await systemctl('daemon-reload');
  });
  await systemctl('daemon-reload');
};

test('a running unit needs a reload once what it was made from has changed', async () => {
  await emptyFolder();
  await makeEntry();
  await systemctl('start', unit);
  const { units } = await keep();
  expect(units()[unit]).toMatchObject({ unitFileState: 'generated', needDaemonReload: false });
  await writeFile(entry, textOf(2000));
  await until('the need of a reload', () => units()[unit]?.needDaemonReload === true);
  await systemctl('daemon-reload');
  await until('no need any more', () => units()[unit]?.needDaemonReload === false);
});

test('checks an override of a generated unit without missing the unit', async () => {
  await emptyFolder();
  await makeEntry();
  const checks = fileChecks(createBench().runner);
  const bytes = new TextEncoder().encode('[Service]\nNice=5\n');
  const found = await checks.check({ unit, file: { kind: 'drop-in', name: 'x.conf' }, bytes });
  expect(found.findings).toEqual([]);
});

test('names the service that already has the bus name of another', async () => {
  await emptyFolder();
  const text = '[Service]\nType=dbus\nBusName=org.example.HearthTest\nExecStart=/bin/sleep 100\n';
  await put('bus-one.service', text);
  await put('bus-two.service', text);
  await systemctl('daemon-reload');
  // Only a unit in memory holds its name.
  await systemctl('start', '--no-block', 'bus-one.service');
  afterwards(() => systemctl('stop', 'bus-one.service'));
  const manager = await follow().connected();
  const busNameTaken = { busName: 'org.example.HearthTest', by: 'bus-one.service' };
  expect(await manager.details('bus-two.service')).toMatchObject({
    loadState: 'error',
    busNameTaken,
  });
  expect(await manager.details('bus-one.service')).toMatchObject({ busNameTaken: null });
});
