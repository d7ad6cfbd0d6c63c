/** Another person of the machine, who really logs in and out while the desktop of the test stays. */
import path from 'node:path';
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { attach, electronPath } from '../driving/hearth.ts';
import { said, saidToRoot, until } from '../driving/outside.ts';

const project = path.resolve(import.meta.dirname, '..', '..', '..');
const name = 'bob';
const uid = 4343;
const runtime = `/run/user/${String(uid)}`;
const folder = `/home/${name}/.config/systemd/user`;
const manager = `user@${String(uid)}.service`;
const session = 'hearth-other-login.service';
const profile = '/tmp/hearth-other';

/** Without the variables of sudo, as which Hearth refuses to work. */
const asThem = (words: readonly string[]): string[] => [
  ...['sudo', '-n', 'runuser', '--user', name, '--', 'env', '--ignore-environment'],
  ...[`HOME=/home/${name}`, `PATH=${process.env['PATH'] ?? ''}`, 'LANG=C.UTF-8'],
  `XDG_RUNTIME_DIR=${runtime}`,
  ...[`DBUS_SESSION_BUS_ADDRESS=unix:path=${runtime}/bus`, ...words],
];

const saidToThem = (...words: string[]): Promise<string> => {
  const [program = '', ...args] = asThem(words);
  return said(program, ...args);
};

export const otherPerson = {
  linger: (): Promise<string> =>
    saidToRoot('loginctl', 'show-user', '--property=Linger', '--value', name),
  systemctl: (...words: string[]): Promise<string> => saidToThem('systemctl', '--user', ...words),
  read: (file: string): Promise<string> => saidToThem('cat', `/home/${name}/${file}`),
  /** Makes the account, with these unit files, and links of what each login starts. */
  make: async (
    files: Readonly<Record<string, string>>,
    wanted: Readonly<Record<string, string>>,
  ): Promise<void> => {
    await saidToRoot('useradd', '--create-home', '--uid', String(uid), name);
    for (const [unit, text] of Object.entries(files)) {
      const file = path.join(folder, unit);
      await saidToThem('install', '-D', '/dev/null', file);
      const [program = '', ...args] = asThem(['tee', file]);
      await execa(program, args, { input: text });
    }
    for (const [unit, target] of Object.entries(wanted)) {
      const wants = path.join(folder, `${target}.wants`);
      await saidToThem('mkdir', '-p', wants);
      await saidToThem('ln', '-s', `../${unit}`, path.join(wants, unit));
    }
  },
  /** A session by PAM and logind, as `login` opens it. */
  login: async (): Promise<void> => {
    await saidToRoot(
      ...['systemd-run', '--quiet', '--collect', `--unit=${session}`, `--uid=${name}`],
      ...['--property=PAMName=login', 'sleep', 'infinity'],
    );
    await until(
      'their manager',
      async () => (await otherPerson.systemctl('is-active', 'default.target')) === 'active',
      20,
    );
  },
  /** Resolves when their manager has ended, 10 s after their last session: UserStopDelaySec=, logind.conf(5). */
  logout: async (): Promise<void> => {
    await saidToRoot('systemctl', 'stop', session);
    await until(
      'their manager to end',
      async () => (await said('systemctl', 'is-active', manager)) === 'inactive',
      30,
    );
  },
  /** Does something with the window of their Hearth, on the screen of the test. */
  withHearth: async (work: (page: Page) => Promise<void>): Promise<void> => {
    await saidToRoot('install', '--directory', `--owner=${name}`, profile);
    const [program = '', ...args] = asThem([
      ...[`DISPLAY=${process.env['DISPLAY'] ?? ''}`, electronPath(), project],
      ...['--remote-debugging-port=0', `--user-data-dir=${profile}`],
    ]);
    const app = execa(program, args, { reject: false, stdio: 'ignore', cwd: '/' });
    try {
      const { page, detach } = await attach(profile);
      await work(page);
      await detach();
    } finally {
      await saidToRoot('pkill', '--signal=KILL', '--uid', name, '--full', profile);
      await app;
      await saidToRoot('rm', '-rf', profile);
    }
  },
  remove: async (): Promise<void> => {
    await saidToRoot('systemctl', 'stop', session, manager);
    await saidToRoot('pkill', '--signal=KILL', '--uid', name);
    await until('the account to be removed', async () => {
      await saidToRoot('userdel', '--remove', name);
      return (await said('id', name)).includes('no such user');
    });
  },
};
