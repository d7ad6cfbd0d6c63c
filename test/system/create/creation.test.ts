import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { emptyForm, type ServiceForm } from '../../../electron/core/create/service-form.ts';
import { afterwards, person, temporaryFolder } from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { clear } from '../kill/operation.ts';
import { emptyFolder } from '../workbench/unit-folder.ts';

const { unitFolder } = person;

const first = 'creation-first.service';
const other = 'creation-other.service';
const fails = (name: string): ServiceForm => ({
  ...emptyForm(),
  name,
  command: '/bin/false',
  type: 'oneshot',
  restart: 'no',
});
const unitFiles = async (): Promise<string[]> =>
  (await readdir(unitFolder)).filter((name) => name.endsWith('.service')).sort();

const open = async () => {
  await emptyFolder();
  const bench = await openWorkbench(await temporaryFolder());
  afterwards(async () => {
    for (const unit of [first, other]) await clear(unit);
  });
  await bench.creation.create(fails(first));
  await bench.creation.dismiss();
  return bench;
};

test('lists what undoing an unfinished attempt would remove, until it is kept', async () => {
  const { creation, store } = await open();
  const undo = ['stop it', 'disable it', `remove ${unitFolder}/${first}`];
  expect(store.state().unfinished).toEqual({ unit: first, undo });
  await creation.keep();
  expect(store.state().unfinished).toBeNull();
  expect(await unitFiles()).toEqual([first]);
});

test('never undoes an unfinished attempt unasked when another service is created', async () => {
  const { creation, recovery, store } = await open();
  await creation.create(fails(other));
  expect(await unitFiles()).toEqual([first, other]);
  expect(store.state().creation?.tookBack).toBeNull();
  const [left] = store.state().transactions.interrupted;
  expect(left?.unit).toBe(first);
  await recovery.undo(left?.id ?? '');
  expect(await unitFiles()).toEqual([other]);
});

test.each([first, other])('creating %s reports which unfinished attempt it undid', async (unit) => {
  const { creation, store } = await open();
  await creation.create(fails(unit), first);
  expect(await unitFiles()).toEqual([unit]);
  expect(store.state().creation?.tookBack).toMatchObject({ unit: first });
  expect(store.state().creation?.tookBack?.words).toContain(`removed ${unitFolder}/${first}`);
  expect(store.state().transactions.interrupted).toEqual([]);
});
