import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readGroup } from '../../../electron/host/cgroup.ts';
import { problemOf, property, service, until } from '../workbench/bench.ts';
import { follow, systemctl, worker } from '../workbench/manager-bench.ts';

/** The units that systemd has in memory, without loading any. */
const loaded = async (): Promise<string[]> => {
  const listed = await systemctl('list-units', '--all', '--plain', '--no-legend', '--no-pager');
  return listed.split('\n').map((line) => line.split(' ')[0] ?? '');
};

describe('listing', () => {
  test('lists what the manager has in memory, of all types', async () => {
    await service('listed.service', ['[Unit]', 'Description=Größe 50%%', ...worker]);
    await systemctl('start', 'listed.service');
    const units = await (await follow().connected()).listUnits();
    expect(units.find(({ name }) => name === 'listed.service')).toEqual({
      name: 'listed.service',
      description: 'Größe 50%',
      loadState: 'loaded',
      activeState: 'active',
      subState: 'running',
    });
    expect(units.some(({ name }) => name === 'default.target')).toBe(true);
  });

  test('lists units without loading any', async () => {
    await service('asleep.service', worker);
    const manager = await follow().connected();
    expect(await loaded()).not.toContain('asleep.service');
    const units = await manager.listUnits();
    expect(units.some(({ name }) => name === 'asleep.service')).toBe(false);
    expect(await loaded()).not.toContain('asleep.service');
  });

  test('reports the version of systemd', async () => {
    expect(await (await follow().connected()).version()).toMatch(/^\d{3}/);
  });
});

describe('changes', () => {
  test('reports changes made in a terminal within a second', async () => {
    await service('watched.service', worker);
    await systemctl('start', 'watched.service');
    const { connected, changeOf, forget } = follow();
    const manager = await connected();
    forget();
    await systemctl('stop', 'watched.service');
    await until('the stop is reported', () => changeOf('watched.service'), 1000);
    const units = await manager.listUnits();
    expect(units.find(({ name }) => name === 'watched.service')?.activeState ?? 'inactive').toBe(
      'inactive',
    );
  });

  test('reports changes from many signals together', async () => {
    await service('busy.service', worker);
    const { connected, told, changeOf, forget } = follow();
    await connected();
    forget();
    await systemctl('start', 'busy.service');
    await until('the start is reported', () => changeOf('busy.service'));
    await systemctl('restart', 'busy.service');
    await until('everything is reported', () => {
      const last = told.at(-1);
      return last?.kind === 'changed' && Date.now() - last.at > 200;
    });
    expect(told.length).toBeLessThan(12);
  });

  test('reports nothing during a reload, then one change of everything', async () => {
    await Promise.all(
      ['one', 'two', 'three'].map(async (name) => {
        await service(`loaded-${name}.service`, worker);
        await systemctl('start', `loaded-${name}.service`);
      }),
    );
    const { connected, told, forget } = follow();
    await connected();
    await until('silence', () => {
      const last = told.at(-1);
      return last?.kind !== 'changed' || Date.now() - last.at > 300;
    });
    forget();
    await systemctl('daemon-reload');
    await until('the reload is reported', () => told[0]);
    // Since systemd 257, all mounts are announced again after a reload.
    const ours = told
      .map((one) =>
        one.kind === 'changed'
          ? { ...one, units: one.units.filter((unit) => !unit.endsWith('.mount')) }
          : one,
      )
      .filter((one) => one.kind !== 'changed' || one.everything || one.units.length > 0);
    expect(ours).toEqual([
      { kind: 'changed', units: [], everything: true, at: expect.any(Number) as number },
    ]);
  });

  test('reports new links as a change of everything', async () => {
    await service('linking.service', [...worker, '[Install]', 'WantedBy=default.target']);
    const { connected, told, forget } = follow();
    await connected();
    forget();
    await systemctl('enable', 'linking.service');
    await until('the report', () => told.some((one) => one.kind === 'changed' && one.everything));
  });
});

