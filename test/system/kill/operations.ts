/** The operations that get killed: how each is prepared, and what it does to which unit. */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { ProblemError, type Problem } from '../../../electron/core/problems/problem.ts';
import { triggerOf } from '../../../electron/core/create/form-job.ts';
import { emptyForm, type ServiceForm } from '../../../electron/core/create/service-form.ts';
import type { SaveOutcome, UnitFileRef } from '../../../electron/core/files/unit-files.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { readPerson } from '../../../electron/host/account.ts';
import type { createWorkbench } from './workbench.ts';

type Workbench = ReturnType<typeof createWorkbench>;

export interface Operation {
  unit: string;
  /** Other names that it makes. */
  others?: readonly string[];
  /** How often it is killed. */
  kills: number;
  /** How much of its time it works, when the rest is only waiting. */
  activeMs?: number;
  /** Steps of its transaction in which it is killed for sure, in half of the rounds. */
  steps?: readonly string[];
  /** Restores the state before the operation, whatever an earlier round left. */
  prepare(): Promise<void>;
  /** @throws what went wrong. */
  run(bench: Workbench): Promise<void>;
}

const person = readPerson(process.env);
const { unitFolder } = person;
export const scriptFolder = path.join(person.home, '.local/bin');
export const autostartFolder = path.join(person.configFolder, 'autostart');

const systemctl = async (...args: string[]): Promise<void> => {
  await execa('systemctl', ['--user', ...args], { stdin: 'ignore', reject: false });
};

/** Removes every trace of a unit, on disk and in the manager. */
export const clear = async (unit: string): Promise<void> => {
  const file = path.join(unitFolder, unit);
  await systemctl('disable', '--now', '--', unit);
  await rm(file, { force: true });
  await rm(`${file}.d`, { recursive: true, force: true });
  await rm(path.join(unitFolder, 'by-hand.target.wants', unit), { force: true });
  await rm(path.join(scriptFolder, unit.replace('.service', '.sh')), { force: true });
  await rm(path.join(autostartFolder, unit.replace('.service', '.desktop')), { force: true });
  await systemctl('daemon-reload');
  await systemctl('reset-failed', '--', unit);
};

const creation = (
  form: Partial<ServiceForm>,
  rest: Pick<Operation, 'kills' | 'activeMs'>,
): Operation => {
  const whole: ServiceForm = { ...emptyForm(), restart: 'no', runs: 'script', ...form };
  const unit = `${whole.name}.service`;
  const trigger = triggerOf(whole);
  const others = trigger === null ? [] : [trigger];
  return {
    ...rest,
    unit,
    others,
    prepare: async () => {
      for (const one of [...others, unit]) await clear(one);
    },
    run: async ({ creation: work }) => {
      const failed = await work.create(whole);
      if (failed !== null) throw new ProblemError(failed);
    },
  };
};

/** Long enough that a file written in place would be seen half-written. */
const text = (word: string): string =>
  `[Unit]\nDescription=${word}\n\n[Service]\nExecStart=/bin/sleep 54321\n\n[Install]\nWantedBy=default.target\n` +
  `# ${word}\n`.repeat(5_000);

const edited = 'kill-edit.service';
const dropIn = path.join(unitFolder, `${edited}.d/override.conf`);
const bytesOf = (content: string): Uint8Array => new TextEncoder().encode(content);

/** Changes an existing unit file, with a drop-in when `withDropIn`. */
const edit = (
  withDropIn: boolean,
  kills: number,
  change: (bench: Workbench) => Promise<SaveOutcome>,
): Operation => ({
  unit: edited,
  kills,
  prepare: async () => {
    await clear(edited);
    await writeFile(path.join(unitFolder, edited), text('old'), { mode: 0o640 });
    if (withDropIn) {
      await mkdir(path.dirname(dropIn));
      await writeFile(dropIn, text('a drop-in'));
    }
    await systemctl('daemon-reload');
  },
  run: async (bench) => {
    const outcome = await change(bench);
    if (outcome.kind !== 'saved' || outcome.reloadProblem !== null) throw new Error('not saved');
  },
});

