/** How real runs end, and how that is worded: nothing here is a fake. */
import { expect, test } from 'vitest';
import { endingMeaning, endingText } from '../../../electron/core/units/ending.ts';
import { namedCode } from '../../../electron/core/units/exit-status.ts';
import { withoutMarks } from '../../../electron/core/texts/marks.ts';
import { openHearth } from '../../open-engine.ts';
import {
  afterwards,
  property,
  service,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { follow, systemctl } from '../workbench/manager-bench.ts';

const detailsOf = async (unit: string) => {
  const details = await (await follow().connected()).details(unit);
  if (details.kind !== 'service') throw new Error('no service');
  return details;
};
/** Starts a service that fails, and returns how its end is worded. */
const endOf = async (unit: string, ...lines: string[]) => {
  await service(unit, ['[Service]', ...lines]);
  await systemctl('start', '--no-block', unit);
  await until('it failed', async () => (await property(unit, 'ActiveState')) === 'failed');
  const details = await detailsOf(unit);
  return { text: endingText(details), meaning: withoutMarks(endingMeaning(details)) };
};

test.each([
  [['ExecStart=/opt/gone/run'], 'exit code 203/EXEC', /^\/opt\/gone\/run never ran: /],
  [
    ['ExecStartPre=/opt/gone/prepare', 'ExecStart=/bin/sleep 9'],
    'exit code 203/EXEC in ExecStartPre=',
    /^\/opt\/gone\/prepare never ran: /,
  ],
  [
    ['WorkingDirectory=/opt/gone', 'ExecStart=/bin/sleep 9'],
    'exit code 200/CHDIR',
    /couldn’t enter \/opt\/gone\. Check WorkingDirectory=/,
  ],
  [['User=nobody', 'ExecStart=/bin/sleep 9'], 'exit code 216/GROUP', /Check User=|check User=/],
  [
    ['CapabilityBoundingSet=CAP_CHOWN', 'ExecStart=/bin/sleep 9'],
    'exit code 218/CAPABILITIES',
    /CapabilityBoundingSet=/,
  ],
  [['ExecStart=/bin/sh -c "exit 3"'], 'exit code 3', /by convention/],
  [['ExecStart=/bin/sh -c "kill -SEGV $$$$"'], 'killed by SIGSEGV (11)', /memory access/],
] as const)('words the end of a run: %j', async (lines, text, meaning) => {
  const end = await endOf('ending.service', ...lines);
  expect(end.text).toBe(text);
  expect(end.meaning).toMatch(meaning);
});

test('names exit codes as this systemd does', async () => {
  const rows = (await shell('systemd-analyze', 'exit-status')).split('\n').slice(1);
  const codes = rows.flatMap((row) => {
    const [, name = '', code = ''] = /^(\S+)\s+(\d+)\s/.exec(row) ?? [];
    return name === '' ? [] : [{ name, code: Number(code) }];
  });
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.map(({ code }) => namedCode(code))).toEqual(
    codes.map(({ name, code }) => `${String(code)}/${name}`),
  );
});

test('takes 143 after a stop for the stop', async () => {
  const unit = 'exits-143.service';
  await service(unit, [
    '[Service]',
    `ExecStart=/bin/sh -c 'trap "exit 143" TERM; while :; do sleep 0.1; done'`,
  ]);
  await systemctl('start', unit);
  await until('the trap', async () => (await property(unit, 'SubState')) === 'running');
  // The shell sets its trap a moment after it runs.
  await until('the failure', async () => {
    await systemctl('stop', unit);
    if ((await property(unit, 'ActiveState')) === 'failed') return true;
    await systemctl('start', unit);
    return false;
  });
  const details = await detailsOf(unit);
  expect(details.exitStatus).toBe(143);
  expect(withoutMarks(endingMeaning(details))).toMatch(/128\+15.*SIGTERM.*SuccessExitStatus=143/);
});

