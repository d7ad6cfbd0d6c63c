/** Pastes the command next to each button into a shell: it has the same effect as the button. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { onManager, onUnit, shellLine } from '../../../electron/core/commands.ts';
import {
  plainUnit,
  unitActions,
  type UnitAction,
  type UnitFileState,
} from '../../../electron/core/units/unit.ts';
import { fail } from '../../../electron/core/problems/problem.ts';
import { noEnabling } from '../../../electron/core/units/enabling.ts';
import { createBugs } from '../../../electron/engine/app/bugs.ts';
import { createUnitLock } from '../../../electron/engine/transactions/unit-lock.ts';
import { createActions } from '../../../electron/engine/units/actions.ts';
import { createSystemctl } from '../../../electron/system/manager/systemctl.ts';
import { actionLine } from '../../../renderer/ui/words/action-labels.ts';
import {
  afterwards,
  createBench,
  freshStore,
  person,
  property,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { emptyFolder } from '../workbench/unit-folder.ts';
import { paste, runtimeUnits, stateOf } from './pasting.ts';

const program = createSystemctl(createBench().runner);

const throwBug = (bug: unknown): never => {
  throw bug;
};

const units = [
  'plain.service',
  'a\\x2db.service',
  '-dash.service',
  'x@y\\x20z.service',
  'odd:_.\\x22\\x27\\x24\\x60.service',
];

const quietly = async (...args: string[]): Promise<void> => {
  await execa('systemctl', ['--user', ...args], { stdin: 'ignore', reject: false });
};

/** Reverts whatever was done to the units. */
const clear = async (folder: string): Promise<void> => {
  await quietly('kill', '--signal=SIGKILL', '--', ...units);
  for (const unit of units) await rm(fileOf(unit, folder), { force: true });
  for (const scope of [[], ['--runtime']]) await quietly('unmask', ...scope, '--', ...units);
  await rm(path.join(person.unitFolder, 'default.target.wants'), { recursive: true, force: true });
  await rm(path.join(runtimeUnits, 'default.target.wants'), { recursive: true, force: true });
  await systemctl('daemon-reload');
  await quietly('stop', '--', ...units);
  await quietly('reset-failed');
};

const fileOf = (unit: string, folder: string): string =>
  path.join(folder, unit.replace(/@.*(?=\.service$)/, '@'));

/** Creates the units, stopped and disabled. Each appends its reloads to `notes`. */
const layOut = async (folder: string, notes: string): Promise<void> => {
  await clear(folder);
  await mkdir(folder, { recursive: true });
  const lines = [
    '[Service]',
    'Type=exec',
    'ExecStart=/bin/sleep 1000',
    `ExecReload=/bin/sh -c "echo again >> ${notes}"`,
    '[Install]',
    'WantedBy=default.target',
  ];
  for (const unit of units) await writeFile(fileOf(unit, folder), `${lines.join('\n')}\n`);
  await writeFile(notes, '');
  await systemctl('daemon-reload');
};

interface Case {
  before: readonly (readonly string[])[];
  fileState?: UnitFileState;
  folder?: string;
}

const cases: Record<UnitAction, readonly Case[]> = {
  start: [{ before: [] }],
  stop: [{ before: [['start']] }],
  restart: [{ before: [['start']] }],
  reload: [{ before: [['start']] }],
  enable: [{ before: [], fileState: 'disabled' }],
  disable: [
    { before: [['enable']], fileState: 'enabled' },
    { before: [['enable', '--runtime']], fileState: 'enabled-runtime' },
  ],
  // The mask is created in the person's own folder, so keep the file elsewhere.
  mask: [{ before: [], folder: runtimeUnits }],
  unmask: [
    { before: [['mask']], fileState: 'masked', folder: runtimeUnits },
    // A file in the person's own folder would take precedence over a mask in /run.
    { before: [['mask', '--runtime']], fileState: 'masked-runtime', folder: '/nowhere' },
  ],
  'reset-failed': [{ before: [['start'], ['kill', '--signal=SIGKILL']] }],
  kill: [{ before: [['start']] }],
};

const rounds = unitActions.flatMap((action) =>
  cases[action].map((one) => [`${action} ${one.fileState ?? ''}`.trim(), action, one] as const),
);

