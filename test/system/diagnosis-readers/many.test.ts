/** Diagnoses of many units at once, of a unit that is deleted, and of one on a mount that doesn’t answer. */
import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { CommandRecord } from '../../../electron/core/app/command-record.ts';
import { openHearth } from '../../open-engine.ts';
import {
  afterwards,
  problemOf,
  property,
  service,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { farAway } from '../workbench/far-away.ts';
import { systemctl } from '../workbench/manager-bench.ts';

const open = async () => {
  const commands: CommandRecord[] = [];
  const engine = openHearth(
    { stateFolder: await temporaryFolder() },
    {
      emit: (name, payload) => {
        if (name === 'command') commands.push(payload as CommandRecord);
      },
    },
  );
  afterwards(engine.dispose);
  await until('the manager', () => engine.store.state().account.manager.kind === 'running');
  return { ...engine, commands };
};

/** How many ran at once, at most. */
const mostAtOnce = (commands: readonly CommandRecord[]): number =>
  Math.max(
    ...commands.map(
      ({ startedAt }) =>
        commands.filter(
          (other) => other.startedAt <= startedAt && other.startedAt + other.durationMs > startedAt,
        ).length,
    ),
  );

test('looks at 200 failures a few at a time, and at each once', { timeout: 120_000 }, async () => {
  const template = 'fails-at-once@.service';
  await service(template, ['[Service]', 'ExecStart=/opt/gone/run-%i']);
  const units = Array.from({ length: 200 }, (_, at) => template.replace('@', `@${String(at)}`));
  const engine = await open();
  await shell('systemctl', '--user', 'start', '--no-block', ...units);
  await until('all to fail', () => {
    const rows = engine.store.state().account.units;
    return units.every((unit) => rows[unit]?.activeState === 'failed');
  });
  afterwards(() => systemctl('reset-failed', ...units));
  const twice = [...units, ...units];
  const found = await Promise.all(twice.map((unit) => engine.diagnosis.of(unit)));
  expect(new Set(found.map(({ unit }) => unit)).size).toBe(200);
  expect(found.every(({ causes }) => causes.length > 0)).toBe(true);
  const reads = engine.commands.filter(({ line }) => line.includes('--output=export'));
  expect(mostAtOnce(reads)).toBeLessThanOrEqual(3);
});

test('a unit that is deleted meanwhile is reported as gone', async () => {
  const unit = 'deleted-soon.service';
  const file = await service(unit, ['[Service]', 'ExecStart=/opt/gone/run']);
  const engine = await open();
  await systemctl('start', unit).catch(() => '');
  // A start ends as soon as systemd has a process, which then can’t become the program.
  await until('its failure', async () => (await property(unit, 'ActiveState')) === 'failed');
  expect((await engine.diagnosis.of(unit)).causes.length).toBeGreaterThan(0);
  await rm(file);
  await systemctl('daemon-reload');
  await systemctl('reset-failed', unit);
  await until('the list', () => engine.store.state().account.units[unit] === undefined);
  expect(await problemOf(engine.diagnosis.of(unit))).toMatchObject({ code: 'no-such-unit' });
  const chosen = { unit, cause: 'HE-101', remedy: 'anything' } as const;
  expect(await problemOf(engine.remedies.apply(chosen))).toMatchObject({ code: 'no-such-unit' });
});

test('a remedy that nobody offers changes nothing', async () => {
  const unit = 'no-remedy.service';
  await service(unit, ['[Service]', 'ExecStart=/opt/gone/run']);
  const engine = await open();
  await systemctl('start', unit).catch(() => '');
  for (const remedy of ['no-such-remedy', 'make-executable'])
    expect(await problemOf(engine.remedies.apply({ unit, cause: 'HE-102', remedy }))).toMatchObject(
      { code: 'remedy-gone' },
    );
});

test('answers about a unit on a mount that doesn’t', { timeout: 120_000 }, async () => {
  const far = await farAway({ run: '#!/bin/sh\nexit 5\n' });
  const unit = 'far-program.service';
  await service(unit, ['[Service]', `ExecStart=/bin/sh -c "exit 5" "${far.point}/run"`]);
  const engine = await open();
  await systemctl('start', unit).catch(() => '');
  await until('its end', () => engine.store.state().account.units[unit]?.activeState === 'failed');
  await far.stall();
  const began = performance.now();
  expect((await engine.diagnosis.of(unit)).unit).toBe(unit);
  expect(performance.now() - began).toBeLessThan(3000);
});