const save =
  (file: UnitFileRef, before: string | null, word: string) =>
  ({ editing }: Workbench): Promise<SaveOutcome> =>
    editing.save({
      unit: edited,
      file,
      bytes: bytesOf(text(word)),
      version: before === null ? null : versionOf(bytesOf(text(before))),
    });
const override = { kind: 'drop-in', name: 'override.conf' } as const;

const scripted = 'kill-script.service';
const script = path.join(scriptFolder, 'kill-script.sh');
const scriptText = (word: string): string =>
  `#!/bin/sh\nexec sleep 54321\n${`# ${word}\n`.repeat(5_000)}`;

const scriptSave: Operation = {
  unit: scripted,
  kills: 20,
  prepare: async () => {
    await clear(scripted);
    await writeFile(
      path.join(unitFolder, scripted),
      '[Service]\nExecStart=%h/.local/bin/kill-script.sh\n',
    );
    await mkdir(scriptFolder, { recursive: true });
    await writeFile(script, scriptText('old'), { mode: 0o750 });
    await systemctl('daemon-reload');
  },
  run: async ({ editing }) => {
    const outcome = await editing.save({
      unit: scripted,
      file: { kind: 'script', name: path.basename(script) },
      bytes: bytesOf(scriptText('new')),
      version: versionOf(bytesOf(scriptText('old'))),
    });
    if (outcome.kind !== 'saved') throw new Error('not saved');
  },
};

const victim = 'kill-delete.service';

const deletion: Operation = {
  kills: 40,
  unit: victim,
  prepare: async () => {
    await clear(victim);
    const file = path.join(unitFolder, victim);
    await mkdir(`${file}.d/more`, { recursive: true });
    await writeFile(file, text('to be deleted'), { mode: 0o600 });
    await writeFile(`${file}.d/nice.conf`, '[Service]\nNice=5\n');
    await writeFile(`${file}.d/more/notes`, 'of no use to systemd\n');
    await symlink('nice.conf', `${file}.d/other.conf`);
    await mkdir(path.join(unitFolder, 'by-hand.target.wants'), { recursive: true });
    await symlink(`../${victim}`, path.join(unitFolder, 'by-hand.target.wants', victim));
    await systemctl('daemon-reload');
    await systemctl('enable', '--now', '--', victim);
  },
  run: async ({ deletion: work }) => {
    const failed = await work.remove(victim);
    if (failed !== null) throw new ProblemError(failed);
  },
};

const renamed = 'kill-rename.service';
const renamedTo = 'kill-renamed.service';
const copied = 'kill-copied.service';

/** A running, enabled service with a drop-in and a link made by hand. */
const naming = (
  to: string,
  kills: number,
  run: (bench: Workbench) => Promise<Problem | null>,
): Operation => ({
  kills,
  unit: renamed,
  others: [to],
  prepare: async () => {
    for (const unit of [renamed, to]) await clear(unit);
    const file = path.join(unitFolder, renamed);
    await mkdir(`${file}.d`, { recursive: true });
    await writeFile(file, text('to be renamed'), { mode: 0o600 });
    await writeFile(`${file}.d/nice.conf`, '[Service]\nNice=5\n');
    await symlink('nice.conf', `${file}.d/other.conf`);
    await mkdir(path.join(unitFolder, 'by-hand.target.wants'), { recursive: true });
    await symlink(`../${renamed}`, path.join(unitFolder, 'by-hand.target.wants', renamed));
    await systemctl('daemon-reload');
    await systemctl('enable', '--now', '--', renamed);
  },
  run: async (bench) => {
    const failed = await run(bench);
    if (failed !== null) throw new ProblemError(failed);
  },
});

const imported = 'kill-import.service';