const openedHearth = async () => {
  const engine = openHearth({ stateFolder: await temporaryFolder() });
  afterwards(engine.dispose);
  await until('the manager', () => engine.store.state().account.manager.kind === 'running');
  await engine.inventory.refresh();
  return engine;
};

test('says which condition kept a unit from starting, even if systemd has forgotten the start', async () => {
  const unit = 'conditional.service';
  await service(unit, [
    '[Unit]',
    'ConditionPathExists=/opt/gone',
    '[Service]',
    'ExecStart=/bin/sleep 9',
  ]);
  const engine = await openedHearth();
  expect((await engine.inventory.details(unit)).skippedAt).toBeNull();
  await systemctl('start', unit);
  const details = await until('the skipped start', async () => {
    const found = await engine.inventory.details(unit);
    return found.skippedAt === null ? null : found;
  });
  expect(details.checks.map(({ text }) => text)).toEqual(['ConditionPathExists=/opt/gone']);
  expect(details.checks.some(({ state }) => state === 'met')).toBe(false);
});

const rowOf = (engine: Awaited<ReturnType<typeof openedHearth>>, unit: string) =>
  engine.store.state().account.units[unit];

test('shows a service as crashing while systemd restarts it after failures, until it is stopped', async () => {
  const unit = 'crash-loop.service';
  await service(unit, [
    '[Unit]',
    'StartLimitIntervalSec=0',
    '[Service]',
    'Restart=always',
    'RestartSec=200ms',
    'ExecStart=/bin/sh -c "exit 3"',
  ]);
  afterwards(() => systemctl('stop', unit));
  const engine = await openedHearth();
  await systemctl('start', unit);
  await until('it crashes', () => rowOf(engine, unit)?.crashing === true);
  const seen = new Set<boolean>();
  const stop = engine.store.subscribe(() => {
    seen.add(rowOf(engine, unit)?.crashing === true);
  });
  await until('three more tries', async () => Number(await property(unit, 'NRestarts')) > 4);
  stop();
  expect(seen).toEqual(new Set([true]));
  await systemctl('stop', unit);
  await until('it is stopped', () => rowOf(engine, unit)?.activeState === 'inactive');
  await until('it no longer counts', () => rowOf(engine, unit)?.crashing === false, 2000);
});

test('does not call a service crashing that systemd starts again after it ended well', async () => {
  const unit = 'again-and-again.service';
  await service(unit, [
    '[Unit]',
    'StartLimitIntervalSec=0',
    '[Service]',
    'Restart=always',
    'RestartSec=200ms',
    'ExecStart=/bin/true',
  ]);
  afterwards(() => systemctl('stop', unit));
  const engine = await openedHearth();
  await systemctl('start', unit);
  await until('some runs', async () => Number(await property(unit, 'NRestarts')) > 3);
  expect(rowOf(engine, unit)?.crashing).toBe(false);
});

test('reports a start whose program ends at once, without an error', async () => {
  const unit = 'ends-at-once.service';
  await service(unit, ['[Service]', 'Type=exec', 'ExecStart=/bin/true']);
  const engine = await openedHearth();
  expect(await engine.handlers.actOnUnit({ unit, action: 'start' })).toBeNull();
  const problem = await until('the report', () => engine.store.state().account.problems[unit]);
  expect(problem.code).toBe('ended-at-once');
});

test('asked twice for the same, does it once', async () => {
  const unit = 'asked-twice.service';
  await service(unit, ['[Service]', 'Type=exec', 'ExecStart=/bin/sleep 1000']);
  afterwards(() => systemctl('stop', unit));
  await systemctl('start', unit);
  const engine = await openedHearth();
  const stop = () => engine.handlers.actOnUnit({ unit, action: 'stop' });
  expect(await Promise.all([stop(), stop()])).toEqual([null, null]);
  expect(await engine.handlers.commands({ unit })).toHaveLength(1);
});
