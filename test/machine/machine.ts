/**
 * A throwaway Linux machine with a real systemd, logind, journald, polkit and D-Bus, booted by systemd-nspawn over a
 * copy-on-write view of this one: nothing done in it reaches this machine's disk, except in `out`. Needs root.
 * session.ts runs programs in it.
 */
import { chmod, chown, mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { ProblemError } from '../../build/problem.ts';
import { shellWord } from '../../electron/core/commands.ts';
import { boot, end, furnish } from './boot.ts';
import { withLock } from './lock.ts';
import { mountRoot, readable, unmountAll } from './mounts.ts';
import { alice, checkout, command, outDirectory } from './paths.ts';
import { identify, isAlive, until, type Identity } from './processes.ts';
import { changeRecord, readRecord, writeRecord, type MachineRecord } from './record.ts';
import { ask, hold } from './session.ts';

export interface UpOptions {
  /** The Electron folder to show at /opt/electron inside. */
  electronDist: string;
  /** A process whose end takes the machine down. Without one it stays until `down`. */
  owner?: number | undefined;
}

/**
 * Brings the machine up, in about two seconds. If it is already up, adds the owner and returns at once.
 * First clears what a killed run left. Throws ProblemError on failure.
 */
export const up = async ({ electronDist, owner }: UpOptions): Promise<void> => {
  const dist = await realpath(electronDist);
  const owners = owner === undefined ? 'nobody' : [requireOwner(owner)];
  await withLock('state', 2 * 60_000, async () => {
    const record = await readRecord();
    if (record !== undefined && isInUse(record) && (await isHealthy(record)))
      await welcome(record, dist, owners);
    else await start(dist, owners);
  });
};

/** Throws a ProblemError unless this is root. Its command repeats this process: an npm script, and the words after it. */
export const requireRoot = (script: string): void => {
  if (process.getuid?.() === 0) return;
  const words = process.argv.slice(2);
  throw new ProblemError({
    what: 'The test machine needs root.',
    why: 'It mounts file systems and boots a systemd of its own (which changes nothing on this one).',
    remedy: 'Run it as root.',
    command: `sudo ${script}${words.length === 0 ? '' : ` -- ${words.map(shellWord).join(' ')}`}`,
  });
};

const requireOwner = (pid: number): Identity => {
  const owner = identify(pid);
  if (owner !== undefined) return owner;
  throw new ProblemError({
    what: 'The test machine was not started.',
    why: `Its owner would be process ${pid}, which does not exist.`,
    remedy: 'Name a running process, or none.',
    command: command('up'),
  });
};

/** Whether it is still needed: an owner lives, or it was brought up to stay. */
const isInUse = ({ owners, leader }: MachineRecord) =>
  leader !== undefined && isAlive(leader) && (owners === 'nobody' || owners.some(isAlive));

const isHealthy = async ({ leader }: MachineRecord) =>
  leader !== undefined &&
  /^(running|degraded)$/.test((await ask(leader.pid, ['systemctl', 'is-system-running'])).stdout);

const welcome = async (record: MachineRecord, dist: string, owners: MachineRecord['owners']) => {
  if (record.electronDist !== dist)
    throw new ProblemError({
      what: 'The test machine is up with another Electron.',
      why: `It has ${record.electronDist}, and ${dist} was asked for.`,
      remedy: 'Take it down first.',
      command: command('down'),
    });
  const all =
    owners === 'nobody' || record.owners === 'nobody'
      ? 'nobody'
      : [...record.owners.filter(isAlive), ...owners];
  await changeRecord({ owners: all });
  await hold();
};

const start = async (electronDist: string, owners: MachineRecord['owners']) => {
  await clear();
  startWatchdog();
  try {
    await mountRoot();
    await mkdir(outDirectory, { recursive: true });
    const { mode, uid, gid } = await stat(outDirectory);
    // A host that crashed with the machine up left it open to all; don't restore that.
    const out = { mode: mode & 0o775, uid, gid };
    // Until it is complete it belongs to this process, whose death takes it down, whoever will own it later.
    await writeRecord({ electronDist, owners: [requireOwner(process.pid)], out });
    await openOut(out);
    await furnish();
    const project = await readable(checkout, 'project');
    const electron = await readable(electronDist, 'electron');
    const binds = { project, electron, out: outDirectory };
    await changeRecord({ leader: await boot(binds), binds });
    await hold();
    await changeRecord({ owners });
  } catch (error) {
    await clear();
    throw error;
  }
};

/** Removes whatever exists of a machine: complete, partial, or nothing at all. */
const clear = async () => {
  const record = await readRecord();
  await end(record?.leader);
  if (record !== undefined) await closeOut(record);
  await unmountAll();
};

/** Alice may write, and may replace what an earlier run left, so all of it is hers until `closeOut`. */
const openOut = async ({ uid, gid }: MachineRecord['out']) => {
  await execa('chown', ['-R', String(alice.uid), outDirectory]);
  await chown(outDirectory, uid, gid);
  await chmod(outDirectory, 0o1777);
};

/** Restores the mode of `out`, and gives alice's files in it to its owner. */
const closeOut = async ({ out }: MachineRecord) => {
  await execa('chown', ['-R', `--from=${alice.uid}`, `${out.uid}:${out.gid}`, outDirectory], {
    reject: false,
  });
  await chown(outDirectory, out.uid, out.gid).catch(() => undefined);
  await chmod(outDirectory, out.mode).catch(() => undefined);
};

/**
 * Does the work while the machine is up for this process, then gives it up: it stays if others use it, or if it was
 * brought up to stay. If this process is killed (Ctrl+C, at any moment), that gives it up too.
 */
export const withMachine = async <T>(electronDist: string, work: () => Promise<T>): Promise<T> => {
  await up({ electronDist, owner: process.pid });
  try {
    return await work();
  } finally {
    await leave(process.pid);
  }
};

const leave = (pid: number) =>
  withLock('state', 2 * 60_000, async () => {
    const record = await readRecord();
    if (record === undefined || record.owners === 'nobody') return;
    const owners = record.owners.filter((owner) => owner.pid !== pid);
    const left = { ...record, owners };
    await (isInUse(left) ? writeRecord(left) : clear());
  });

/**
 * Shuts its systemd down and boots it again, with what is on its disk. Afterwards nobody is logged in: `hold` logs alice in.
 * Throws ProblemError if it is down.
 */
export const reboot = (): Promise<void> =>
  withLock('state', 2 * 60_000, async () => {
    const { leader, binds } = (await readRecord()) ?? {};
    if (leader === undefined || binds === undefined || !isAlive(leader))
      throw new ProblemError({
        what: 'The test machine was not rebooted.',
        why: 'It is not up.',
        remedy: 'Bring it up first.',
        command: command('up'),
      });
    await ask(leader.pid, ['systemctl', 'poweroff']);
    await until(20_000, () => !isAlive(leader));
    await end(leader);
    await changeRecord({ leader: undefined, holder: undefined });
    await changeRecord({ leader: await boot(binds) });
  });

/** Takes the machine down, even if others use it, and leaves nothing behind. No-op if there is none. */
export const down = async (): Promise<void> => {
  await withLock('state', 2 * 60_000, async () => {
    await clear();
  });
};

/**
 * Detached, so that it outlives this process and its owner however they end; started before there is anything that a
 * killed start could leave.
 */
const startWatchdog = () => {
  const watchdog = execa(process.execPath, [join(import.meta.dirname, 'watchdog.ts')], {
    cwd: '/',
    stdio: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
  });
  watchdog.unref();
};

/**
 * Returns when the machine has gone down or is to stay until `down`. Clears it once the last of its owners has ended,
 * or the process that was starting it.
 */
export const watch = async (pause: () => Promise<unknown>): Promise<void> => {
  for (;;) {
    const record = await readRecord();
    if (record === undefined || !isInUse(record)) {
      if (await abandon()) return;
    } else if (record.owners === 'nobody') return;
    else await pause();
  }
};

/** Waits until nobody is starting or stopping it, then clears it unless it is in use. Returns whether it was unused. */
const abandon = () =>
  withLock('state', Infinity, async () => {
    const record = await readRecord();
    if (record !== undefined && isInUse(record)) return false;
    await clear();
    return true;
  });
