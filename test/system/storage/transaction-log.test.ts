import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { JournalLine, Plan } from '../../../electron/core/transactions/transaction.ts';
import { createJournals } from '../../../electron/system/storage/transaction-log.ts';
import { abandon, endedPid } from '../host/abandon.ts';
import { afterwards, host, problemOf, temporaryFolder } from '../workbench/bench.ts';

const plan: Plan = {
  kind: 'delete',
  unit: 'x.service',
  files: [],
  wasUp: true,
  wasFailed: false,
  masked: false,
};
const stopStep: JournalLine = {
  kind: 'step',
  step: 'stop',
  undo: [{ do: 'start', unit: 'x.service' }],
};

/** A journal with one step, left behind by a dead process. */
const left = async (): Promise<{ folder: string; file: string }> => {
  const folder = path.join(await temporaryFolder(), 'hearth', 'transactions');
  const { journal } = await createJournals(host, folder).begin(plan);
  await journal.append(stopStep);
  return { folder, file: await abandon(folder) };
};

test('keeps a journal private, and removes it when the transaction is over', async () => {
  const folder = path.join(await temporaryFolder(), 'hearth', 'transactions');
  const { journal } = await createJournals(host, folder).begin(plan);
  const [name = ''] = await readdir(folder);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600);
  await journal.append(stopStep);
  await journal.remove();
  await journal.remove();
  expect(await readdir(folder)).toEqual([]);
});

test('finds the journal of a dead process, but never that of a living process', async () => {
  const folder = await temporaryFolder();
  const { journal, transaction } = await createJournals(host, folder).begin(plan);
  await journal.append(stopStep);
  expect(await createJournals(host, folder).found()).toEqual({
    transactions: [],
    aside: [],
    stay: [],
  });
  expect(await createJournals(host, folder).claim(transaction.id)).toBe(null);
  await abandon(folder);
  const { transactions } = await createJournals(host, folder).found();
  expect(transactions).toMatchObject([{ id: transaction.id, plan, begun: ['stop'] }]);
});

test('finds a journal when its PID was reused: the start time differs', async () => {
  const folder = await temporaryFolder();
  await createJournals(host, folder).begin(plan);
  const [name = ''] = await readdir(folder);
  const other = name.replace(/-(\d+)-([0-9a-f]+)\.journal$/, '-1-$2.journal');
  await rename(path.join(folder, name), path.join(folder, other));
  expect((await createJournals(host, folder).found()).transactions).toHaveLength(1);
});

test('lets only one process claim a journal and continue it', async () => {
  const { folder } = await left();
  const id = (await createJournals(host, folder).found()).transactions[0]?.id ?? '';
  const claims = await Promise.all([1, 2].map(() => createJournals(host, folder).claim(id)));
  const [mine, ...others] = claims.filter((one) => one !== null);
  expect(others).toEqual([]);
  await mine?.journal.append({ kind: 'done', step: 'stop' });
  await abandon(folder);
  expect((await createJournals(host, folder).found()).transactions).toMatchObject([
    { done: ['stop'] },
  ]);
});

test('ignores a truncated line, and appends safely after it', async () => {
  const { folder, file } = await left();
  await appendFile(file, 'hearth-1 0123456789abcdef {"kind":"step","step":"ke');
  const journals = createJournals(host, folder);
  const { transactions, aside } = await journals.found();
  expect(aside).toEqual([]);
  expect(transactions).toMatchObject([{ begun: ['stop'] }]);
  const claimed = await journals.claim(transactions[0]?.id ?? '');
  await claimed?.journal.append({ kind: 'done', step: 'stop' });
  await abandon(folder);
  expect((await journals.found()).transactions).toMatchObject([
    { begun: ['stop'], done: ['stop'] },
  ]);
});

const damages: [string, (text: string) => string][] = [
  ['with a changed byte', (text) => text.replace('"unit":"x', '"unit":"y')],
  ['of another version', (text) => text.replaceAll('hearth-1', 'hearth-2')],
  ['with garbage in it', (text) => text.replace('\n', '\n\0\0\0\n')],
  ['that is empty', () => ''],
];
test.each(damages)(
  'moves a journal %s aside and reports it, and reads the others',
  async (_, turn) => {
    const { folder, file } = await left();
    await writeFile(file, turn(await readFile(file, 'utf8')));
    await createJournals(host, folder).begin(plan);
    const good = (await readdir(folder)).find((name) => !file.endsWith(name)) ?? '';
    await mkdir(path.join(folder, 'a-folder.journal'));
    const named = good.replace(/\.\d+-/, `.${await endedPid()}-`);
    await rename(path.join(folder, good), path.join(folder, named));
    const { transactions, aside } = await createJournals(host, folder).found();
    expect(transactions).toHaveLength(1);
    expect(aside).toEqual([`${file}.unreadable`]);
    // Only once.
    expect((await createJournals(host, folder).found()).aside).toEqual([]);
  },
);

test('leaves an unreadable journal in place, reports it, and lets it be claimed later', async () => {
  const { folder, file } = await left();
  const journals = createJournals(host, folder);
  const [found] = (await journals.found()).transactions;
  await chmod(file, 0o000);
  expect(await journals.found()).toEqual({ transactions: [], aside: [], stay: [file] });
  expect((await problemOf(journals.claim(found?.id ?? ''))).code).toBe('file-failed');
  await chmod(file, 0o600);
  expect((await journals.found()).transactions).toEqual([found]);
  expect((await journals.claim(found?.id ?? ''))?.transaction).toEqual(found);
});

test('reports the path of a damaged journal that can’t be moved', async () => {
  const { folder, file } = await left();
  await writeFile(file, 'no journal');
  await chmod(folder, 0o500);
  afterwards(() => chmod(folder, 0o700));
  expect(await createJournals(host, folder).found()).toMatchObject({ aside: [], stay: [file] });
});

test('reports a journal that was removed during the transaction, and doesn’t recreate it', async () => {
  const folder = await temporaryFolder();
  const { journal } = await createJournals(host, folder).begin(plan);
  const [name = ''] = await readdir(folder);
  await rm(path.join(folder, name));
  expect((await problemOf(journal.append(stopStep))).code).toBe('file-failed');
  expect(await readdir(folder)).toEqual([]);
});
