/** The operations that get killed: how each is prepared, and what it does to which unit. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError, type Problem } from '../../../electron/core/problems/problem.ts';
import { triggerOf } from '../../../electron/core/create/form-job.ts';
import { emptyForm, type ServiceForm } from '../../../electron/core/create/service-form.ts';
import type { SaveOutcome, UnitFileRef } from '../../../electron/core/files/unit-files.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { cronImport, entryImport } from './import-operations.ts';
import {
  clear,
  scriptFolder,
  tellManager,
  unitFolder,
  type Operation,
  type Workbench,
} from './operation.ts';

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
    await tellManager('daemon-reload');
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
    await tellManager('daemon-reload');
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
    await tellManager('daemon-reload');
    await tellManager('enable', '--now', '--', victim);
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
    await tellManager('daemon-reload');
    await tellManager('enable', '--now', '--', renamed);
  },
  run: async (bench) => {
    const failed = await run(bench);
    if (failed !== null) throw new ProblemError(failed);
  },
});

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
