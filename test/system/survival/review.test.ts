/** The review before lingering is turned on, against the real manager, journal and control groups. */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openHearth } from '../../open-engine.ts';
import {
  afterwards,
  person,
  property,
  service,
  sudo,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';

const open = async () => {
  const engine = openHearth({ stateFolder: await temporaryFolder() });
  afterwards(engine.dispose);
  const { account } = engine.store;
  await until('the manager', () => account.state().manager.kind === 'running');
  await engine.inventory.refresh();
  return engine;
};

/** A target that a desktop would start, and that can be started here. */
const desktop = async (): Promise<void> => {
  await service('review-desktop.target', [
    '[Unit]',
    'BindsTo=graphical-session.target',
    'Wants=graphical-session.target',
  ]);
  await systemctl('start', 'review-desktop.target');
};

const enabled = async (name: string, lines: readonly string[]): Promise<void> => {
  await service(name, [...lines, '[Install]', 'WantedBy=default.target']);
  await systemctl('enable', name);
};

test('shows what runs, how heavy it is, and what it needs', async () => {
  const folder = path.join(person.home, 'review-bin');
  await mkdir(folder, { recursive: true });
  const script = path.join(folder, 'copy.sh');
  await writeFile(script, '#!/bin/sh\nscp -q /etc/hostname host:there || true\nsleep 1000\n');
  await chmod(script, 0o755);
  await enabled('review-copy.service', ['[Service]', `ExecStart=${script}`]);
  await enabled('review-busy.service', [
    '[Service]',
    'CPUAccounting=yes',
    // Runs short of a second are not worth a record to systemd.
    'ExecStart=/bin/sh -c "i=0; while [ $$i -lt 3000000 ]; do i=$$((i+1)); done"',
    'Type=oneshot',
  ]);
  await enabled('review-window.service', [
    '[Service]',
    'Environment=DISPLAY=:7',
    'ExecStart=/bin/sleep 1000',
  ]);
  await systemctl('start', 'review-window.service');
  await systemctl('start', 'review-busy.service');

  const engine = await open();
  const review = await engine.handlers.lingerReview(undefined);
  const of = (unit: string) => review.units.find((one) => one.unit === unit);
  expect(review.home).toBeNull();
  expect(of('review-copy.service')).toMatchObject({
    own: true,
    when: 'boot',
    needs: [{ kind: 'ssh-agent', evidence: 'scp' }],
    leaveOut: ['disable'],
  });
  expect(of('review-window.service')).toMatchObject({
    needs: [{ kind: 'display', evidence: 'Environment=DISPLAY=:7' }],
    load: { from: 'now' },
  });
  expect(of('review-window.service')?.load?.memoryBytes).toBeGreaterThan(10_000);
  const cpu = of('review-busy.service')?.load;
  expect(cpu?.from).toBe('last-run');
  expect(cpu?.cpuNanoseconds).toBeGreaterThan(1e9);
  // Those to look at first.
  expect(review.units.findIndex((one) => one.needs.length === 0)).toBeGreaterThan(
    review.units.findLastIndex(({ unit }) => unit === 'review-window.service'),
  );
}, 60_000);

test('lets a unit start only with the desktop, and takes that back', async () => {
  const unit = 'review-bound.service';
  await enabled(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
  await desktop();
  const engine = await open();
  const wantedBy = () => property(unit, 'WantedBy');
  const { units } = await engine.handlers.lingerReview(undefined);
  expect(units.find((one) => one.unit === unit)?.leaveOut).toEqual(['disable', 'desktop']);

  expect(await engine.handlers.bindToDesktop({ unit })).toBeNull();
  expect([await wantedBy(), await property(unit, 'UnitFileState')]).toEqual([
    'graphical-session.target',
    'enabled',
  ]);
  expect(await property(unit, 'PartOf')).toBe('graphical-session.target');
  const bound = await engine.handlers.lingerReview(undefined);
  expect(bound.units.map((one) => one.unit)).not.toContain(unit);
  expect(bound.waiting).toContain(unit);
  expect(await engine.handlers.survival({ unit })).toMatchObject({
    survives: 'each-login',
    why: { kind: 'session', target: 'graphical-session.target' },
  });
  // What is there already is left alone.
  expect(await engine.handlers.bindToDesktop({ unit })).toMatchObject({ code: 'file-exists' });

  expect(await engine.handlers.unbindFromDesktop({ unit })).toBeNull();
  expect([await wantedBy(), await property(unit, 'DropInPaths')]).toEqual(['default.target', '']);
  expect(engine.store.state().account.transactions.undoable).toBeNull();
}, 60_000);

test('keeps a timer from starting what needs a screen while there is none', async () => {
  const [timer, started] = ['review-screen.timer', 'review-screen.service'];
  const screen = 'graphical-session.target';
  await service(started, [
    ...['[Unit]', `After=${screen}`, `PartOf=${screen}`],
    ...['[Service]', 'Type=oneshot', 'ExecStart=/bin/true', 'RemainAfterExit=yes'],
  ]);
  await service(timer, [
    ...['[Timer]', 'OnActiveSec=100ms', 'AccuracySec=1ms'],
    ...['[Install]', 'WantedBy=timers.target'],
  ]);
  await systemctl('enable', '--now', timer);
  const isActive = async (unit: string) => (await property(unit, 'ActiveState')) === 'active';
  // The order alone doesn’t keep it.
  await until('the service without a screen', () => isActive(started));
  expect(await isActive(screen)).toBe(false);
  await systemctl('stop', timer, started);

  const engine = await open();
  expect(await engine.handlers.survival({ unit: timer })).toMatchObject({
    why: { kind: 'manager' },
  });
  expect((await engine.handlers.unitDetails({ unit: started })).triggeredBy).toEqual([timer]);
  expect(await engine.handlers.bindToDesktop({ unit: timer })).toBeNull();
  await systemctl('start', 'timers.target');
  expect(await isActive(timer)).toBe(false);
  await desktop();
  await until('both with the screen', async () => (await isActive(timer)) && isActive(started));
  await systemctl('stop', 'review-desktop.target');
  await until(
    'neither without it',
    async () => !(await isActive(timer)) && !(await isActive(started)),
  );
}, 60_000);

test('undoes binding to the desktop as one change, with the links from before', async () => {
  const [unit, other] = ['review-undone.service', 'review-other.service'];
  for (const name of [unit, other]) await enabled(name, ['[Service]', 'ExecStart=/bin/sleep 1000']);
  await service('review-by-hand.target', ['[Unit]', 'Description=By hand']);
  await systemctl('add-wants', 'review-by-hand.target', unit);
  await systemctl('start', 'review-by-hand.target');
  await desktop();
  const engine = await open();
  const wantedBy = async (name: string) => (await property(name, 'WantedBy')).split(' ').sort();
  const before = await wantedBy(unit);
  expect(before).toEqual(['default.target', 'review-by-hand.target']);
  const { account } = engine.store;

  expect(await engine.handlers.bindToDesktop({ unit })).toBeNull();
  expect(await wantedBy(unit)).toEqual(['graphical-session.target']);
  const { undoable } = account.state().transactions;
  expect(undoable).toMatchObject({ kind: 'remedy', unit, label: 'Only with desktop' });
  expect(await engine.handlers.undoTransaction({ id: undoable?.id ?? '' })).toBeNull();
  expect(await wantedBy(unit)).toEqual(before);
  expect(await property(unit, 'DropInPaths')).toBe('');
  expect(await property(unit, 'UnitFileState')).toBe('enabled');

  // Only the last change can be undone: the other unit is unbound instead.
  for (const name of [unit, other])
    expect(await engine.handlers.bindToDesktop({ unit: name })).toBeNull();
  expect(await engine.handlers.unbindFromDesktop({ unit })).toBeNull();
  expect(await wantedBy(unit)).toEqual(['default.target']);
  expect(await wantedBy(other)).toEqual(['graphical-session.target']);
}, 60_000);

test('leaves a unit as it was if it can’t be bound to the desktop', async () => {
  const unit = 'review-unbound.service';
  await enabled(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
  await desktop();
  const engine = await open();
  const inTheWay = path.join(person.unitFolder, 'graphical-session.target.wants');
  await rm(inTheWay, { recursive: true, force: true });
  await writeFile(inTheWay, '');
  afterwards(() => rm(inTheWay));

  expect(await engine.handlers.bindToDesktop({ unit })).not.toBeNull();
  expect([await property(unit, 'WantedBy'), await property(unit, 'DropInPaths')]).toEqual([
    'default.target',
    '',
  ]);
  expect(engine.store.state().account.transactions).toMatchObject({
    undoable: null,
    interrupted: [],
  });
}, 60_000);

test('lets a reached target start a unit that is enabled for none', async () => {
  const unit = 'review-lost.service';
  await service(unit, [
    '[Service]',
    'ExecStart=/bin/sleep 1000',
    '[Install]',
    'WantedBy=multi-user.target',
  ]);
  await systemctl('enable', unit);
  const engine = await open();
  expect(await engine.handlers.survival({ unit })).toMatchObject({
    survives: 'never-by-itself',
    why: { kind: 'missing', by: ['multi-user.target'] },
    switches: [{ kind: 'start-with', target: 'default.target', to: 'each-login' }],
  });
  expect(await engine.handlers.startWithManager({ unit })).toBeNull();
  expect(await property(unit, 'WantedBy')).toContain('default.target');
  await engine.inventory.refresh();
  expect(await engine.handlers.survival({ unit })).toMatchObject({ survives: 'each-login' });
  await systemctl('disable', unit);
  await engine.inventory.refresh();
  expect(await engine.handlers.survival({ unit })).toMatchObject({ survives: 'never-by-itself' });
}, 60_000);

test('takes logind’s own delay, and what it does with leftovers', async () => {
  const file = '/etc/systemd/logind.conf.d/50-hearth-test.conf';
  const restart = () => sudo('systemctl', 'restart', 'systemd-logind.service');
  afterwards(async () => {
    await sudo('rm', '-f', file);
    await restart();
  });
  await sudo('mkdir', '-p', path.dirname(file));
  const text = '[Login]\nUserStopDelaySec=23\nKillUserProcesses=yes\n';
  await sudo('sh', '-c', `printf '%s' "$1" > ${file}`, 'sh', text);
  await restart();
  await enabled('review-delay.service', ['[Service]', 'ExecStart=/bin/sleep 1000']);
  await systemctl('start', 'review-delay.service');
  const engine = await open();
  const survival = await until('the unit to be running', async () => {
    const answer = await engine.handlers.survival({ unit: 'review-delay.service' });
    return answer?.atLogout === 'stops' ? answer : null;
  });
  expect(survival.remarks).toEqual([{ kind: 'stop-delay', seconds: 23 }]);
  expect((await engine.handlers.logoutReview(undefined)).stopDelaySeconds).toBe(23);
}, 60_000);

test('reviews 200 units fast', async () => {
  const folder = person.unitFolder;
  const names = Array.from({ length: 200 }, (_, at) => `review-many-${String(at)}.service`);
  await mkdir(path.join(folder, 'default.target.wants'), { recursive: true });
  const text = '[Service]\nExecStart=/bin/sleep 1000\n[Install]\nWantedBy=default.target\n';
  await Promise.all(names.map((name) => writeFile(path.join(folder, name), text)));
  afterwards(async () => {
    await systemctl('stop', 'review-many-*.service');
    await systemctl('disable', ...names);
    await sudo('sh', '-c', `rm -f ${folder}/review-many-*`);
    await systemctl('daemon-reload');
  });
  await systemctl('enable', '--now', ...names);
  const engine = await open();
  const began = performance.now();
  const { units } = await engine.handlers.lingerReview(undefined);
  const took = performance.now() - began;
  console.log(`review of ${String(units.length)} units: ${took.toFixed(0)} ms`);
  const many = units.filter(({ unit }) => unit.startsWith('review-many-'));
  expect(many).toHaveLength(200);
  expect(many.every(({ load }) => load?.from === 'now')).toBe(true);
  expect(took).toBeLessThan(3000);
}, 120_000);