const entryImport: Operation = {
  unit: imported,
  kills: 12,
  steps: ['files', 'entries', 'enable'],
  prepare: async () => {
    await clear(imported);
    for (const folder of [scriptFolder, autostartFolder]) await mkdir(folder, { recursive: true });
    const program = path.join(scriptFolder, 'kill-import.sh');
    await writeFile(program, '#!/bin/sh\nexec sleep 98765\n', { mode: 0o755 });
    const lines = ['[Desktop Entry]', 'Type=Application', `Exec=${program}`, ''];
    await writeFile(path.join(autostartFolder, 'kill-import.desktop'), lines.join('\r\n'));
    await systemctl('daemon-reload');
  },
  run: async ({ handlers }) => {
    const { version } = await handlers.autostartEntries(undefined);
    const files = ['kill-import.desktop'];
    await handlers.importAutostart({ version, files, switchesOff: true, needsScreen: false });
  },
};

const cronJobs = ['kill-cron-daily', 'kill-cron-hourly'] as const;

/** More than a pipe holds, and not all of it UTF-8. */
const crontab = Buffer.concat([
  Buffer.from(`MAILTO=alice\n30 3 * * * ${cronJobs[0]}%one%two\n# caf`),
  Buffer.from([0xe9, 0x0a]),
  Buffer.from(
    `5 * * * * ${cronJobs[1]}\n${'# a line that stays as it is, byte for byte\n'.repeat(9_000)}`,
  ),
]);

export const removeCrontab = async (): Promise<void> => {
  await execa('crontab', ['-r'], { reject: false });
};

const cronImport: Operation = {
  kills: 18,
  steps: ['files', 'enable', 'crontab'],
  unit: `${cronJobs[0]}.timer`,
  others: [`${cronJobs[0]}.service`, `${cronJobs[1]}.timer`, `${cronJobs[1]}.service`],
  prepare: async () => {
    const timers = cronJobs.map((name) => `${name}.timer`);
    await systemctl('disable', '--now', '--', ...timers);
    for (const unit of [...timers, ...cronJobs.map((name) => `${name}.service`)])
      await rm(path.join(unitFolder, unit), { force: true });
    await systemctl('daemon-reload');
    await execa('crontab', ['-'], { input: crontab });
  },
  run: async ({ handlers }) => {
    const { version, choices } = await handlers.crontab(undefined);
    const lines = choices.map(({ line }) => line);
    await handlers.importCron({ version: version ?? '', lines, commentsOut: true });
  },
};

const allOperations = {
  'create-job': creation(
    { name: 'kill-job', type: 'oneshot', script: '#!/bin/sh\nexit 0\n' },
    { kills: 20 },
  ),
  'create-timer': creation(
    { name: 'kill-timed', job: 'on-schedule', script: '#!/bin/sh\nexit 0\n' },
    { kills: 20 },
  ),
  'create-path': creation(
    {
      name: 'kill-path',
      job: 'on-change',
      watchKind: 'exists',
      watchPaths: '~/kill-path-never',
      script: '#!/bin/sh\nexit 0\n',
    },
    { kills: 12 },
  ),
  'create-socket': creation(
    {
      name: 'kill-socket',
      job: 'on-connection',
      listenPort: '48361',
      script: '#!/bin/sh\nexit 0\n',
    },
    { kills: 12 },
  ),
  'create-service': creation(
    { name: 'kill-create', script: '#!/bin/sh\nexec sleep 98765\n' },
    { kills: 20, activeMs: 600 },
  ),
  save: edit(false, 60, save({ kind: 'fragment' }, 'old', 'new')),
  'save-script': scriptSave,
  'add-drop-in': edit(false, 20, save(override, null, 'override')),
  'remove-drop-in': edit(true, 20, ({ editing }) =>
    editing.removeDropIn({
      unit: edited,
      name: override.name,
      version: versionOf(bytesOf(text('a drop-in'))),
    }),
  ),
  delete: deletion,
  rename: naming(renamedTo, 30, ({ renaming }) =>
    renaming.rename({ unit: renamed, to: renamedTo }),
  ),
  duplicate: naming(copied, 10, ({ renaming }) =>
    renaming.duplicate({ unit: renamed, to: copied }),
  ),
  'import-entry': entryImport,
  'import-cron': cronImport,
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof allOperations;
export const operations: Record<OperationName, Operation> = allOperations;
