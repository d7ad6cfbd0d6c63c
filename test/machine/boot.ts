/** Starts the machine's systemd with systemd-nspawn, and ends it. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { execa } from 'execa';
import { ProblemError } from '../../build/problem.ts';
import {
  inside as at,
  alice,
  command,
  consoleLog,
  machineName,
  rootDirectory,
  rootPassword,
} from './paths.ts';
import {
  childrenOf,
  findProcesses,
  identify,
  isAlive,
  kill,
  until,
  type Identity,
} from './processes.ts';
import type { Binds } from './record.ts';
import { ask } from './session.ts';

const directoryWord = `--directory=${rootDirectory}`;

/** Replaces what the machine must not share with the host. Written before it boots, to keep booting to a second. */
export const furnish = async (): Promise<void> => {
  const file = (path: string) => join(rootDirectory, path);
  // A new id keeps the host's journal out of ours; the folder makes the journal persistent, and thus split by user.
  await writeFile(file('etc/machine-id'), `${randomUUID().replaceAll('-', '')}\n`);
  await mkdir(file('var/log/journal'), { recursive: true });
  await writeFile(file('etc/hostname'), `${machineName}\n`);
  await writeFile(file('etc/hosts'), `127.0.0.1 localhost ${machineName}\n`);
  await writeFile(file('etc/fstab'), '');
  await disableHostServices(file('etc/systemd/system'));
  // Tests inside act as root with `sudo -n`. Alice is no administrator, so polkit must ask for root's password.
  await writeFile(
    file(`etc/sudoers.d/${alice.name}`),
    `${alice.name} ALL=(ALL:ALL) NOPASSWD: ALL\n`,
    { mode: 0o440 },
  );
  const chroot = (words: string[], input = '') =>
    execa('chroot', [rootDirectory, ...words], { input });
  await chroot([
    'useradd',
    '--create-home',
    '--shell',
    '/bin/bash',
    '--uid',
    String(alice.uid),
    alice.name,
  ]);
  await chroot(['chpasswd'], `${alice.name}:${alice.password}\nroot:${rootPassword}\n`);
};

/** Since polkit 127, no password is accepted without it. */
const needed = ['polkit-agent-helper.socket'];

/** Databases, web servers, timers…: whatever the host enabled. What systemd itself needs is linked under /usr/lib. */
const disableHostServices = async (folder: string) => {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.wants')) continue;
    for (const unit of await readdir(join(folder, name)))
      if (!needed.includes(unit)) await rm(join(folder, name, unit));
  }
  // There is no console, and modules would be loaded into the host's kernel.
  for (const name of ['console-getty.service', 'systemd-modules-load.service'])
    await execa('ln', ['-sf', '/dev/null', join(folder, name)]);
};

/** Boots, and returns the machine's init as seen from outside once systemd reports that it is up. Throws ProblemError. */
export const boot = async (binds: Binds): Promise<Identity> => {
  await startNspawn(binds);
  const leader = () =>
    findProcesses('systemd-nspawn', directoryWord).flatMap(({ pid }) => childrenOf(pid))[0];
  const isUp = async () => {
    const pid = leader();
    if (pid === undefined) return false;
    const { stdout } = await ask(pid, ['systemctl', 'is-system-running']);
    return /^(running|degraded)$/.test(stdout);
  };
  const up = await until(60_000, isUp);
  const identity = identify(leader() ?? 0);
  if (up && identity) {
    // nspawn mounts a deleted file over it, which breaks every service with ProtectKernelLogs=.
    await ask(identity.pid, ['umount', '/proc/kmsg']);
    return identity;
  }
  throw new ProblemError({
    what: 'The test machine did not boot within 60 s.',
    why: `Its console ended with:\n        ${await consoleTail()}`,
    remedy: 'Remove what is left of it and try again; it needs root with all capabilities.',
    command: command('down'),
  });
};

const consoleTail = async () =>
  (await readFile(consoleLog, 'utf8').catch(() => '(nothing)'))
    .trimEnd()
    .split('\n')
    .slice(-12)
    .join('\n        ');

