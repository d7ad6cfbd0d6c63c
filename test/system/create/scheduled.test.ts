/** Creates jobs on a schedule on the real systemd: a service and its timer, as one transaction. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyJob, triggerText } from '../../../electron/core/create/form-job.ts';
import {
  emptyForm,
  unitText,
  type ServiceForm,
} from '../../../electron/core/create/service-form.ts';
import type { When } from '../../../electron/core/schedule/schedule.ts';
import { execa } from 'execa';
import { clear } from '../kill/operation.ts';
import { afterwards, person, temporaryFolder, until } from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

const { unitFolder } = person;
const service = 'scheduled.service';
const timer = 'scheduled.timer';
const daily: When = { kind: 'daily', time: { hour: 3, minute: 0, second: 0 } };

const formOf = (when: When, change: Partial<ServiceForm> = {}): ServiceForm => ({
  ...emptyForm(),
  name: 'scheduled',
  command: '/bin/true',
  job: 'on-schedule',
  schedule: { ...emptyJob().schedule, when },
  ...change,
});

const open = async () => {
  await emptyFolder();
  for (const unit of [timer, service]) await clear(unit);
  afterwards(async () => {
    for (const unit of [timer, service]) await clear(unit);
  });
  return openWorkbench(await temporaryFolder());
};

const property = async (unit: string, name: string): Promise<string> => {
  const { stdout } = await execa('systemctl', ['--user', 'show', '-P', name, '--', unit]);
  return stdout;
};
const own = async (): Promise<string[]> =>
  (await readdir(unitFolder)).filter((name) => name.startsWith('scheduled.')).sort();
const text = (name: string): Promise<string> => readFile(path.join(unitFolder, name), 'utf8');

test('writes both files as previewed, and starts the timer, which comes as foretold', async () => {
  const bench = await open();
  const form = formOf(daily);
  expect(await bench.creation.create(form)).toBe(null);
  expect(await text(service)).toBe(unitText(form));
  expect(await text(timer)).toBe(triggerText(form));
  expect(await property(timer, 'ActiveState')).toBe('active');
  expect(await property(timer, 'UnitFileState')).toBe('enabled');
  expect(await property(service, 'ActiveState')).toBe('inactive');
  const answer = await bench.handlers.nextRuns(form.schedule);
  const foretold = answer.kind === 'runs' ? (answer.runs.times[0] ?? 0) : 0;
  const next = await property(timer, 'NextElapseUSecRealtime');
  const { stdout } = await execa('date', ['--date', next, '+%s']);
  expect(Number(stdout) * 1000).toBe(foretold);
});

test('cancelling undoes both files, the link, and what the timer started', async () => {
  const bench = await open();
  const due = formOf(
    { kind: 'by-hand', triggers: [{ key: 'OnActiveSec', value: '0' }] },
    { command: '/bin/sleep 1000' },
  );
  const going = bench.creation.create(due);
  await until('the job', async () => (await property(service, 'ActiveState')) === 'activating');
  await bench.creation.cancel();
  expect(await going).toBe(null);
  expect(bench.store.state().creation?.status).toBe('undone');
  expect(await own()).toEqual([]);
  expect(await readdir(path.join(unitFolder, 'timers.target.wants')).catch(() => [])).toEqual([]);
  for (const unit of [timer, service])
    expect(await property(unit, 'LoadState'), unit).toBe('not-found');
});

test('a name that a timer has is refused', async () => {
  const bench = await open();
  await put(timer, '[Timer]\nOnCalendar=daily\nUnit=other.service\n');
  const { findings } = await bench.creation.check(formOf(daily));
  expect(findings.filter(({ field }) => field === 'name')).toMatchObject([
    { level: 'error', text: `${timer} already exists: ${unitFolder}/${timer}` },
  ]);
  const alone = await bench.creation.check(formOf(daily, { job: 'keeps-running' }));
  expect(alone.findings.filter(({ field }) => field === 'name')).toEqual([]);
});

test('an unfinished attempt that made both is undone before the next one', async () => {
  const bench = await open();
  await put('scheduled.timer.d/bad.conf', '[Unit]\nAssertPathExists=/missing\n');
  await bench.creation.create(formOf(daily));
  await bench.creation.dismiss();
  expect(bench.store.state().unfinished?.undo).toEqual([
    'stop it',
    'disable it',
    `remove ${unitFolder}/${timer}`,
    `remove ${unitFolder}/${service}`,
  ]);
  expect(
    await bench.creation.create(
      formOf(daily, { job: 'keeps-running', command: '/bin/sleep 1000' }),
    ),
  ).toBe(null);
  expect((await own()).filter((name) => !name.endsWith('.d'))).toEqual([service]);
});

test('what is asked last is answered; what it overtakes says so', async () => {
  const bench = await open();
  const asked = [1, 2, 3].map(async (hour) =>
    bench.handlers.nextRuns(
      formOf({ kind: 'daily', time: { hour, minute: 0, second: 0 } }).schedule,
    ),
  );
  const kinds = (await Promise.all(asked)).map(({ kind }) => kind);
  expect(kinds).toEqual(['overtaken', 'overtaken', 'runs']);
  const refused = await bench.handlers.nextRuns(
    formOf({ kind: 'by-hand', triggers: [{ key: 'OnCalendar', value: 'someday' }] }).schedule,
  );
  expect(refused).toMatchObject({ kind: 'refused', problem: { code: 'calendar-refused' } });
});
