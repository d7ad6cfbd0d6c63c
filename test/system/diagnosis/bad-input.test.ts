/** Diagnoses of what is being deleted, of very many at once, and without a journal that can be read. */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Diagnosis } from '../../../electron/core/diagnosis/cause.ts';
import { causeNumbers } from '../../../electron/core/diagnosis/causes.ts';
import { ProblemError } from '../../../electron/core/problems/problem.ts';
import { openHearth } from '../../open-engine.ts';
import {
  afterwards,
  person,
  property,
  service,
  shell,
  sudo,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { runUnseen } from '../workbench/journal.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { emptyFolder } from '../workbench/unit-folder.ts';

const opened = async () => {
  const bugs: unknown[] = [];
  const engine = openHearth(
    { stateFolder: await temporaryFolder() },
    { report: (bug) => bugs.push(bug) },
  );
  afterwards(() => {
    engine.dispose();
    expect(bugs).toEqual([]);
  });
  await until('the manager', () => engine.store.state().account.manager.kind === 'running');
  await engine.inventory.refresh();
  return engine;
};

/** A service that fails because its program isn’t there. */
const failing = async (unit: string): Promise<string> => {
  const file = await service(unit, ['[Service]', 'ExecStart=/opt/gone/server']);
  await systemctl('start', '--no-block', unit);
  await until('it failed', async () => (await property(unit, 'ActiveState')) === 'failed');
  return file;
};

const numbersOf = ({ causes }: Diagnosis) => causes.map(({ number }) => number);

test('answers or says that it’s gone while a failing service is deleted', async () => {
  const unit = 'deleted-meanwhile.service';
  const file = await failing(unit);
  const engine = await opened();
  const answers: (Diagnosis | ProblemError)[] = [];
  const ask = async (): Promise<void> => {
    try {
      answers.push(await engine.handlers.diagnose({ unit }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      answers.push(error);
    }
  };
  const unitFile = { isDeleted: false };
  const asking = (async () => {
    while (!unitFile.isDeleted) {
      await ask();
      // An answer may be there already: systemd’s words must get through as well.
      await setImmediate();
    }
    await ask();
  })();
  await rm(file);
  await systemctl('daemon-reload');
  await systemctl('reset-failed', unit);
  await until(
    'the list has no such unit',
    () => engine.store.state().account.units[unit] === undefined,
  );
  unitFile.isDeleted = true;
  await asking;
  const last = answers.at(-1);
  expect(last).toBeDefined();
  if (last instanceof ProblemError) expect(last.problem.code).toBe('no-such-unit');
  else if (last !== undefined) expect(numbersOf(last)).toEqual([causeNumbers['unit-missing']]);
  // What was said before was said of the failure.
  const [first] = answers;
  if (first !== undefined && !(first instanceof ProblemError))
    expect(numbersOf(first)).toContain(causeNumbers['program-missing']);
});

test('finds the words of a child for which journald has no unit', async () => {
  const unit = 'lost-child.service';
  const folder = await temporaryFolder();
  const [script, step] = [path.join(folder, 'lost-child'), path.join(folder, 'step')];
  await writeFile(step, '#!/bin/sh\n', { mode: 0o644 });
  await writeFile(script, `#!/bin/sh\n${step}\nexit $?\n`, { mode: 0o755 });
  await service(unit, ['[Service]', `ExecStart=${script}`]);
  await runUnseen(unit);
  const engine = await opened();
  const [first] = (await engine.handlers.diagnose({ unit })).causes;
  expect(first?.number).toBe(causeNumbers['command-not-executable']);
});

test('refuses the remedy of a service that was mended meanwhile', async () => {
  const unit = 'mended-meanwhile.service';
  const folder = await temporaryFolder();
  const program = path.join(folder, 'job');
  await writeFile(program, '#!/bin/sh\nexec sleep 1000\n', { mode: 0o644 });
  await service(unit, ['[Service]', `ExecStart=${program}`]);
  await systemctl('start', '--no-block', unit);
  await until('it failed', async () => (await property(unit, 'ActiveState')) === 'failed');
  const engine = await opened();
  const { causes } = await engine.handlers.diagnose({ unit });
  const remedy = causes[0]?.remedies.find(({ level }) => level === 'safe');
  expect(remedy).toBeDefined();
  await shell('chmod', '755', program);
  await systemctl('start', unit);
  const chosen = { unit, cause: causeNumbers['not-executable'], remedy: remedy?.id ?? '' };
  const problem = await Promise.resolve(engine.handlers.applyRemedy(chosen)).catch(
    (error: unknown) => (error instanceof ProblemError ? error.problem : null),
  );
  expect(problem).not.toBeNull();
  expect(engine.store.state().account.transactions.undoable).toBeNull();
  expect(await property(unit, 'ActiveState')).toBe('active');
});

test('diagnoses 200 services that fail at once', { timeout: 60_000 }, async () => {
  await emptyFolder();
  const units = Array.from({ length: 200 }, (_, index) => `storm-${index}.service`);
  await mkdir(person.unitFolder, { recursive: true });
  for (const unit of units)
    await writeFile(path.join(person.unitFolder, unit), '[Service]\nExecStart=/opt/gone/server\n');
  await systemctl('daemon-reload');
  const engine = await opened();
  afterwards(() => systemctl('reset-failed'));
  await systemctl('start', '--no-block', ...units);
  const began = performance.now();
  const diagnoses = Promise.all(units.map(async (unit) => engine.handlers.diagnose({ unit })));
  // What somebody looks at comes first, whatever else is asked for.
  const last = units.at(-1) ?? '';
  await until('the one on the screen', async () =>
    numbersOf(await engine.handlers.diagnose({ unit: last })).includes(
      causeNumbers['program-missing'],
    ),
  );
  const onScreenMs = Math.round(performance.now() - began);
  await diagnoses;
  await until(
    'all have failed',
    async () =>
      (await systemctl('list-units', '--failed', '--plain', '--no-legend', 'storm-*')).split('\n')
        .length === units.length,
  );
  const allMs = Math.round(performance.now() - began);
  console.log(`200 at once: the one on the screen after ${onScreenMs} ms, all after ${allMs} ms`);
  const some = units.filter((_, index) => index % 10 === 0);
  const answers = await Promise.all(some.map(async (unit) => engine.handlers.diagnose({ unit })));
  expect(answers.map((one) => numbersOf(one)[0])).toEqual(
    some.map(() => causeNumbers['program-missing']),
  );
});

test('names what needs no journal when the journal can’t be read, and claims nothing else', async () => {
  const [missing, quiet] = ['unread-missing.service', 'unread-quiet.service'];
  await failing(missing);
  await service(quiet, ['[Service]', `ExecStart=/bin/sh -c 'echo no licence; sleep 0.3; exit 1'`]);
  await systemctl('start', '--no-block', quiet);
  await until('it failed', async () => (await property(quiet, 'ActiveState')) === 'failed');
  const engine = await opened();
  for (const folder of ['/var/log/journal', '/run/log/journal'].filter((at) => existsSync(at))) {
    const mode = await sudo('stat', '--format=%a', folder);
    await sudo('chmod', '700', folder);
    afterwards(() => sudo('chmod', mode, folder));
  }
  const found = await engine.handlers.diagnose({ unit: missing });
  expect(numbersOf(found)[0]).toBe(causeNumbers['program-missing']);
  expect(found.causes[0]?.evidence).not.toEqual([]);
  const unknown = await engine.handlers.diagnose({ unit: quiet });
  expect(unknown.causes).toEqual([]);
  expect(unknown.lastLine).toBeNull();
  expect(unknown.known.length).toBeGreaterThan(0);
});
