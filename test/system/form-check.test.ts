import { expect, test } from 'vitest';
import { creationPaths } from '../../electron/core/creation.ts';
import { exampleForm } from '../../electron/core/service-form.ts';
import { initialState } from '../../electron/core/state.ts';
import { createStore } from '../../electron/store.ts';
import { createFormCheck } from '../../electron/work/form-check.ts';
import { person } from './bench.ts';
import { command, create, emptyFolder, put } from './unit-folder.ts';

test('a name that differs only in case is warned of, the same name is an error', async () => {
  await emptyFolder();
  await put('Foo.service', command);
  const store = createStore(initialState(person, { hearth: '', electron: '', systemd: '' }));
  const check = createFormCheck(store, create());
  const about = async (name: string) => {
    const form = { ...exampleForm(), name };
    const { unitFolder: units, home, runtimeFolder: runtime } = person;
    const paths = creationPaths(form, { units, home, runtime });
    const found = await check(form, paths, []);
    return found.filter(({ field }) => field === 'name').map(({ level }) => level);
  };
  expect(await about('foo')).toEqual(['warning']);
  expect(await about('Foo')).toEqual(['error']);
  expect(await about('food')).toEqual([]);
});
