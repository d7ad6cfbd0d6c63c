/** Pastes the shown steps of creating, deleting and lingering into a shell: the result equals Hearth's own. */
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { creationPaths, creationSteps } from '../../../electron/core/create/steps.ts';
import { emptyForm, type ServiceForm } from '../../../electron/core/create/service-form.ts';
import { shellLine, showLinger } from '../../../electron/core/commands.ts';
import { deletionFacts, deletionLines } from '../../../electron/core/files/deletion.ts';
import { problem } from '../../../electron/core/problems/problem.ts';
import { createLoginctl } from '../../../electron/system/login/loginctl.ts';
import {
  afterwards,
  createBench,
  host,
  person,
  shell,
  sudo,
  temporaryFolder,
} from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { emptyFolder } from '../workbench/unit-folder.ts';
import { clear } from '../kill/operation.ts';
import { paste, stateOf } from './pasting.ts';

const unit = 'made_by-hand.1.service';
const proofFolder = path.join(person.home, '.local/state/a proof, it’s');
const form: ServiceForm = {
  ...emptyForm(),
  name: unit,
  description: 'Half 50% "quoted" \\ $HOME `id`',
  runs: 'script',
  script:
    '#!/bin/sh\ncat <<EOF > "$1"\nEOF\nfor i in 1 2 3 4 5; do echo "it\'s $i"; done >> \'FILE\'\nexec sleep 1000\n'
      .replace('FILE', `${proofFolder}/log`)
      .replace('> "$1"', '> /dev/null'),
  environment: 'A=1 2\nB="q" 5%',
  proofFile: '%h/.local/state/a proof, it’s/log',
};
const paths = creationPaths(form, {
  home: person.home,
  runtime: person.runtimeFolder,
  units: person.unitFolder,
});

/** What a creation leaves behind: the manager's state, and the files with their modes. */
const made = async () => ({
  ...(await stateOf(unit)),
  files: await Promise.all(
    [paths.unitFile, paths.scriptFile ?? ''].map(async (file) => [
      await readFile(file, 'utf8'),
      (await stat(file)).mode & 0o777,
    ]),
  ),
  proof: await readFile(paths.proofFile ?? '', 'utf8'),
});

const wipe = async (): Promise<void> => {
  await clear(unit);
  await rm(paths.scriptFile ?? '', { force: true });
  await rm(proofFolder, { recursive: true, force: true });
};

/** Hearth’s files can’t be written by the group, as with this umask; Debian 13 gives logins another. */
const byHand = async (): Promise<void> => {
  for (const { command } of creationSteps(form, paths)) await paste(`umask 022\n${command}`);
};

test('the shown steps create and delete a service just as Hearth does', async () => {
  await emptyFolder();
  await wipe();
  afterwards(wipe);
  const bench = await openWorkbench(await temporaryFolder());
  await bench.creation.create(form);
  const { creation } = bench.store.state();
  expect(creation?.problem).toBeNull();
  const byButton = await made();
  await bench.inventory.refresh();
  const row = bench.store.state().units[unit];
  const { trashed } = await bench.deletion.plan(unit);
  const lines = deletionLines(unit, trashed, deletionFacts(row, true));
  await bench.deletion.remove(unit);
  expect(bench.store.state().problems).toEqual({});
  const deleted = await stateOf(unit);
  await wipe();

  await byHand();
  expect(await made()).toEqual(byButton);
  const steps = creationSteps(form, paths);
  // The last step prints the same lines as Hearth's own step.
  const outputOf = (id: string) => creation?.steps.find((step) => step.id === id)?.output;
  expect(await paste(steps.at(-1)?.command ?? '')).toBe(outputOf('proof'));
  await paste(lines.join('\n'));
  expect(await stateOf(unit)).toEqual(deleted);
  expect(deleted.names).toEqual([]);
}, 240_000);

test('the command shown in a refusal turns lingering on and off', async () => {
  const before = await shell('loginctl', 'show-user', person.name, '-P', 'Linger');
  afterwards(() => sudo('loginctl', `${before === 'yes' ? 'en' : 'dis'}able-linger`, person.name));
  const loginctl = createLoginctl(createBench().runner, host);
  for (const enable of [true, false]) {
    await paste(problem('linger-denied', { user: person.name, enable }).command ?? '');
    const { linger, state } = await loginctl.read();
    expect(linger).toBe(enable);
    expect((await paste(shellLine(showLinger(person.name)))).split('\n').sort()).toEqual([
      `Linger=${enable ? 'yes' : 'no'}`,
      `State=${state}`,
    ]);
  }
}, 120_000);