const startNspawn = async ({ project, electron, out }: Binds) => {
  const words = [
    '--quiet',
    directoryWord,
    '--boot',
    '--register=no',
    // The machine has no network; a separate loopback also separates X's abstract sockets from the host's.
    '--private-network',
    '--resolv-conf=off',
    '--link-journal=no',
    `--machine=${machineName}`,
    `--hostname=${machineName}`,
    `--bind-ro=${project}:${at.project}:norbind`,
    `--bind-ro=${electron}:${at.electron}:norbind`,
    `--bind=${out}:${at.out}:norbind`,
    '--console=pipe',
    // A smaller bounding set would let services start here that fail to drop a capability on every real computer.
    '--capability=all',
    ...(hostRunsSystemd ? [] : ['--keep-unit']),
  ];
  // The shell only joins the cgroups (all words up to --), opens the log ($0) and becomes nspawn.
  const joinAndBecome =
    'for group; do shift; [ "$group" = -- ] && break; echo $$ > "$group/cgroup.procs"; done; exec "$@" > "$0" 2>&1';
  const groups = await makeCgroups();
  const nspawn = execa(
    'sh',
    ['-c', joinAndBecome, consoleLog, ...groups, '--', 'systemd-nspawn', ...words],
    {
      // nspawn's system call filter refuses calls that any real kernel answers.
      env: { SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1', SYSTEMD_SECCOMP: '0' },
      stdio: 'ignore',
      detached: true,
      cleanup: false,
      reject: false,
    },
  );
  nspawn.unref();
};

/** If systemd runs the host, nspawn asks it for a scope; otherwise it must stay in the cgroup it was started in. */
const hostRunsSystemd = existsSync('/run/systemd/system');

/**
 * Our own cgroup in each hierarchy that systemd would use. nspawn creates the subgroups `payload` and `supervisor` where
 * it runs and leaves them behind; in the root group two machines would share them.
 */
const cgroups = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/systemd']
  .filter((root) => !hostRunsSystemd && existsSync(`${root}/cgroup.procs`))
  .map((root) => `${root}/${machineName}`);

const makeCgroups = async () => {
  for (const group of cgroups) await mkdir(group, { recursive: true });
  return cgroups;
};

/** Kills the machine's processes at once: nothing in it is worth a shutdown. Finds them by arguments, not by pid. */
export const end = async (leader: Identity | undefined): Promise<void> => {
  const nspawns = findProcesses('systemd-nspawn', directoryWord);
  const inits = [
    leader ?? [],
    nspawns.flatMap(({ pid }) => childrenOf(pid)).flatMap((pid) => identify(pid) ?? []),
  ].flat();
  // When the init of a pid namespace dies, everything in it dies; nspawn then tidies up and exits.
  for (const init of inits) kill(init, 'SIGKILL');
  await until(3000, () => !nspawns.some(isAlive));
  for (const nspawn of nspawns) kill(nspawn, 'SIGKILL');
  await until(3000, () => ![...nspawns, ...inits].some(isAlive));
  for (const group of cgroups) await removeCgroup(group);
  await removeNspawnFiles();
};

/** A cgroup can be removed only after its subgroups, and once its last process is reaped, which takes a moment. */
const removeCgroup = async (group: string): Promise<void> => {
  if (!existsSync(group)) return;
  // If nspawn was killed early, only the cgroup shows that an init is ours. (Not in version 1.)
  await writeFile(join(group, 'cgroup.kill'), '1').catch(() => undefined);
  for (const entry of await readdir(group, { withFileTypes: true }))
    if (entry.isDirectory()) await removeCgroup(join(group, entry.name));
  await until(1000, () =>
    rmdir(group).then(
      () => true,
      () => false,
    ),
  );
};

/** Left only by an nspawn that was killed before it could tidy up. Its lock is named after the folder it ran. */
const removeNspawnFiles = async () => {
  await rm(`/run/systemd/nspawn/propagate/${machineName}`, { recursive: true, force: true });
  const root = await stat(rootDirectory).catch(() => undefined);
  if (root !== undefined)
    await rm(`/run/systemd/nspawn/locks/inode-${root.dev}:${root.ino}`, { force: true });
};
