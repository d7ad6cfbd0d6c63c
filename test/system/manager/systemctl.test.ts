import { describe, expect, test } from 'vitest';
import { createSystemctl } from '../../../electron/system/manager/systemctl.ts';
import {
  createBench,
  person,
  problemOf,
  property,
  service,
  shell,
  until,
} from '../workbench/bench.ts';
import { readlink } from 'node:fs/promises';

const { runner } = createBench();
const systemctl = createSystemctl(runner);
const hurried = createSystemctl(runner, { jobMs: 700 });

const worker = [
  '[Service]',
  'Type=exec',
  'ExecStart=/bin/sleep 1000',
  'ExecReload=/bin/true',
  '[Install]',
  'WantedBy=default.target',
];
const isActive = (unit: string) => property(unit, 'ActiveState');

describe('every action on a real service', () => {
  test('starts, restarts, reloads and stops a service', async () => {
    const name = 'special:-characters.service';
    await service(name, worker);
    expect((await systemctl.act(name, 'start')).line).toBe(`systemctl --user start -- ${name}`);
    expect(await isActive(name)).toBe('active');
    const pid = await property(name, 'MainPID');
    await systemctl.act(name, 'restart');
    expect(await property(name, 'MainPID')).not.toBe(pid);
    await systemctl.act(name, 'reload');
    expect(await isActive(name)).toBe('active');
    await systemctl.act(name, 'stop');
    expect(await isActive(name)).toBe('inactive');
  });

  test('creates and removes the link on enable and disable, and starts with --now', async () => {
    await service('linked-in.service', worker);
    const link = `${person.unitFolder}/default.target.wants/linked-in.service`;
    const record = await systemctl.act('linked-in.service', 'enable');
    expect(record.stderr).toContain('Created symlink');
    expect(await readlink(link)).toBe(`${person.unitFolder}/linked-in.service`);
    expect(await isActive('linked-in.service')).toBe('inactive');
    await systemctl.act('linked-in.service', 'disable');
    await expect(readlink(link)).rejects.toThrow('ENOENT');

    const both = await systemctl.enable('linked-in.service', { now: true });
    expect(both.line).toBe('systemctl --user enable --now -- linked-in.service');
    expect(await isActive('linked-in.service')).toBe('active');
    expect((await systemctl.enable('linked-in.service', { now: false })).line).toBe(
      'systemctl --user enable -- linked-in.service',
    );
  });

  test('masks and unmasks a unit that isn’t the person’s own', async () => {
    const unit = 'dbus-org.example.Nothing.service';
    await systemctl.act(unit, 'mask');
    expect(await readlink(`${person.unitFolder}/${unit}`)).toBe('/dev/null');
    expect(await problemOf(systemctl.act(unit, 'start'))).toMatchObject({
      code: 'start-failed',
      output: expect.stringContaining('is masked') as string,
    });
    await systemctl.act(unit, 'unmask');
    await expect(readlink(`${person.unitFolder}/${unit}`)).rejects.toThrow('ENOENT');
  });

  test('disables and unmasks at runtime what was enabled or masked until the next boot', async () => {
    const state = (unit: string) => property(unit, 'UnitFileState');
    await service('until-boot.service', worker);
    await shell('systemctl', '--user', 'enable', '--runtime', 'until-boot.service');
    await systemctl.act('until-boot.service', 'disable');
    expect(await state('until-boot.service')).toBe('enabled-runtime');
    const options = { fileState: 'enabled-runtime' } as const;
    const record = await systemctl.act('until-boot.service', 'disable', options);
    expect(record.line).toBe('systemctl --user disable --runtime -- until-boot.service');
    expect(await state('until-boot.service')).toBe('disabled');

    const unit = 'dbus-org.example.Nothing.service';
    await shell('systemctl', '--user', 'mask', '--runtime', unit);
    await systemctl.act(unit, 'unmask', { fileState: 'masked-runtime' });
    expect(await state(unit)).not.toBe('masked-runtime');
  });

  test('fails to mask a unit with its file in the unit folder', async () => {
    await service('unmaskable.service', worker);
    expect((await problemOf(systemctl.act('unmaskable.service', 'mask'))).output).toContain(
      'already exists',
    );
  });

  test('kills what ignores the stop signal, and forgets it with reset-failed', async () => {
    await service('stubborn.service', [
      '[Service]',
      'Type=exec',
      `ExecStart=/bin/sh -c "trap '' TERM; while :; do sleep 0.1; done"`,
    ]);
    await systemctl.act('stubborn.service', 'start');
    await systemctl.act('stubborn.service', 'kill');
    await until(
      'the service failed',
      async () => (await isActive('stubborn.service')) === 'failed',
    );
    await systemctl.act('stubborn.service', 'reset-failed');
    expect(await isActive('stubborn.service')).toBe('inactive');
  });
});

