/** `hearth` in a terminal without a display: from these sources, as a person runs it. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { NextRun } from '../../../electron/cli/print-next.ts';
import type { UnitStatus } from '../../../electron/cli/print-status.ts';
import { property, service, temporaryFolder, until } from '../workbench/bench.ts';
import { systemctl, worker } from '../workbench/manager-bench.ts';

const program = path.resolve(import.meta.dirname, '../../../build/cli/hearth.ts');
const env = { DISPLAY: '', WAYLAND_DISPLAY: '' };
const hearth = (...words: string[]) =>
  execa(process.execPath, [program, ...words], { reject: false, stdin: 'ignore', env });

const failing = async (unit: string): Promise<void> => {
  await service(unit, [
    '[Unit]',
    'Description=Never there',
    '[Service]',
    'ExecStart=/opt/gone/run',
  ]);
  await systemctl('start', unit).catch(() => '');
  await until('its end', async () => (await property(unit, 'ActiveState')) === 'failed');
};

test('status lists the own units, first what needs the person, with what the list says', async () => {
  await service('cli-well.service', worker);
  await systemctl('start', 'cli-well.service');
  await failing('cli-bad.service');
  const { stdout, stderr, exitCode } = await hearth('status');
  expect(stderr).toBe('');
  const [heading, ...rows] = stdout.split('\n');
  const placeOf = (unit: string): number => rows.findIndex((row) => row.startsWith(`${unit} `));
  expect(heading).toMatch(/^UNIT +STATE +NOW +DESCRIPTION$/);
  expect(placeOf('cli-well.service')).toBeGreaterThan(placeOf('cli-bad.service'));
  expect(rows[placeOf('cli-bad.service')]).toMatch(
    /^cli-bad\.service +failed +no such program +Never there$/,
  );
  expect(stdout).toMatch(/^cli-well\.service +running +\d+ s/m);
  expect(exitCode).toBe(1);
});

test('status --json keeps its names', async () => {
  await service('cli-json.service', worker);
  await systemctl('start', 'cli-json.service');
  const { stdout } = await hearth('status', '--json');
  const found = (JSON.parse(stdout) as UnitStatus[]).find(
    ({ unit }) => unit === 'cli-json.service',
  );
  expect(found).toMatchObject({
    state: 'running',
    activeState: 'active',
    subState: 'running',
    tone: 'plain',
    needsYou: false,
    proof: null,
    nextAt: null,
  });
  expect(found?.changedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

test('status of one unit is the sentence of its page', async () => {
  await service('cli-one.service', worker);
  await systemctl('start', 'cli-one.service');
  const well = await hearth('status', 'cli-one');
  expect(well).toMatchObject({ exitCode: 0, stderr: '' });
  expect(well.stdout).toMatch(/^cli-one\.service: Running for \d+ s, no proof set$/);
  await failing('cli-two.service');
  const bad = await hearth('status', 'cli-two', '--json');
  expect(bad.exitCode).toBe(1);
  const read = JSON.parse(bad.stdout) as UnitStatus & { sentence: string };
  expect(read).toMatchObject({ unit: 'cli-two.service', state: 'failed', fact: 'no such program' });
  expect(read.sentence).toMatch(/^Could not run: exit code 203\/EXEC/);
});

test('status of one unit says the same as its row', async () => {
  await service('cli-same.service', worker);
  await systemctl('start', 'cli-same.service');
  const [all, one] = await Promise.all([
    hearth('status', '--json'),
    hearth('status', 'cli-same', '--json'),
  ]);
  const row = (JSON.parse(all.stdout) as UnitStatus[]).find(
    ({ unit }) => unit === 'cli-same.service',
  );
  const { fact, ...rest } = row ?? { fact: '' };
  expect(JSON.parse(one.stdout)).toMatchObject(rest);
  // Seconds apart.
  expect((JSON.parse(one.stdout) as UnitStatus).fact).toMatch(/^\d+ s$/);
  expect(fact).toMatch(/^\d+ s$/);
});

test('status knows a unit that runs on without its file', async () => {
  const file = await service('cli-gone.service', worker);
  await systemctl('start', 'cli-gone.service');
  await rm(file);
  await systemctl('daemon-reload');
  const { stdout, stderr, exitCode } = await hearth('status', 'cli-gone');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^cli-gone\.service: Its file is gone\n/);
  expect(exitCode).toBe(0);
});

test('a template is no unit to ask about', async () => {
  await service('cli-each@.service', worker);
  for (const command of ['status', 'explain']) {
    const { stdout, stderr, exitCode } = await hearth(command, 'cli-each@');
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toMatch(
      /^hearth: cli-each@\.service is a template\.\n.*\n.*cli-each@NAME\.service/,
    );
  }
});

test('explain says why, and next when a timer runs', async () => {
  await failing('cli-why.service');
  const why = await hearth('explain', 'cli-why');
  expect(why.stdout).toMatch(/^HE-101 .*\/opt\/gone\/run/m);
  expect(why.exitCode).toBe(1);
  await service('cli-due.service', worker);
  await service('cli-due.timer', ['[Timer]', 'OnActiveSec=1h']);
  await systemctl('start', 'cli-due.timer');
  const next = await hearth('next');
  expect(next.stdout).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +(59 min|1 h) +cli-due\.timer +cli-due\.service$/m,
  );
  const runs = JSON.parse((await hearth('next', '--json')).stdout) as NextRun[];
  expect(runs).toContainEqual({
    timer: 'cli-due.timer',
    starts: ['cli-due.service'],
    at: expect.stringMatching(/Z$/) as string,
  });
});

test('check finds what the editor finds', async () => {
  const file = `${await temporaryFolder()}/a.service`;
  await writeFile(file, '[Service]\nExecStart=/opt/gone/run\n');
  const { stdout, exitCode } = await hearth('check', file);
  expect(stdout).toMatch(/a\.service:2: error: .*\[missing-program\]/);
  expect(exitCode).toBe(1);
});

test('what can’t be done is a problem on stderr, and exit code 2', async () => {
  const gone = await hearth('explain', 'never-there');
  expect(gone).toMatchObject({ exitCode: 2, stdout: '' });
  expect(gone.stderr).toMatch(
    /^hearth: There is no never-there\.service\.\n {2}Why: .+\n {2}Do: {2}.+\n {2}Try: .+$/,
  );
  const away = await execa(process.execPath, [program, 'status'], {
    reject: false,
    env: { ...env, XDG_RUNTIME_DIR: '/nonexistent' },
  });
  expect(away).toMatchObject({ exitCode: 2, stdout: '' });
  expect(away.stderr).toMatch(/^hearth: Your user manager isn’t running\.\n/);
});
