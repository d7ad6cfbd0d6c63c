/** What happens during a soak: what the person does in the window, what others do outside, and faults. */
import { appendFile, readFile, rename } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { create } from '../e2e/driving/form.ts';
import { unitFolder, unitPath } from '../e2e/driving/files.ts';
import type { Hearth } from '../e2e/driving/hearth.ts';
import { said, saidToRoot, until } from '../e2e/driving/outside.ts';
import type { Random } from '../fuzz/random.ts';
import { quietFor } from '../quiet.ts';
import { ownUnits, sleepers } from './units.ts';

interface Soaked {
  hearth: Hearth;
  page: Page;
  random: Random;
}

export interface Step {
  name: string;
  /** How often, compared with the others; 1 if absent. */
  weight?: number;
  run: (soaked: Soaked) => Promise<unknown>;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const rowOf = (page: Page, unit: string) =>
  page.getByRole('treeitem', { name: new RegExp(`^${unit.replace('.', String.raw`\.`)}`) }).first();
const open = (page: Page, unit: string) => rowOf(page, unit).click();
const openTab = async (page: Page, unit: string, tab: RegExp): Promise<void> => {
  await open(page, unit);
  await page.getByRole('tab', { name: tab }).click();
};
const closeAll = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
};

const made = 'soak-made.service';
const isMade = () =>
  readFile(unitPath(made)).then(
    () => true,
    () => false,
  );

export const ofPerson: readonly Step[] = [
  {
    name: 'looks at a service',
    weight: 6,
    run: ({ page, random }) =>
      openTab(page, random.pick(ownUnits), random.pick([/^Overview/, /^Log/, /^Edit/])),
  },
  {
    name: 'reads a busy log',
    weight: 2,
    run: async ({ page }) => {
      await openTab(page, 'soak-talks.service', /^Log/);
      await page.getByRole('listbox').getByRole('option').first().waitFor();
      await page.mouse.move(700, 400);
      await page.mouse.wheel(0, -3000);
      await quietFor(500, 'the lines above are read meanwhile');
      await page.mouse.wheel(0, 30_000);
    },
  },
  {
    name: 'goes to another page',
    weight: 3,
    run: ({ page, random }) => press(page, random.pick(['Home', 'Calendar', 'Logs', 'Settings'])),
  },
  {
    name: 'looks for a command',
    weight: 2,
    run: async ({ page, random }) => {
      await page.keyboard.press('Control+k');
      await page
        .getByRole('dialog')
        .getByRole('combobox')
        .fill(random.pick(['soak', 'sto', 'log', 'x']));
      await closeAll(page);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'acts on a service',
    weight: 4,
    run: async ({ page, random }) => {
      await open(page, random.pick(sleepers));
      const actions = page
        .getByRole('main')
        .getByRole('button', { name: /^(Start|Stop|Restart)$/, disabled: false });
      await actions.first().waitFor();
      await actions.nth(random.number(await actions.count())).click();
    },
  },
  {
    name: 'edits a file and saves it',
    weight: 2,
    run: async ({ page, random }) => {
      const unit = random.pick(sleepers);
      await openTab(page, unit, /^Edit/);
      await page.getByRole('radio', { name: 'Text', exact: true }).check({ force: true });
      const line = `# edit ${String(random.number(1e6))}`;
      const editor = page.getByRole('tabpanel').getByRole('textbox', { name: unit });
      await editor.focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.insertText(`\n${line}`);
      await page.keyboard.press('Control+s');
      await page.getByRole('dialog', { name: 'Save these changes?' }).waitFor();
      await page.keyboard.press('Enter');
      await until('the saved line', async () =>
        (await readFile(unitPath(unit), 'utf8')).includes(line),
      );
    },
  },
  {
    name: 'creates a service, or deletes it',
    weight: 2,
    run: async ({ page }) => {
      if (!(await isMade())) {
        await create(page, {
          name: made.replace('.service', ''),
          program: '/bin/sleep',
          args: ['900'],
        });
        await until('its file', isMade, 20);
        return;
      }
      await open(page, made);
      await press(page, 'More');
      await page.getByRole('menuitem', { name: /^Delete/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
      await until('no file', async () => !(await isMade()), 20);
    },
  },
];

const systemctl = (...words: string[]) => said('systemctl', '--user', ...words);

export const ofOthers: readonly Step[] = [
  {
    name: 'a terminal acts on a service',
    weight: 3,
    run: ({ random }) =>
      systemctl(
        random.pick(['start', 'stop', 'restart', 'enable', 'disable']),
        random.pick(sleepers),
      ),
  },
  {
    name: 'an editor changes a file',
    weight: 2,
    run: async ({ random }) => {
      await appendFile(unitPath(random.pick(sleepers)), '# by others\n');
      if (random.chance(2)) await systemctl('daemon-reload');
    },
  },
  {
    name: 'instances come and go',
    run: ({ random }) =>
      systemctl(random.pick(['start', 'stop']), `soak-at@${String(random.number(5))}.service`),
  },
  {
    name: 'failures are forgotten',
    run: () => systemctl('reset-failed'),
  },
];

/** Stops a process for a while, as a suspend would. */
const freeze = async (pid: string, ms: number): Promise<void> => {
  await saidToRoot('kill', '-STOP', pid);
  await quietFor(ms, 'how long it is frozen');
  await saidToRoot('kill', '-CONT', pid);
};
const managerPid = () =>
  saidToRoot(
    'systemctl',
    'show',
    '--property=MainPID',
    '--value',
    `user@${String(process.getuid?.())}.service`,
  );

export const faults: readonly Step[] = [
  { name: 'daemon-reexec', run: () => systemctl('daemon-reexec') },
  {
    name: 'journald is restarted',
    run: () => saidToRoot('systemctl', 'restart', 'systemd-journald'),
  },
  {
    name: 'journald is killed',
    run: () => saidToRoot('systemctl', 'kill', '--signal=SIGKILL', 'systemd-journald'),
  },
  {
    name: 'the journal is vacuumed',
    run: () => saidToRoot('journalctl', '--rotate', '--vacuum-files=2'),
  },
  {
    name: 'logind is restarted',
    run: () => saidToRoot('systemctl', 'restart', 'systemd-logind'),
  },
  {
    name: 'every journalctl is killed',
    run: () => said('pkill', '-KILL', '-x', 'journalctl'),
  },
  {
    name: 'the user manager is frozen',
    run: async () => freeze(await managerPid(), 3000),
  },
  { name: 'Hearth is frozen', run: ({ hearth }) => freeze(String(hearth.pid), 3000) },
  {
    name: 'the unit folder is away for a moment',
    run: async () => {
      await rename(unitFolder, `${unitFolder}-away`);
      await quietFor(500, 'how long it is away');
      await rename(`${unitFolder}-away`, unitFolder);
    },
  },
  {
    name: 'Hearth’s compositing process is killed',
    run: ({ hearth }) => said('pkill', '-KILL', '-P', String(hearth.pid), '-f', 'type=gpu-process'),
  },
];
