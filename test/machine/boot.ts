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
import { ask } from './session.ts';

const directoryWord = `--directory=${rootDirectory}`;

/** What the machine has in place of the host's: written before it boots, so that a second is all it takes. */
export const furnish = async (): Promise<void> => {
  const file = (path: string) => join(rootDirectory, path);
  // A new id keeps the host's journal out of ours; the folder makes the journal persistent, and so split by user.
  await writeFile(file('etc/machine-id'), `${randomUUID().replaceAll('-', '')}\n`);
  await mkdir(file('var/log/journal'), { recursive: true });
  await writeFile(file('etc/hostname'), `${machineName}\n`);
  await writeFile(file('etc/hosts'), `127.0.0.1 localhost ${machineName}\n`);
  await writeFile(file('etc/fstab'), '');
  await disableHostServices(file('etc/systemd/system'));
  // Tests inside play root with `sudo -n`. Alice is in no administrators' group: polkit must ask for root's password.
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

/** Databases, web servers, timers…: what the host enabled. What systemd needs for itself is linked under /usr/lib. */
const disableHostServices = async (folder: string) => {
  for (const name of await readdir(folder))
    if (name.endsWith('.wants')) await rm(join(folder, name), { recursive: true });
  // There is no console; and modules would be loaded into the host's kernel.
  for (const name of ['console-getty.service', 'systemd-modules-load.service'])
    await execa('ln', ['-sf', '/dev/null', join(folder, name)]);
};

interface Binds {
  project: string;
  electron: string;
  out: string;
}

/** Boots, and returns the machine's init as seen from outside once systemd says it is up. Throws ProblemError. */
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
    // nspawn's stand-in is a file deleted since, over which no service with ProtectKernelLogs= can put anything.
    await ask(identity.pid, ['umount', '/proc/kmsg']);
    return identity;
  }
  throw new ProblemError({
    what: 'The test machine did not boot within 60 s.',
    why: `Its console ended with:\n        ${await consoleTail()}`,
    remedy: 'Take its remains away and try again; root rights with all capabilities are needed.',
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
    // The machine is silent on the network; its own loopback also keeps X's abstract sockets apart from the host's.
    '--private-network',
    '--resolv-conf=off',
    '--link-journal=no',
    `--machine=${machineName}`,
    `--hostname=${machineName}`,
    `--bind-ro=${project}:${at.project}:norbind`,
    `--bind-ro=${electron}:${at.electron}:norbind`,
    `--bind=${out}:${at.out}:norbind`,
    '--console=pipe',
    // Out of the bounding set, a service that asks to be without a right starts here and fails on every real computer.
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
      // Its filter of system calls refuses some that any real kernel answers.
      env: { SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1', SYSTEMD_SECCOMP: '0' },
      stdio: 'ignore',
      detached: true,
      cleanup: false,
      reject: false,
    },
  );
  nspawn.unref();
};

/** On a host that systemd runs, nspawn asks it for a scope; elsewhere it must stay in the cgroup it is started in. */
const hostRunsSystemd = existsSync('/run/systemd/system');

/**
 * One of our own in each hierarchy that systemd would use. nspawn makes its subgroups `payload` and `supervisor` where
 * it stands and leaves them behind; in the root group two machines would share them.
 */
const cgroups = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/systemd']
  .filter((root) => !hostRunsSystemd && existsSync(`${root}/cgroup.procs`))
  .map((root) => `${root}/${machineName}`);

const makeCgroups = async () => {
  for (const group of cgroups) await mkdir(group, { recursive: true });
  return cgroups;
};

/** Ends the machine's processes, at once: nothing in it is worth a shutdown. Found by what they were given, not by pid. */
export const end = async (leader: Identity | undefined): Promise<void> => {
  const nspawns = findProcesses('systemd-nspawn', directoryWord);
  const inits = [
    leader ?? [],
    nspawns.flatMap(({ pid }) => childrenOf(pid)).flatMap((pid) => identify(pid) ?? []),
  ].flat();
  // When the init of a pid namespace dies, all in it die; nspawn then tidies up and ends by itself.
  for (const init of inits) kill(init, 'SIGKILL');
  await until(3000, () => !nspawns.some(isAlive));
  for (const nspawn of nspawns) kill(nspawn, 'SIGKILL');
  await until(3000, () => ![...nspawns, ...inits].some(isAlive));
  for (const group of cgroups) await removeCgroup(group);
  await removeNspawnFiles();
};

/** A cgroup goes only when its subgroups have gone and the last process in it is reaped, which takes a moment. */
const removeCgroup = async (group: string): Promise<void> => {
  if (!existsSync(group)) return;
  // An init whose nspawn was killed before we knew of it: only its cgroup tells that it is ours. (Not in version 1.)
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
