/** New services with each group of settings on the real systemd: it reads them as the form has them, and keeps to them. */
import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  emptyForm,
  unitText,
  type ServiceForm,
} from '../../../electron/core/create/service-form.ts';
import { readPercent, readWhole } from '../../../electron/core/fields/number-faults.ts';
import type { SettingItems } from '../../../electron/core/fields/registry.ts';
import { readTimeSpan } from '../../../electron/core/syntax/time-span.ts';
import { clear } from '../kill/operation.ts';
import {
  afterwards,
  person,
  problemOf,
  property,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { emptyFolder } from '../workbench/unit-folder.ts';

const unit = 'told.service';

const formOf = (settings: SettingItems, change: Partial<ServiceForm> = {}): ServiceForm => ({
  ...emptyForm(),
  name: 'told',
  command: '/bin/sleep 1000',
  restart: 'no',
  ...change,
  settings,
});

const create = async (form: ServiceForm) => {
  await emptyFolder();
  await clear(unit);
  afterwards(() => clear(unit));
  const bench = await openWorkbench(await temporaryFolder());
  expect(await bench.creation.create(form)).toBe(null);
  expect(await readFile(`${person.unitFolder}/${unit}`, 'utf8')).toBe(unitText(form));
  return bench;
};

const shows = async (wanted: Record<string, string>): Promise<void> => {
  for (const [name, text] of Object.entries(wanted))
    expect(await property(unit, name), name).toBe(text);
};

test('limits are what systemd has and the process gets', async () => {
  const bench = await create(
    formOf({
      MemoryMax: ['500M'],
      TasksMax: ['7'],
      CPUQuota: ['50%'],
      Nice: ['5'],
      LimitNOFILE: ['100:200'],
    }),
  );
  await shows({
    MemoryMax: String(500 * 2 ** 20),
    TasksMax: '7',
    CPUQuotaPerSecUSec: '500ms',
    Nice: '5',
    LimitNOFILE: '200',
    LimitNOFILESoft: '100',
  });
  const pid = await property(unit, 'MainPID');
  expect(await readFile(`/proc/${pid}/limits`, 'utf8')).toMatch(/Max open files +100 +200/);
  const [, rest = ''] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ');
  expect(rest.split(' ')[16]).toBe('5');
  expect(await bench.handlers.limitsInEffect({ unit })).toMatchObject({
    MemoryMax: 500 * 2 ** 20,
    MemoryHigh: null,
    TasksMax: 7,
    CPUQuota: 500_000,
    Nice: 5,
    LimitNOFILE: 200,
    LimitNOFILESoft: 100,
  });
});

test('a number means what systemd makes of its spelling', async () => {
  const spelled = {
    TasksMax: '0x10',
    CPUQuota: '0x10.5%',
    Nice: '010',
    LimitNOFILE: '0x64:0b11001000',
    StartLimitBurst: '0o11',
    StartLimitIntervalSec: '+010',
  };
  await create(
    formOf(Object.fromEntries(Object.entries(spelled).map(([key, value]) => [key, [value]]))),
  );
  const [soft = '', hard = ''] = spelled.LimitNOFILE.split(':');
  await shows({
    TasksMax: String(readWhole(spelled.TasksMax)),
    CPUQuotaPerSecUSec: `${String((readPercent(spelled.CPUQuota) ?? 0) * 10)}ms`,
    Nice: String(readWhole(spelled.Nice)),
    LimitNOFILE: String(readWhole(hard)),
    LimitNOFILESoft: String(readWhole(soft)),
    StartLimitBurst: String(readWhole(spelled.StartLimitBurst)),
    StartLimitIntervalUSec: `${String((readTimeSpan(spelled.StartLimitIntervalSec) ?? 0) / 1e6)}s`,
  });
  await shows({ TasksMax: '16', CPUQuotaPerSecUSec: '165ms', Nice: '8', LimitNOFILE: '200' });
});

test('a limit that is held counts at once, and changes no file of the person', async () => {
  const bench = await create(formOf({ TasksMax: ['7'] }));
  const before = await readFile(`${person.unitFolder}/${unit}`, 'utf8');
  afterwards(() => shell('systemctl', '--user', 'revert', unit));
  await bench.handlers.holdLimit({ unit, key: 'TasksMax', value: '9' });
  expect(await bench.handlers.limitsInEffect({ unit })).toMatchObject({ TasksMax: 9 });
  expect(await property(unit, 'DropInPaths')).toContain(person.runtimeFolder);
  expect(await readFile(`${person.unitFolder}/${unit}`, 'utf8')).toBe(before);
});

test('reports a limit that systemd refuses in its words, and keeps the old one', async () => {
  const bench = await create(formOf({ TasksMax: ['7'] }));
  const held = bench.handlers.holdLimit({ unit, key: 'TasksMax', value: 'many' });
  expect(await problemOf(Promise.resolve(held))).toMatchObject({
    code: 'program-failed',
    output: expect.stringMatching(/TasksMax.*many/) as string,
  });
  expect(await bench.handlers.limitsInEffect({ unit })).toMatchObject({ TasksMax: 7 });
  expect((await property(unit, 'DropInPaths')).trim()).toBe('');
});

test('knows the controllers that the manager can limit by', async () => {
  const bench = await create(formOf({}));
  const group = await shell('systemctl', '--user', 'show', '-P', 'ControlGroup');
  const roots = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified'];
  const texts = await Promise.all(
    roots.map((root) =>
      readFile(`${root}${group.trim()}/cgroup.controllers`, 'utf8').catch(() => null),
    ),
  );
  const expected =
    texts
      .find((text) => text !== null)
      ?.split(/\s+/)
      .filter((name) => name !== '') ?? null;
  expect(await bench.handlers.controllers(undefined)).toEqual(expected);
});

test('a limit is kept exactly where the manager has the controller that the field asks for', async () => {
  const folder = await temporaryFolder();
  const bench = await create(
    formOf(
      { TasksMax: ['3'], StandardOutput: [`append:${folder}/out`] },
      {
        command: `/bin/sh -c 'for each in 1 2 3 4 5 6; do sleep 1000 & done; echo forked; sleep 1000'`,
      },
    ),
  );
  const limited = (await bench.handlers.controllers(undefined))?.includes('pids') === true;
  const end = async (): Promise<boolean> =>
    (await property(unit, 'ActiveState')) === 'failed' ||
    (await readFile(`${folder}/out`, 'utf8')).includes('forked');
  await until('the end of forking', end);
  expect((await property(unit, 'ActiveState')) === 'failed').toBe(limited);
});

test('order, hooks and start limits are what systemd reads', async () => {
  const log = `${await temporaryFolder()}/order`;
  const say = (word: string): string => `/bin/sh -c 'echo ${word} >> ${log}'`;
  await create(
    formOf({
      After: ['timers.target', 'basic.target'],
      Wants: ['timers.target'],
      OnFailure: ['a.service'],
      RequiresMountsFor: ['/tmp'],
      ExecStartPre: [say('one'), say('two')],
      ExecStartPost: [say('three')],
      ExecReload: ['/bin/true'],
      ExecStop: ['-/bin/false'],
      ExecStopPost: [say('after')],
      StartLimitBurst: ['3'],
      StartLimitIntervalSec: ['1min'],
      SuccessExitStatus: ['75', 'SIGKILL'],
    }),
  );
  await shows({
    OnFailure: 'a.service',
    Wants: 'timers.target',
    StartLimitBurst: '3',
    StartLimitIntervalUSec: '1min',
    SuccessExitStatus: '75 KILL',
    CanReload: 'yes',
  });
  expect((await property(unit, 'After')).split(' ')).toContain('timers.target');
  await shell('systemctl', '--user', 'stop', unit);
  await until('the end', async () => (await readFile(log, 'utf8')).includes('after'));
  expect(await readFile(log, 'utf8')).toBe('one\ntwo\nthree\nafter\n');
});

test('environment files, credentials and output reach the process', async () => {
  const folder = await temporaryFolder();
  await writeFile(`${folder}/a.env`, 'FROM_FILE=yes\n');
  await writeFile(`${folder}/token`, 'secret');
  const script =
    'echo "$FROM_FILE $(cat "$CREDENTIALS_DIRECTORY/token") $(cat "$CREDENTIALS_DIRECTORY/region")"; sleep 1000';
  await create(
    formOf(
      {
        EnvironmentFile: [`${folder}/a.env`, `-${folder}/missing.env`],
        LoadCredential: [`token:${folder}/token`],
        SetCredential: ['region:eu'],
        StandardOutput: [`append:${folder}/out`],
      },
      { command: `/bin/sh -c '${script}'` },
    ),
  );
  await until('the output', async () => (await readFile(`${folder}/out`, 'utf8')) !== '');
  expect(await readFile(`${folder}/out`, 'utf8')).toBe('yes secret eu\n');
});

test('a service that needs a screen belongs to the desktop alone', async () => {
  await create(
    formOf(
      {
        PartOf: ['graphical-session.target'],
        After: ['graphical-session.target'],
        WantedBy: ['graphical-session.target'],
      },
      { startNow: false },
    ),
  );
  await shows({ PartOf: 'graphical-session.target', UnitFileState: 'enabled' });
  expect(await shell('ls', `${person.unitFolder}/graphical-session.target.wants`)).toContain(unit);
});
