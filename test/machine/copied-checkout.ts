/** A copy of the checkout, which has a machine of its own beside the one that other tests may be using. */
import { chmod, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { checkout as project } from './paths.ts';

export const copyCheckout = async () => {
  const checkout = await mkdtemp(join(tmpdir(), 'hearth-copy-'));
  await chmod(checkout, 0o755);
  for (const folder of ['build', 'electron/core', 'test/machine'])
    await cp(join(project, folder), join(checkout, folder), { recursive: true });
  await cp(join(project, 'package.json'), join(checkout, 'package.json'));
  await symlink(join(project, 'node_modules'), join(checkout, 'node_modules'));
  /** Replaces Electron: nothing here opens the app. */
  const electron = join(checkout, 'build');
  const file = (name: string): string => join(checkout, 'test/machine', name);
  const machine = (...words: string[]) =>
    execa(process.execPath, [file('cli.ts'), ...words], { reject: false, timeout: 60_000 });
  return {
    electron,
    /** At /out inside. */
    out: join(checkout, 'out'),
    /** A file of the machine’s code in the copy. */
    file,
    /** Runs a verb of `npm run machine`. */
    machine,
    bringUp: (...words: string[]) => machine('up', '--electron', electron, ...words),
    remove: () => rm(checkout, { recursive: true }),
  };
};
