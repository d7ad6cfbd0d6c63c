/** Real services that fail, and what Hearth makes of it. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../electron/core/incidents/incident.ts';
import { localHost } from '../../open-engine.ts';
import { quietFor } from '../../quiet.ts';
import { createWorkbench } from '../kill/workbench.ts';
import {
  afterwards,
  property,
  service,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { journalctl, sync, unique } from '../workbench/journal.ts';
import { systemctl } from '../workbench/manager-bench.ts';

/** Hearth without a desktop: what it would show there is tested elsewhere. */
const openWatch = async (stateFolder?: string) => {
  const folder = stateFolder ?? (await temporaryFolder());
  const host = localHost({ ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' });
  const hearth = createWorkbench(folder, {}, host);
  afterwards(hearth.dispose);
  await until('the manager', () => hearth.store.state().manager.kind === 'running');
  hearth.settle();
  // Before the first look, what fails counts as failed while Hearth wasn't running.
  await quietFor(1500, 'the first look takes a moment, and shows nothing when all is well');
  return hearth;
};

const failing = (script: string, ...more: string[]) => [
  '[Service]',
  `ExecStart=/bin/sh -c '${script}'`,
  ...more,
];
const settled = (incident: Incident | undefined): Incident | null =>
  incident !== undefined && (incident.short !== null || incident.seen) ? incident : null;

describe('an incident', () => {
  test('has the ending and the last line of the run that failed, and ends when it works', async () => {
    const unit = unique('incident');
    const go = path.join(await temporaryFolder(), 'go');
    await service(unit, failing(`test -e ${go} && exec sleep 1000; echo no go; sleep 0.2; exit 3`));
    const { store } = await openWatch();
    await systemctl('start', unit);
    const incident = await until('the incident', () => settled(store.state().incidents[unit]));
    expect(incident).toMatchObject({
      kind: 'failed',
      times: 1,
      seen: false,
      short: expect.stringContaining('exit code 3') as string,
      lastLine: 'no go',
    });
    await writeFile(go, '');
    await systemctl('start', unit);
    await until('its end', () => store.state().incidents[unit] === undefined);
  });

  test('is a loop while systemd restarts it, and a failure when systemd gives up', async () => {
    const unit = unique('loop');
    await service(unit, [
      '[Unit]',
      'StartLimitBurst=5',
      'StartLimitIntervalSec=60',
      ...failing('echo again; sleep 0.2; exit 4', 'Restart=always', 'RestartSec=400ms'),
    ]);
    const { store } = await openWatch();
    await systemctl('start', unit);
    const loop = await until('the loop', () => {
      const incident = store.state().incidents[unit];
      return incident?.kind === 'crashing' && incident.times >= 3 ? incident : null;
    });
    expect(loop.lastLine).toBe('again');
    await until('the failure', () => store.state().incidents[unit]?.kind === 'failed');
  });

  test('is none when a terminal stops a service that then returns an error', async () => {
    const unit = unique('rude');
    await service(
      unit,
      failing(
        'trap "exit 5" TERM; systemd-notify --ready; while :; do sleep 0.1; done',
        ...['Type=notify', 'NotifyAccess=all'],
      ),
    );
    const { store } = await openWatch();
    await systemctl('start', unit);
    await systemctl('stop', unit);
    expect((await property(unit, 'ActiveState')).trim()).toBe('failed');
    await quietFor(1500, 'an incident begins within a second');
    expect(store.state().incidents[unit]).toBeUndefined();
    await systemctl('restart', unit);
    await systemctl('restart', unit);
    await quietFor(1500, 'an incident begins within a second');
    expect(store.state().incidents[unit]).toBeUndefined();
  });

  test('is known to the person who kills a service in a terminal, not after another kill', async () => {
    const [asked, unasked] = [unique('asked'), unique('unasked')];
    for (const unit of [asked, unasked])
      await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
    const { store } = await openWatch();
    await systemctl('start', asked, unasked);
    await systemctl('kill', '--signal=SIGKILL', asked);
    await shell('kill', '-9', (await property(unasked, 'MainPID')).trim());
    await until('both', () =>
      [asked, unasked].every((unit) => store.state().incidents[unit]?.short != null),
    );
    await until('the request', () => store.state().incidents[asked]?.seen);
    expect(store.state().incidents[unasked]?.seen).toBe(false);
  });

  test('ends when its service is deleted', async () => {
    const unit = unique('deleted');
    const file = await service(unit, failing('exit 1'));
    const { store } = await openWatch();
    await systemctl('start', unit);
    await until('the incident', () => store.state().incidents[unit]);
    await shell('rm', file);
    await systemctl('reset-failed', unit);
    await systemctl('daemon-reload');
    await until('its end', () => store.state().incidents[unit] === undefined);
  });
});

describe('the journal', () => {
  test('tells what failed since then, and what was only stopped', async () => {
    const since = Date.now();
    const [broken, rude] = [unique('journal-broken'), unique('journal-rude')];
    await service(broken, failing('exit 1'));
    await service(rude, failing('trap "exit 5" TERM; while :; do sleep 0.1; done'));
    await systemctl('start', broken, rude);
    await until(
      'the failure',
      async () => (await property(broken, 'ActiveState')).trim() === 'failed',
    );
    await systemctl('stop', rude);
    await sync();
    const { failed, stopped } = await journalctl.failures(since);
    expect([failed.has(broken), stopped.has(broken)]).toEqual([true, false]);
    expect([failed.has(rude), stopped.has(rude)]).toEqual([false, true]);
    expect(failed.get(broken)).toBeGreaterThanOrEqual(since - 1000);
    expect((await journalctl.failures(Date.now() + 60_000)).failed.size).toBe(0);
  });
});

test('remembers across a restart of Hearth what was seen', async () => {
  const folder = await temporaryFolder();
  const unit = unique('kept');
  await service(unit, failing('exit 1'));
  const first = await openWatch(folder);
  await systemctl('start', unit);
  await until('the incident', () => settled(first.store.state().incidents[unit]));
  first.focus(true);
  await first.handlers.lookAt({ kind: 'home' });
  await until('the look', () => first.store.state().incidents[unit]?.seen);
  const { since } = first.store.state().incidents[unit] ?? {};
  await first.leave();
  first.dispose();
  const second = await openWatch(folder);
  await until('the incident again', () => second.store.state().incidents[unit]);
  expect(second.store.state().incidents[unit]).toMatchObject({ seen: true, since });
});
