import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { emptyForm } from '../../../electron/core/create/service-form.ts';
import { createFormDraft } from '../../../electron/system/storage/drafts.ts';
import { files, temporaryFolder } from '../workbench/bench.ts';

const form = (name: string) => ({ ...emptyForm(), name });

test('keeps the last form, privately, until its service is created', async () => {
  const folder = `${await temporaryFolder()}/form`;
  const draft = createFormDraft(files, folder);
  await Promise.all(['a', 'b', 'c'].map((name) => draft.keep(form(name))));
  expect((await stat(`${folder}/new-service.json`)).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const next = createFormDraft(files, folder);
  expect(await next.read()).toEqual(form('c'));
  await next.created(form('b'));
  expect(await next.read()).toEqual(form('c'));
  await next.created(form('c'));
  expect(await next.read()).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('writes a pending form before the process ends', async () => {
  const folder = `${await temporaryFolder()}/form`;
  const draft = createFormDraft(files, folder);
  const keeping = draft.keep(form('late'));
  await draft.leave();
  expect(JSON.parse(await readFile(`${folder}/new-service.json`, 'utf8'))).toEqual(form('late'));
  await keeping;
});

test.each(['{"name":', '[]', 'null', JSON.stringify({ ...emptyForm(), command: 1 })])(
  'ignores a damaged form: %s',
  async (text) => {
    const folder = await temporaryFolder();
    await writeFile(`${folder}/new-service.json`, text);
    expect(await createFormDraft(files, folder).read()).toBeNull();
  },
);