describe('details', () => {
  // systemd 262 can’t read how much of the quota is used, so GetAll fails. 252 doesn’t know the setting, and skips it.
  test('returns the details of a service with a property that can’t be read', async () => {
    const file = await service('accounted.service', [
      '[Unit]',
      'Description=Accounted',
      ...worker,
      'StateDirectory=accounted',
      'StateDirectoryAccounting=yes',
    ]);
    const manager = await follow().connected();
    expect(await manager.details('accounted.service')).toMatchObject({
      kind: 'service',
      description: 'Accounted',
      fragmentPath: file,
      loadState: 'loaded',
      activeState: 'inactive',
      type: 'exec',
    });
    await systemctl('start', 'accounted.service');
    expect(await manager.details('accounted.service')).toMatchObject({ activeState: 'active' });
  });

  test('returns the details of a running service', async () => {
    const file = await service('detailed.service', [
      '[Unit]',
      'Description=Details',
      ...worker,
      'TimeoutStopSec=7',
      'TimeoutStartSec=infinity',
    ]);
    await systemctl('start', 'detailed.service');
    const details = await (await follow().connected()).details('detailed.service');
    expect(details).toMatchObject({
      name: 'detailed.service',
      description: 'Details',
      loadState: 'loaded',
      loadError: null,
      fragmentPath: file,
      dropInPaths: [],
      unitFileState: 'static',
      activeState: 'active',
      subState: 'running',
      type: 'exec',
      mainPid: Number(await property('detailed.service', 'MainPID')),
      result: 'success',
      exitKind: null,
      exitStatus: null,
      restarts: 0,
      needDaemonReload: false,
      triggeredBy: [],
      canReload: false,
      timeoutStopSeconds: 7,
      timeoutStartSeconds: null,
    });
    expect(Math.abs(Date.now() - (details.stateSince ?? 0))).toBeLessThan(60_000);
    const numbers = await readGroup(details.controlGroup ?? '');
    expect(numbers.cpuNanoseconds).toBeGreaterThan(0);
    expect(numbers.memoryBytes).toBeGreaterThan(0);
    expect(numbers.tasks).toBe(1);
  });

  test('returns the details of a failed service, and of a unit that can’t be loaded', async () => {
    await service('failed.service', ['[Service]', 'Type=exec', 'ExecStart=/bin/sh -c "exit 3"']);
    await systemctl('start', '--no-block', 'failed.service');
    await until(
      'the service failed',
      async () => (await property('failed.service', 'ActiveState')) === 'failed',
    );
    const manager = await follow().connected();
    expect(await manager.details('failed.service')).toMatchObject({
      activeState: 'failed',
      result: 'exit-code',
      exitKind: 'exited',
      exitStatus: 3,
      mainPid: null,
    });

    await service('without-command.service', ['[Service]', 'Type=exec']);
    expect(await manager.details('without-command.service')).toMatchObject({
      loadState: 'bad-setting',
      loadError: expect.stringContaining('bad unit file setting') as string,
    });
  });

  test('returns no service details for a unit of another type', async () => {
    const details = await (await follow().connected()).details('default.target');
    expect(details).toMatchObject({ activeState: 'active', kind: 'target' });
    expect(details).not.toHaveProperty('mainPid');
    expect(details).not.toHaveProperty('type');
  });

  test('returns since when a service is up, regardless of reloads, or since when it is stopped', async () => {
    const unit = 'reloaded.service';
    await service(unit, [...worker, 'ExecReload=/bin/sleep 0.5']);
    // systemd unloads a stopped unit that nothing refers to, along with its timestamps.
    await service('referring.service', ['[Unit]', `After=${unit}`, ...worker]);
    await systemctl('start', unit, 'referring.service');
    const manager = await follow().connected();
    const details = () => manager.details(unit);
    const changed = async () => Number(await property(unit, 'StateChangeTimestampMonotonic'));
    const [{ stateSince }, before] = [await details(), await changed()];
    expect(Math.abs(Date.now() - (stateSince ?? 0))).toBeLessThan(60_000);
    await systemctl('reload', '--no-block', unit);
    await until('it reloads', async () => (await details()).activeState === 'reloading');
    expect(await details()).toMatchObject({ activeState: 'reloading', stateSince });
    await until('it has reloaded', async () => (await details()).activeState === 'active');
    expect(await changed()).toBeGreaterThan(before + 400_000);
    expect(await details()).toMatchObject({ activeState: 'active', stateSince });
    await systemctl('stop', unit);
    const stopped = await details();
    expect(stopped.activeState).toBe('inactive');
    expect(stopped.stateSince ?? 0).toBeGreaterThan((stateSince ?? 0) + 400);
  });

  test('loads a stopped unit for its details without reporting a change', async () => {
    await service('stopped.service', worker);
    await service('marker.service', worker);
    const { connected, told, forget, changeOf } = follow();
    const manager = await connected();
    await until('silence', () => {
      const last = told.at(-1);
      return last?.kind !== 'changed' || Date.now() - last.at > 300;
    });
    forget();
    expect((await manager.details('stopped.service')).activeState).toBe('inactive');
    await until('it is unloaded again', async () => !(await loaded()).includes('stopped.service'));
    // Signals arrive in order: after this one, those of the loading have arrived too.
    await systemctl('start', 'marker.service');
    await until('the marker is reported', () => changeOf('marker.service'));
    expect(changeOf('stopped.service')).toBeUndefined();
    await systemctl('start', 'stopped.service');
    await until('a real change is reported', () => changeOf('stopped.service'));
  });

  test('fails for a unit that doesn’t exist', async () => {
    const manager = await follow().connected();
    expect((await problemOf(manager.details('no-such-thing.service'))).code).toBe('no-such-unit');
    expect((await problemOf(manager.details('not a name'))).code).toBe('no-such-unit');
  });

  test('returns the details of a running unit with a deleted file', async () => {
    const file = await service('orphan.service', worker);
    await systemctl('start', 'orphan.service');
    await rm(file);
    await systemctl('daemon-reload');
    const details = await (await follow().connected()).details('orphan.service');
    expect(details).toMatchObject({
      activeState: 'active',
      loadState: 'not-found',
      fragmentPath: null,
    });
  });
});
