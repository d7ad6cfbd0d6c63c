import { expect, test } from 'vitest';
import { creationPaths } from '../../../electron/core/create/steps.ts';
import { exampleForm } from '../../../electron/core/create/service-form.ts';
import { createFormCheck } from '../../../electron/engine/create/form-check.ts';
import { files, freshStore, person } from '../workbench/bench.ts';
import { command, create, emptyFolder, put } from '../workbench/unit-folder.ts';

test('warns about a name that differs only in case, and rejects an existing name', async () => {
  await emptyFolder();
  await put('Foo.service', command);
  const store = freshStore().account;
  const check = createFormCheck(store, create(), files);
  const about = async (name: string) => {
    const form = { ...exampleForm(), name };
    const { unitFolder: units, home, runtimeFolder: runtime } = person;
    const paths = creationPaths(form, { units, home, runtime });
    const found = await check(form, paths, [], { kind: 'found', path: null });
    return found.filter(({ field }) => field === 'name').map(({ level }) => level);
  };
  expect(await about('foo')).toEqual(['warning']);
  expect(await about('Foo')).toEqual(['error']);
  expect(await about('food')).toEqual([]);
});
