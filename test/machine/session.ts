/** Runs programs in the machine: as alice in a login session, as root, in a desktop; and keeps her session open. */
import { constants } from 'node:os';
import { execa, type Options } from 'execa';
import { ProblemError } from '../../build/problem.ts';
import { alice, command, inside } from './paths.ts';
import { withLock } from './lock.ts';
import { childrenOf, identify, isAlive, kill, signal, until } from './processes.ts';
import { changeRecord, readRecord } from './record.ts';

export interface RunOptions {
  /** Added to the environment of the login session (user, desktop) or to a bare one (root). */
  env?: Record<string, string>;
  /** As execa takes it; `inherit` by default. stdin is closed unless named. */
  stdio?: Options['stdio'];
  /** Ends the program with SIGTERM when aborted. */
  signal?: AbortSignal;
}

type SessionType = 'tty' | 'x11' | 'wayland';

export interface DesktopOptions extends RunOptions {
  /** A script below the project’s folder, and the type of its session, in place of session.sh and X11. */
  session?: { script: string; type: SessionType };
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Words that run others inside the machine, also in its network namespace, for its loopback and abstract sockets. */
const enter = (leader: number, words: string[]) =>
  ['--mount', '--pid', '--uts', '--ipc', '--cgroup', '--net'].concat(
    '--target',
    `${leader}`,
    '--',
    ...words,
  );

/** A fresh login session, as `login` creates it: PAM notifies logind, logind starts her user manager. */
const asAlice = (words: string[], env: Record<string, string> = {}) => {
  const runtime = `/run/user/${alice.uid}`;
  const set = {
    LANG: 'C.UTF-8',
    XDG_RUNTIME_DIR: runtime,
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtime}/bus`,
    ELECTRON_OVERRIDE_DIST_PATH: inside.electron,
    ...env,
  };
  const settings = Object.entries(set).map(([name, value]) => `${name}=${value}`);
  // su takes options from anywhere before `--`; what follows her name are words for her shell, starting with $0.
  return [
    'su',
    '--login',
    '--command',
    'exec env "$@"',
    '--',
    alice.name,
    'sh',
    ...settings,
    ...words,
  ];
};

const bareEnvironment = { PATH: path, HOME: '/root', LANG: 'C.UTF-8' };
/** What pam_systemd tells logind about a session; without it, a session without a terminal counts as a background job. */
const loginEnvironment = (type: SessionType) => ({
  ...bareEnvironment,
  XDG_SESSION_TYPE: type,
  XDG_SESSION_CLASS: 'user',
});

/** Runs a command as root inside: its trimmed output and its exit code. Takes 30 s at most. */
export const ask = async (
  leader: number,
  words: string[],
): Promise<{ stdout: string; exitCode: number }> => {
  const { stdout, exitCode } = await execa('nsenter', enter(leader, words), {
    env: bareEnvironment,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: 30_000,
  });
  return { stdout: stdout.trim(), exitCode: exitCode ?? 1 };
};

/** The machine's init; throws a ProblemError that says how to bring the machine up if it is down. */
const requireLeader = async (): Promise<number> => {
  const record = await readRecord();
  if (record?.leader !== undefined && isAlive(record.leader)) {
    return record.leader.pid;
  }
  throw new ProblemError({
    what: 'The test machine is not up.',
    why: 'It was not started, or its owner has ended.',
    remedy: 'Bring it up first.',
    command: command('up'),
  });
};

/** Runs words in the machine until they end; their exit code, or 128 + the number of the signal that ended them. */
const run = async (
  words: string[],
  options: RunOptions,
  as: 'root' | SessionType,
): Promise<number> => {
  const { env = {}, stdio, signal: abort } = options;
  const asRoot = as === 'root';
  const leader = await requireLeader();
  // A separate process group: Ctrl+C then reaches the program once, through us, and not also through nsenter.
  const child = execa('nsenter', enter(leader, asRoot ? words : asAlice(words, env)), {
    env: asRoot ? { ...bareEnvironment, ...env } : loginEnvironment(as),
    extendEnv: false,
    stdio: stdio ?? ['ignore', 'inherit', 'inherit'],
    reject: false,
    buffer: false,
    detached: true,
  });
  const forward = (name: NodeJS.Signals) => {
    forwardSignal(child.pid ?? 0, name, asRoot);
  };
  const terminate = () => {
    forward('SIGTERM');
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, forward);
  abort?.addEventListener('abort', terminate);
  if (abort?.aborted) terminate();
  const result = await child;
  for (const name of names) process.off(name, forward);
  abort?.removeEventListener('abort', terminate);
  return result.exitCode ?? 128 + (result.signal ? constants.signals[result.signal] : 0);
};

/**
 * nsenter forwards no signal, and su only SIGTERM, so find the program itself below them (nsenter → program, or
 * nsenter → su → program; su gives the program its own process group).
 */
const forwardSignal = (nsenter: number, name: NodeJS.Signals, asRoot: boolean) => {
  const [first] = childrenOf(nsenter);
  const program = asRoot || first === undefined ? undefined : childrenOf(first)[0];
  if (program === undefined) signal(first ?? nsenter, name);
  else signal(-program, name);
};

/** Runs a program as alice in a fresh login session. Returns its exit code. */
export const user = (words: string[], options: RunOptions = {}): Promise<number> =>
  run(words, options, 'tty');

/** Runs a program as root inside, outside any session. Returns its exit code. */
export const root = (words: string[], options: RunOptions = {}): Promise<number> =>
  run(words, options, 'root');

const desktopFolder = 'test/machine/desktop';
const standard: NonNullable<DesktopOptions['session']> = {
  script: `${desktopFolder}/session.sh`,
  type: 'x11',
};

/**
 * Runs a program as alice in a login session with a screen (DISPLAY :99), a window manager, a panel that hosts tray
 * icons, a polkit prompt (which serves only its own session) and notifications. Returns the program's exit code, after
 * everything in that session has ended. There is one desktop at a time: a second call waits up to 10 minutes.
 */
export const desktop = (words: string[], options: DesktopOptions = {}): Promise<number> =>
  withLock('desktop', 10 * 60_000, async () => {
    const leader = await requireLeader();
    const { script, type } = options.session ?? standard;
    const endDesktop = () => ask(leader, [`${inside.project}/${desktopFolder}/end.sh`]);
    await endDesktop(); // left by a killed run
    try {
      return await run([`${inside.project}/${script}`, ...words], options, type);
    } finally {
      await endDesktop();
    }
  });

/** Whether her manager runs and answers: it takes its name on her bus only once something has started the bus. */
const managerAnswers = async (leader: number) => {
  const { stdout } = await ask(leader, ['systemctl', 'is-active', `user@${alice.uid}.service`]);
  if (stdout !== 'active') return false;
  const asHer = ['runuser', '--user', alice.name, '--', 'env'];
  const bus = `DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/${alice.uid}/bus`;
  const words = [...asHer, bus, 'busctl', '--user', 'status', 'org.freedesktop.systemd1'];
  return (await ask(leader, words)).exitCode === 0;
};

/**
 * Opens a login session of alice that does nothing and stays, so that her user manager stays too; without any session
 * or lingering, logind ends it after 10 s. `up` does this once. No-op while held.
 */
export const hold = async (): Promise<void> => {
  const leader = await requireLeader();
  const held = (await readRecord())?.holder;
  if (held && isAlive(held)) return;
  const child = execa('nsenter', enter(leader, asAlice(['sleep', 'infinity'])), {
    env: loginEnvironment('tty'),
    extendEnv: false,
    stdio: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
  });
  child.unref();
  await changeRecord({ holder: identify(child.pid ?? 0) });
  if (await until(20_000, () => managerAnswers(leader))) return;
  throw new ProblemError({
    what: "Alice's user manager did not start in the test machine.",
    why: `user@${alice.uid}.service was not active, or not on her bus, within 20 s.`,
    remedy: 'Read its log.',
    command: command(`root journalctl -u user@${alice.uid}.service`),
  });
};

/**
 * Logs alice out of the held session, returning when that session has ended. If it was her last and she does not
 * linger, her user manager ends 10 s later. No-op while nothing is held.
 */
export const release = async (): Promise<void> => {
  await requireLeader();
  const held = (await readRecord())?.holder;
  if (!held || !isAlive(held)) return;
  for (const su of childrenOf(held.pid)) signal(su, 'SIGTERM');
  if (!(await until(5000, () => !isAlive(held)))) kill(held, 'SIGKILL');
  await changeRecord({ holder: undefined });
};

/** Logs alice out as `release` does, and waits until her user manager has ended. Throws after 60 s. */
export const logOut = async (): Promise<void> => {
  await release();
  const leader = await requireLeader();
  const manager = `user@${alice.uid}.service`;
  const hasEnded = async () =>
    (await ask(leader, ['systemctl', 'is-active', manager])).stdout !== 'active';
  if (!(await until(60_000, hasEnded))) throw new Error(`${manager} still runs after 60 s.`);
};
