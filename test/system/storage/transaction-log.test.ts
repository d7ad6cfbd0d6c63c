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

/** A journal with one step, left behind. */
const left = async (): Promise<{ folder: string; file: string }> => {
  const folder = path.join(await temporaryFolder(), 'hearth', 'transactions');
  const { journal } = await createJournals(host, folder).begin(plan);
  await journal.append(stopStep);
  return { folder, file: await abandon(folder) };
};

test('is private, and gone when the transaction is over', async () => {
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

test('of a living process is nobody else’s; of one that is gone it is found', async () => {
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

test('of a process whose number came again is found: it began at another time', async () => {
  const folder = await temporaryFolder();
  await createJournals(host, folder).begin(plan);
  const [name = ''] = await readdir(folder);
  const other = name.replace(/-(\d+)-([0-9a-f]+)\.journal$/, '-1-$2.journal');
  await rename(path.join(folder, name), path.join(folder, other));
  expect((await createJournals(host, folder).found()).transactions).toHaveLength(1);
});

test('is claimed by one only, who goes on writing it', async () => {
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

test('a line that was cut off counts as not written, and does no harm to the next', async () => {
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
  ['with a byte turned', (text) => text.replace('"unit":"x', '"unit":"y')],
  ['of another version', (text) => text.replaceAll('hearth-1', 'hearth-2')],
  ['with garbage in it', (text) => text.replace('\n', '\n\0\0\0\n')],
  ['that is empty', () => ''],
];
test.each(damages)(
  'a journal %s is moved aside and told, and the others are read',
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
    // Not twice.
    expect((await createJournals(host, folder).found()).aside).toEqual([]);
  },
);

test('what cannot be read now stays, is told, and can be claimed later', async () => {
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

test('what is damaged and cannot be moved is told where it is', async () => {
  const { folder, file } = await left();
  await writeFile(file, 'no journal');
  await chmod(folder, 0o500);
  afterwards(() => chmod(folder, 0o700));
  expect(await createJournals(host, folder).found()).toMatchObject({ aside: [], stay: [file] });
});

test('that was removed under it is told, and not begun in its middle', async () => {
  const folder = await temporaryFolder();
  const { journal } = await createJournals(host, folder).begin(plan);
  const [name = ''] = await readdir(folder);
  await rm(path.join(folder, name));
  expect((await problemOf(journal.append(stopStep))).code).toBe('file-failed');
  expect(await readdir(folder)).toEqual([]);
});
