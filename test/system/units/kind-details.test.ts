/** What the real manager says about timers, sockets, paths and mounts. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { ManagerDetails } from '../../../electron/core/units/unit.ts';
import { afterwards, person, property, shell, until } from '../workbench/bench.ts';
import { follow, systemctl } from '../workbench/manager-bench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

const sleeper = '[Service]\nType=exec\nExecStart=/bin/sleep 1000\n';
const quick = '[Service]\nType=oneshot\nExecStart=/bin/true\n';

const started = async (files: Record<string, string>, unit: string) => {
  await emptyFolder();
  for (const [name, text] of Object.entries(files)) await put(name, text);
  await systemctl('daemon-reload');
  await systemctl('start', unit);
  afterwards(() => systemctl('stop', ...Object.keys(files).filter((name) => !name.includes('@'))));
  const { connected } = follow();
  const manager = await connected();
  return (): Promise<ManagerDetails> => manager.details(unit);
};

test('a calendar timer names its next and its last run', async () => {
  const details = await started(
    { 'k.timer': '[Timer]\nOnCalendar=*-*-* 03:00\nPersistent=yes\n', 'k.service': quick },
    'k.timer',
  );
  const next = Date.parse(await property('k.timer', 'NextElapseUSecRealtime'));
  expect(await details()).toMatchObject({
    kind: 'timer',
    triggers: ['k.service'],
    times: [{ directive: 'OnCalendar', calendar: '*-*-* 03:00:00' }],
    persistent: true,
    result: 'success',
  });
  const found = await details();
  // systemctl shows whole seconds.
  if (found.kind === 'timer') expect(Math.floor((found.nextAt ?? 0) / 1000) * 1000).toBe(next);
});

test('a monotonic timer names its next run by the wall clock', async () => {
  const details = await started(
    { 'k.timer': '[Timer]\nOnActiveSec=2h\nOnUnitActiveSec=3h\n', 'k.service': quick },
    'k.timer',
  );
  const found = await details();
  if (found.kind !== 'timer') throw new Error(found.kind);
  expect(found.times).toEqual([
    { directive: 'OnActiveSec', seconds: 7200 },
    { directive: 'OnUnitActiveSec', seconds: 10_800 },
  ]);
  // AccuracySec= is a minute.
  expect(Math.abs((found.nextAt ?? 0) - Date.now() - 7_200_000)).toBeLessThan(90_000);
  expect(found.lastAt).toBeNull();
});

test('a timer has no next run while its service is active, before its first run, and after its last', async () => {
  const held = await started(
    { 'k.timer': '[Timer]\nOnActiveSec=1ms\nAccuracySec=1ms\n', 'k.service': sleeper },
    'k.timer',
  );
  await until('the service', async () => (await property('k.service', 'ActiveState')) === 'active');
  const running = await held();
  expect(running).toMatchObject({ kind: 'timer', subState: 'running' });
  if (running.kind === 'timer') expect(Date.now() - (running.lastAt ?? 0)).toBeLessThan(60_000);
  await systemctl('stop', 'k.service');
  await until('the end of the timer', async () => (await held()).subState === 'elapsed');
  expect(await held()).toMatchObject({ nextAt: null });
  // Another name: systemd remembers when a timer of this one elapsed.
  const first = await started(
    { 'never.timer': '[Timer]\nOnUnitActiveSec=1h\n', 'never.service': quick },
    'never.timer',
  );
  expect(await first()).toMatchObject({ subState: 'elapsed', nextAt: null, lastAt: null });
});

test('a socket names its addresses and counts its connections', async () => {
  const at = `${person.runtimeFolder}/kind-details`;
  const details = await started(
    {
      'k.socket': `[Socket]\nListenStream=${at}\nListenFIFO=${at}.fifo\nAccept=no\n`,
      'k.service': sleeper,
    },
    'k.socket',
  );
  expect(await details()).toMatchObject({
    kind: 'socket',
    listens: [
      { type: 'Stream', address: at },
      { type: 'FIFO', address: `${at}.fifo` },
    ],
    triggers: ['k.service'],
    accept: false,
    result: 'success',
  });
  const accepting = await started(
    {
      'k.socket': `[Socket]\nListenStream=${at}\nAccept=yes\nMaxConnections=1\n`,
      'k@.service': '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n',
    },
    'k.socket',
  );
  const first = connect(at);
  afterwards(() => first.destroy());
  await until('the first', async () => (await property('k.socket', 'NConnections')) === '1');
  const second = connect(at);
  afterwards(() => second.destroy());
  await until('the second', async () => (await property('k.socket', 'NRefused')) === '1');
  const found = await accepting();
  expect(found).toMatchObject({ accept: true, connections: 1, refused: 1 });
  // systemd counts a refused connection as accepted or not, depending on its version.
  if (found.kind === 'socket')
    expect(String(found.accepted)).toBe(await property('k.socket', 'NAccepted'));
});

test('a path names what it watches, a mount what is mounted', async () => {
  const details = await started(
    {
      'k.path': '[Path]\nPathExists=/nonexistent\nDirectoryNotEmpty=/nonexistent\n',
      'k.service': quick,
    },
    'k.path',
  );
  expect(await details()).toMatchObject({
    kind: 'path',
    triggers: ['k.service'],
    watches: [
      { directive: 'PathExists', path: '/nonexistent' },
      { directive: 'DirectoryNotEmpty', path: '/nonexistent' },
    ],
  });
  const [mount = ''] = (
    await shell('systemctl', '--user', 'list-units', '--type=mount', '--plain', '--no-legend')
  ).split(' ');
  const manager = await follow().connected();
  const found = await manager.details(mount);
  expect(found).toMatchObject({ kind: 'mount', where: await property(mount, 'Where') });
  if (found.kind === 'mount') expect(found.what).toBe(await property(mount, 'What'));
});
