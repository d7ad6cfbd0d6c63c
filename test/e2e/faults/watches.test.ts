/**
 * The kernel allows no more inotify watches, or instances. Hearth runs in a user namespace, which has limits of its own:
 * namespaces(7). They are set through another /proc, because the machine's is read-only.
 */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearAway, layDown, sleeper, unitPath } from '../driving/files.ts';
import { electronPath, startHearth, type Hearth } from '../driving/hearth.ts';
import { said, saidToRoot, until } from '../driving/outside.ts';
import { expectSameState } from './same-state.ts';

const unit = 'watches-a.service';
type Limit = 'max_inotify_watches' | 'max_inotify_instances';
const usual = 10_000;

let hearth: Hearth;
let folder = '';

/** How many Hearth may have, and what was last set. */
const allowed = () => path.join(folder, 'allowed');
const isSet = () => path.join(folder, 'set');
const allow = async (count: number): Promise<void> => {
  await writeFile(allowed(), `${String(count)}\n`);
  await until('the limit', async () => Number(await readFile(isSet(), 'utf8')) === count);
};

/** Only a process of the namespace may set its limits: a shell, as long as there is that file. */
const startUnder = async (limit: Limit, count: number): Promise<Hearth> => {
  const [inside, program] = [path.join(folder, 'inside'), path.join(folder, 'electron')];
  const set = `read -r count < ${allowed()}; echo $count > ${folder}/proc/sys/user/${limit}`;
  await writeFile(allowed(), `${String(count)}\n`);
  // Whatever Hearth's debugger reads from would stay open with the shell.
  const apart = 'exec > /dev/null 2>&1 3>&- 4>&-';
  await writeFile(
    inside,
    `${set}
(${apart}; while [ -e ${allowed()} ]; do sleep 0.1; ${set}; echo $count > ${isSet()}; done) &
exec setpriv --ambient-caps=-all --inh-caps=-all ${electronPath()} "$@"
`,
  );
  const words = `unshare --user --map-current-user --keep-caps sh ${inside}`;
  await writeFile(program, `#!/bin/sh\nexec ${words} "$@"\n`);
  await chmod(program, 0o755);
  return startHearth({ electron: program });
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hearth-watches-'));
  await mkdir(path.join(folder, 'proc'));
  await saidToRoot('mount', '-t', 'proc', 'proc', path.join(folder, 'proc'));
  await layDown(unit, sleeper());
});
afterEach(async () => {
  await hearth.close();
  await rm(allowed());
  await until('the shell to end', async () => (await said('pgrep', '-f', folder)) === '');
  await saidToRoot('umount', path.join(folder, 'proc'));
  await rm(folder, { recursive: true });
  await clearAway(unit);
});

const note = 'Hearth may miss some changes on disk.';

test('without watches left, it says so, follows the manager, and catches up once there are some', async () => {
  hearth = await startUnder('max_inotify_watches', usual);
  const page = await hearth.window();
  const row = page.getByRole('treeitem', { name: /^watches-a/ });
  await row.click();
  await expectSameState(page);
  expect(await page.getByText(note).count()).toBe(0);
  await allow(0);
  // A new folder needs a watch of its own.
  await mkdir(`${unitPath(unit)}.d`);
  await page.getByText(note).waitFor();
  await page.getByText('fs.inotify.max_user_watches').first().waitFor();
  await writeFile(`${unitPath(unit)}.d/a.conf`, '[Unit]\nDescription=Changed unseen\n');
  await said('systemctl', '--user', 'start', '--', unit);
  await page.getByRole('treeitem', { name: /^watches-a.*running/ }).waitFor();
  await allow(usual);
  await until('no note', async () => (await page.getByText(note).count()) === 0, 35);
  await expectSameState(page);
});

test('started without any watch, it shows the list, and says what it misses until it can watch', async () => {
  hearth = await startUnder('max_inotify_instances', 0);
  const page = await hearth.window();
  await page.getByRole('treeitem', { name: /^watches-a/ }).waitFor();
  await page.getByText(note).waitFor();
  await expectSameState(page);
  await allow(usual);
  await until('no note', async () => (await page.getByText(note).count()) === 0, 35);
  await writeFile(unitPath(unit), sleeper('Seen again'));
  await expectSameState(page);
});
