/** What remedies change is undone by one click, also by the next Hearth. */
import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RemedyStep } from '../../../electron/core/transactions/remedy-step.ts';
import type { Plan } from '../../../electron/core/transactions/transaction.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { abandon } from '../host/abandon.ts';
import { answers, freePort } from '../diagnosis/making.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import {
  afterwards,
  person,
  problemOf,
  property,
  service,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';

const unit = 'remedied.service';
const fragment = path.join(person.unitFolder, unit);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const text = '[Service]\nExecStart=/bin/sleep 1000\n';

const planOf = (...steps: RemedyStep[]): Plan => ({
  kind: 'remedy',
  unit,
  label: 'Mend it',
  steps,
});

const writeText = (after: string): RemedyStep => ({
  do: 'write',
  file: { unit, ref: { kind: 'fragment' }, path: fragment },
  before: versionOf(bytesOf(text)),
  bytes: base64(after),
});

const apply = async (plan: Plan) => {
  const state = await temporaryFolder();
  const { transactions, remedySteps, store, recovery } = await openWorkbench(state);
  await remedySteps.resume(await transactions.begin(plan));
  const { undoable } = store.state().transactions;
  return { state, undoable, recovery };
};

const mode = async (file: string): Promise<number> => (await stat(file)).mode & 0o7777;

test('a setting, a folder, a file, a mode and line ends come back as they were', async () => {
  const folder = await temporaryFolder();
  await service(unit, text.trim().split('\n'));
  const script = path.join(folder, 'run');
  await writeFile(script, '#!/bin/sh\r\nexit 0\r\n', { mode: 0o640 });
  await symlink(script, `${folder}/link`);
  const after = `${text}Environment=A=1\n`;
  const { undoable, recovery } = await apply(
    planOf(
      writeText(after),
      { do: 'reload', unit },
      { do: 'make-folder', path: `${folder}/new/deep` },
      { do: 'make-file', path: `${folder}/empty` },
      { do: 'add-mode', path: script, bits: 0o100 },
      { do: 'remove-returns', path: script, lines: 'all' },
    ),
  );
  expect(undoable).toMatchObject({ kind: 'remedy', unit, label: 'Mend it' });
  expect(await readFile(fragment, 'utf8')).toBe(after);
  expect(await property(unit, 'Environment')).toBe('A=1');
  expect((await stat(`${folder}/new/deep`)).isDirectory()).toBe(true);
  expect(await readFile(`${folder}/empty`, 'utf8')).toBe('');
  expect(await mode(script)).toBe(0o740);
  expect(await readFile(script, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
  expect(await recovery.undo(undoable?.id ?? '')).toBeNull();
  expect(await readFile(fragment, 'utf8')).toBe(text);
  expect(await property(unit, 'Environment')).toBe('');
  await expect(stat(`${folder}/new`)).rejects.toThrow('ENOENT');
  await expect(stat(`${folder}/empty`)).rejects.toThrow('ENOENT');
  expect(await mode(script)).toBe(0o640);
  expect(await readFile(script, 'utf8')).toBe('#!/bin/sh\r\nexit 0\r\n');
});

test('is undone by the next Hearth, too', async () => {
  const folder = await temporaryFolder();
  await service(unit, text.trim().split('\n'));
  const { state, undoable } = await apply(
    planOf(
      { do: 'make-folder', path: `${folder}/new` },
      { do: 'enable', unit },
      { do: 'start', unit },
    ),
  );
  await abandon(path.join(state, 'transactions'));
  const next = await openWorkbench(state);
  await next.recovery.look();
  expect(next.store.state().transactions).toMatchObject({ undoable: { id: undoable?.id } });
  expect(await next.recovery.undo(undoable?.id ?? '')).toBeNull();
  await expect(stat(`${folder}/new`)).rejects.toThrow('ENOENT');
});

test('a text that somebody else changed meanwhile stays, and nothing is half done', async () => {
  const folder = await temporaryFolder();
  await service(unit, text.trim().split('\n'));
  await writeFile(fragment, `# theirs\n${text}`);
  const problem = await problemOf(
    apply(planOf({ do: 'make-folder', path: `${folder}/new` }, writeText('# ours\n'))),
  );
  expect(problem).toMatchObject({ code: 'file-failed' });
  expect(await readFile(fragment, 'utf8')).toBe(`# theirs\n${text}`);
  await expect(stat(`${folder}/new`)).rejects.toThrow('ENOENT');
});

test('makes a file readable that its owner may not read', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'env');
  await writeFile(file, 'A=1\n');
  await chmod(file, 0);
  const { undoable, recovery } = await apply(planOf({ do: 'add-mode', path: file, bits: 0o400 }));
  expect(await mode(file)).toBe(0o400);
  await recovery.undo(undoable?.id ?? '');
  expect(await mode(file)).toBe(0);
});