describe('failures', () => {
  test('reports a missing program with systemctl’s own message and the command to try', async () => {
    await service('gone.service', ['[Service]', 'Type=exec', 'ExecStart=/nonexistent/program']);
    const problem = await problemOf(systemctl.act('gone.service', 'start'));
    expect(problem).toMatchObject({
      code: 'start-failed',
      command: 'systemctl --user start -- gone.service',
    });
    expect(problem.output).toContain('Job for gone.service failed');
  });

  test('reports a unit that doesn’t exist', async () => {
    for (const action of ['start', 'stop', 'restart'] as const) {
      const problem = await problemOf(systemctl.act('no-such-thing.service', action));
      expect(problem.code).toBe('no-such-unit');
    }
  });

  test('reports a required unit that is missing', async () => {
    const unit = 'needing.service';
    await service(unit, ['[Unit]', 'Requires=no-such-thing.service', ...worker]);
    const tried = [systemctl.act(unit, 'start'), systemctl.enable(unit, { now: true })];
    for (const problem of await Promise.all(tried.map(problemOf))) {
      expect(problem).toMatchObject({
        code: 'start-failed',
        output: expect.stringContaining('Unit no-such-thing.service not found') as string,
      });
    }
  });

  test('reports a service that can’t reload', async () => {
    await service('fixed.service', ['[Service]', 'Type=exec', 'ExecStart=/bin/sleep 1000']);
    await systemctl.act('fixed.service', 'start');
    const problem = await problemOf(systemctl.act('fixed.service', 'reload'));
    expect(problem).toMatchObject({
      code: 'action-failed',
      output: expect.stringContaining('reload is not applicable') as string,
    });
  });

  test('reports a service that never gets ready, and leaves it as is', async () => {
    await service('unready.service', ['[Service]', 'Type=notify', 'ExecStart=/bin/sleep 1000']);
    const problem = await problemOf(hurried.act('unready.service', 'start'));
    expect(problem.code).toBe('start-timed-out');
    expect(await isActive('unready.service')).toBe('activating');
    await systemctl.act('unready.service', 'stop');
    expect(await isActive('unready.service')).toBe('inactive');
  });

  test('reports a service that ignores the stop signal, which can then be killed', async () => {
    await service('deaf.service', [
      '[Service]',
      'Type=exec',
      `ExecStart=/bin/sh -c "trap '' TERM; while :; do sleep 0.1; done"`,
    ]);
    await systemctl.act('deaf.service', 'start');
    const problem = await problemOf(hurried.act('deaf.service', 'stop'));
    expect(problem.code).toBe('stop-timed-out');
    expect(await isActive('deaf.service')).toBe('deactivating');
    await systemctl.act('deaf.service', 'kill');
    await until('the service ended', async () =>
      ['failed', 'inactive'].includes(await isActive('deaf.service')),
    );
  });

  test('stops waiting immediately when cancelled, without a problem', async () => {
    await service('waiting.service', ['[Service]', 'Type=notify', 'ExecStart=/bin/sleep 1000']);
    const controller = new AbortController();
    const started = systemctl.act('waiting.service', 'start', { signal: controller.signal });
    await until(
      'the service is starting',
      async () => (await isActive('waiting.service')) === 'activating',
    );
    controller.abort();
    expect((await started).failure).toBe('cancelled');
  });
});

describe('status', () => {
  test('returns the status of a running, a stopped and a missing unit', async () => {
    const file = await service('looked-at.service', worker);
    const stopped = await systemctl.status('looked-at.service');
    expect(stopped).toMatchObject({ exitCode: 3, failure: null });
    await systemctl.act('looked-at.service', 'start');
    const running = await systemctl.status('looked-at.service');
    expect(running.exitCode).toBe(0);
    expect(running.stdout).toContain(`Loaded: loaded (${file}; disabled;`);
    expect(running.stdout).toContain('Active: active (running)');
    expect((await systemctl.status('no-such-thing.service')).exitCode).toBe(4);
  });

  test('throws when the manager can’t be reached', async () => {
    const elsewhere = createSystemctl(createBench({ XDG_RUNTIME_DIR: '/nonexistent' }).runner);
    const problem = await problemOf(elsewhere.status('looked-at.service'));
    expect(problem).toMatchObject({
      code: 'program-failed',
      output: expect.stringMatching(/^Failed to connect to .*bus/) as string,
    });
  });
});

test('daemonReload makes the manager read changed files', async () => {
  await service('edited.service', worker);
  // Start it: an unloaded unit would be re-read anyway.
  await systemctl.act('edited.service', 'start');
  await shell('sh', '-c', `echo 'SuccessExitStatus=9' >> ${person.unitFolder}/edited.service`);
  expect(await property('edited.service', 'NeedDaemonReload')).toBe('yes');
  const record = await systemctl.daemonReload('edited.service');
  expect(record).toMatchObject({ line: 'systemctl --user daemon-reload', unit: 'edited.service' });
  expect(await property('edited.service', 'NeedDaemonReload')).toBe('no');
});