const failed = (): Promise<boolean> =>
  until(
    'all units failed',
    async () =>
      (await stateOf(...units)).said.match(/^ActiveState=failed$/gm)?.length === units.length,
    30_000,
  );
const pids = async (): Promise<string[]> =>
  (await shell('systemctl', '--user', 'show', '-P', 'MainPID', '--', ...units)).split(/\n+/);

test.each(rounds)(
  '%s has the same effect by command and by button, even for the oddest unit names',
  async (_, action, { before, fileState = '', folder = person.unitFolder }) => {
    await emptyFolder();
    const notes = `${await temporaryFolder()}/notes`;
    afterwards(() => clear(folder));
    /** Sets the units up, runs `doIt`, and returns the outcome. */
    const after = async (doIt: () => Promise<unknown>) => {
      if (folder === '/nowhere') await clear(folder);
      else await layOut(folder, notes);
      for (const words of before) await systemctl(...words, '--', ...units);
      if (action === 'reset-failed') await failed();
      const was = await stateOf(...units);
      const ran = await pids();
      await doIt();
      if (action === 'kill') await failed();
      const runs = await pids();
      const others = ran.map((pid, index) => pid !== runs[index]);
      const reloads = await readFile(notes, 'utf8').catch(() => '');
      return { was, is: await stateOf(...units), others, reloads };
    };
    const store = freshStore();
    const rows = units.map((unit) => ({ ...plainUnit(unit), unitFileState: fileState }));
    store.dispatch({ kind: 'units', changed: rows, removed: [] });
    const bugs = createBugs(throwBug);
    const actions = createActions({
      store: store.account,
      systemctl: program,
      lock: createUnitLock(store.account, bugs),
      inventory: {
        details: (unit) => Promise.reject(fail('no-such-unit', { unit })),
        enabling: () => noEnabling,
      },
      deletion: { unlink: () => Promise.reject(new Error('none is linked')) },
      bugs,
    });
    const byButton = await after(async () => {
      for (const unit of units) expect(await actions.act({ unit, action })).toBeNull();
    });
    const byLine = await after(() =>
      paste(rows.map((row) => actionLine(action, row)).join(' && ')),
    );
    expect(byLine).toEqual(byButton);
    // Prove that something changed, for every unit.
    const { was, is, others, reloads } = byLine;
    const stays = was.said === is.said && was.names.join() === is.names.join();
    expect(stays && others.includes(false) && reloads.split('\n').length <= units.length).toBe(
      false,
    );
  },
  120_000,
);

test('status and cat show the unit, and the file that “Show file” reveals', async () => {
  await emptyFolder();
  await layOut(person.unitFolder, `${await temporaryFolder()}/notes`);
  afterwards(() => clear(person.unitFolder));
  for (const unit of units) {
    // 3 means not running: systemctl(1), "Exit status".
    const shown = await paste(shellLine(onUnit('status', unit)), 3);
    expect(shown).toBe((await program.status(unit)).stdout.trimEnd());
    expect(shown).toContain(unit);
    const fragment = await property(unit, 'FragmentPath');
    expect(fragment).toBe(fileOf(unit, person.unitFolder));
    expect(await paste(shellLine(onUnit('cat', unit)))).toBe(
      `# ${fragment}\n${(await readFile(fragment, 'utf8')).trimEnd()}`,
    );
  }
}, 120_000);

test('daemon-reload makes the manager read changed files', async () => {
  await emptyFolder();
  const file = path.join(person.unitFolder, 'edited.service');
  const text = (description: string) =>
    `[Unit]\nDescription=${description}\n[Service]\nExecStart=/bin/true\nRemainAfterExit=yes\n`;
  const line = shellLine(onManager('daemon-reload'));
  const ways = { button: () => program.daemonReload(), line: () => paste(line) };
  await writeFile(file, text('before'));
  await systemctl('daemon-reload');
  // Start it: systemd unloads idle units and would re-read the file without a reload.
  await systemctl('start', 'edited.service');
  afterwards(() => systemctl('stop', 'edited.service'));
  for (const [word, reload] of Object.entries(ways)) {
    await writeFile(file, text(word));
    expect(await property('edited.service', 'NeedDaemonReload')).toBe('yes');
    await reload();
    expect(await property('edited.service', 'Description')).toBe(word);
    expect(await property('edited.service', 'NeedDaemonReload')).toBe('no');
  }
}, 120_000);