test('a mask goes, and comes back', async () => {
  const name = 'remedied-mask.service';
  const file = path.join(person.unitFolder, name);
  await mkdir(person.unitFolder, { recursive: true });
  await symlink('/dev/null', file);
  const own = { kind: 'remedy', unit: name, label: 'Unmask it' } as const;
  const { undoable, recovery } = await apply({ ...own, steps: [{ do: 'unmask', unit: name }] });
  await expect(stat(file)).rejects.toThrow('ENOENT');
  await recovery.undo(undoable?.id ?? '');
  expect(await property(name, 'LoadState')).toBe('masked');
  afterwards(async () => {
    const again = await apply({ ...own, steps: [{ do: 'unmask', unit: name }] });
    await again.recovery.dismiss(again.undoable?.id ?? '');
  });
});

test('stopping the owner of a port is undone by the state of each unit before', async () => {
  const holder = 'remedied-holder.service';
  const port = await freePort();
  const program = path.join(await temporaryFolder(), 'server.cjs');
  const listen = `require('node:net').createServer().listen(${String(port)}, '127.0.0.1');\n`;
  await writeFile(program, listen);
  for (const name of [holder, unit])
    await service(name, ['[Service]', `ExecStart=${process.execPath} ${program}`]);
  const states = () => Promise.all([holder, unit].map((name) => property(name, 'ActiveState')));
  await systemctl('start', holder);
  await until('the other listens', () => answers(port));
  await systemctl('start', unit);
  await until('the failure', async () => (await property(unit, 'ActiveState')) === 'failed');

  const { handlers, store } = await openWorkbench(await temporaryFolder());
  const chosen = { unit, cause: 'HE-701', remedy: 'stop-owner' } as const;
  await until('its cause', async () => {
    const { causes } = await handlers.diagnose({ unit });
    return causes.some(({ number }) => number === chosen.cause);
  });
  expect(await handlers.applyRemedy(chosen)).toBeNull();
  expect(await states()).toEqual(['inactive', 'active']);
  await until('this one listens', () => answers(port));
  const { undoable } = store.state().transactions;
  expect(await handlers.undoTransaction({ id: undoable?.id ?? '' })).toBeNull();
  expect(await states()).toEqual(['active', 'inactive']);
  // It got the port: this one was stopped first.
  await until('the other listens again', () => answers(port));
  expect(await property(holder, 'Result')).toBe('success');
});

test('stopping and starting one unit is undone by its state before', async () => {
  await service(unit, text.trim().split('\n'));
  const plan = planOf({ do: 'stop', unit }, { do: 'start', unit });
  await systemctl('start', unit);
  const up = await apply(plan);
  expect(await up.recovery.undo(up.undoable?.id ?? '')).toBeNull();
  expect(await property(unit, 'ActiveState')).toBe('active');
  await systemctl('stop', unit);
  const down = await apply(plan);
  await systemctl('start', unit);
  expect(await down.recovery.undo(down.undoable?.id ?? '')).toBeNull();
  expect(await property(unit, 'ActiveState')).toBe('inactive');
});
