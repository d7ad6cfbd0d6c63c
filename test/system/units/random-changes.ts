/** Makes random changes to unit files, as a person, an editor, a package or systemctl might. */
import { mkdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import type { Random } from '../../fuzz/random.ts';
import { person } from '../workbench/bench.ts';

const { unitFolder } = person;
const runtimeFolder = `${person.runtimeFolder}/systemd/user`;
const packageFolder = '/usr/lib/systemd/user';

const names = [
  ...['rnd-a.service', 'rnd-b.service', 'rnd-c.service', 'rnd-d-e.service', 'rnd-f.service'],
  ...['rnd-t@.service', 'rnd-t@1.service', 'rnd-t@2.service', 'rnd-a.timer', 'rnd-b.timer'],
  ...['rnd-a.target', 'rnd-a.path', 'rnd-a.socket', 'rnd.slice'],
];
const targets = ['default.target', 'rnd-a.target', 'timers.target'];

const bodies: Record<string, string> = {
  service: '[Service]\nExecStart=/bin/sleep 1000\n',
  timer: '[Timer]\nOnActiveSec=1d\n',
  path: '[Path]\nPathExists=/nonexistent\n',
  socket: '[Socket]\nListenStream=%t/rnd-a\n',
};

const installs = [
  '',
  '[Install]\nWantedBy=default.target\n',
  '[Install]\nWantedBy=rnd-a.target\nAlias=rnd-alias.service\n',
  '[Install]\nAlso=rnd-b.service\n',
  '[Install]\nWantedBy=default.target\nDefaultInstance=1\n',
  '[Install\n',
];

const textOf = (random: Random, name: string): string => {
  const type = name.slice(name.lastIndexOf('.') + 1);
  if (random.chance(12)) return '';
  const description = `[Unit]\nDescription=Number ${String(random.number(1000))}\n`;
  return `${description}${bodies[type] ?? ''}${random.pick(installs)}`;
};

const link = async (to: string, at: string): Promise<void> => {
  await mkdir(path.dirname(at), { recursive: true });
  await unlink(at).catch(() => undefined);
  await symlink(to, at).catch(() => undefined);
};

const put = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  await unlink(file).catch(() => undefined);
  await writeFile(file, text);
};

/** Ignores failures: half of these make no sense for the chosen unit. */
const systemctl = (...args: string[]) =>
  execa('systemctl', ['--user', ...args], { reject: false, stdin: 'ignore' });
const sudo = (...args: string[]) =>
  execa('sudo', ['-n', ...args], { reject: false, stdin: 'ignore' });

type Change = (random: Random, folder: string, name: string) => Promise<unknown>;

const changes: readonly Change[] = [
  (random, folder, name) => put(`${folder}/${name}`, textOf(random, name)),
  (random, folder, name) => put(`${folder}/${name}`, textOf(random, name)),
  (random, folder, name) => writeFile(`${folder}/${name}`, textOf(random, name)),
  // Like an editor: write a new file and rename it.
  async (random, folder, name) => {
    await put(`${folder}/.${name}.swp`, textOf(random, name));
    await rename(`${folder}/.${name}.swp`, `${folder}/${name}`);
  },
  (_, folder, name) => rm(`${folder}/${name}`, { force: true, recursive: true }),
  (random, folder, name) => link(random.pick(names), `${folder}/${name}`),
  (_, folder, name) => link('/dev/null', `${folder}/${name}`),
  (random, folder, name) => link(`../${name}`, `${folder}/${random.pick(targets)}.wants/${name}`),
  (random, folder, name) =>
    link(`../${name}`, `${folder}/${random.pick(targets)}.requires/${name}`),
  (random, folder, name) => rm(`${folder}/${random.pick(targets)}.wants/${name}`, { force: true }),
  (random, folder) =>
    rm(`${folder}/${random.pick(targets)}.wants`, { force: true, recursive: true }),
  (random, folder, name) =>
    put(`${folder}/${name}.d/${String(random.number(3))}.conf`, random.pick(installs.slice(0, 4))),
  (random, folder) =>
    put(
      `${folder}/rnd-.service.d/${String(random.number(2))}.conf`,
      '[Unit]\nDescription=Prefix\n',
    ),
  (_, folder, name) => rm(`${folder}/${name}.d`, { force: true, recursive: true }),
  (_, folder, name) => link(`${person.home}/rnd-outside/${name}`, `${folder}/${name}`),
  (random, _, name) => put(`${person.home}/rnd-outside/${name}`, textOf(random, name)),
  (random, _, name) =>
    sudo(
      'sh',
      '-c',
      'printf %s "$2" > "$1"',
      'sh',
      `${packageFolder}/${name}`,
      textOf(random, name),
    ),
  (_, __, name) => sudo('rm', '-f', `${packageFolder}/${name}`),
  (_, __, name) => systemctl('enable', name),
  (_, __, name) => systemctl('enable', '--runtime', name),
  (_, __, name) => systemctl('disable', name),
  (_, __, name) => systemctl('mask', name),
  (_, __, name) => systemctl('mask', '--runtime', name),
  (_, __, name) => systemctl('unmask', name),
  (_, __, name) => systemctl('start', '--no-block', name),
  (_, __, name) => systemctl('stop', name),
  (_, __, name) => systemctl('restart', '--no-block', name),
  () => systemctl('reset-failed'),
];

export const changeAtRandom = async (random: Random): Promise<void> => {
  if (random.chance(25)) {
    await systemctl('daemon-reload');
    return;
  }
  const folder = random.pick([unitFolder, unitFolder, unitFolder, runtimeFolder]);
  await mkdir(folder, { recursive: true });
  await random
    .pick(changes)(random, folder, random.pick(names))
    .catch((thrown: unknown) => {
      // Some writes fail, such as through a dangling link or over a folder, as they would for a person.
      if ((thrown as NodeJS.ErrnoException).code === undefined) throw thrown;
    });
};

/** Removes whatever these changes made outside the unit folder. */
export const clearChanges = async (): Promise<void> => {
  await systemctl('stop', ...names.filter((name) => !name.includes('@.')));
  await sudo('sh', '-c', `rm -rf ${packageFolder}/rnd-* ${packageFolder}/rnd.slice`);
  await rm(runtimeFolder, { force: true, recursive: true });
  await rm(`${person.home}/rnd-outside`, { force: true, recursive: true });
  await systemctl('reset-failed');
};
