/**
 * The only place that starts programs. Never uses a shell or the inherited PATH.
 *
 * execa 9 and the programs, measured:
 * - execa's `maxBuffer` kills the program at the limit. So read all output and keep only the first part: a chatty
 *   program then exits normally.
 * - A grandchild that holds the pipe keeps execa's promise pending, even after the program was killed; so close
 *   the pipes ourselves.
 * - A program that waits for a mount that doesn't answer can't be killed: SIGKILL takes effect once the mount answers.
 * - An AppImage sets LD_LIBRARY_PATH, and with SYSTEMD_UNIT_PATH systemctl would search other paths than its
 *   manager. So programs get a selected environment, not all of ours. pkexec refuses an unknown SHELL.
 */
import { accessSync, constants } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Command, ProgramName } from '../core/commands.ts';
import { fail } from '../core/problems/problem.ts';
import { boundedText, closeWhenEmpty } from './bounded-output.ts';
import { requireDescriptors } from './proc/descriptors.ts';
import type { Flow, Host, Outcome, RunOptions } from './host.ts';

/** Where to look for programs, in this order. The last is the only one on NixOS. */
export const programFolders: readonly string[] = [
  '/usr/bin',
  '/bin',
  '/usr/sbin',
  '/sbin',
  '/run/current-system/sw/bin',
];

/** Where systemd keeps its own binary and internal programs. */
const helperFolders: readonly string[] = [
  '/usr/lib/systemd',
  '/lib/systemd',
  '/run/current-system/sw/lib/systemd',
  '/run/current-system/systemd/lib/systemd',
];

const isHelper = (program: ProgramName): boolean =>
  program === 'systemd' || program === 'systemd-journal-remote';

const defaultTimeoutMs = 15_000;
const killDelayMs = 1_000;
const outputLimit = 1024 * 1024;

const passedOn = [
  'HOME',
  'USER',
  'LOGNAME',
  'XDG_RUNTIME_DIR',
  'XDG_CONFIG_HOME',
  'XDG_CONFIG_DIRS',
  'XDG_DATA_HOME',
  'XDG_DATA_DIRS',
  'DBUS_SYSTEM_BUS_ADDRESS',
  'TZ',
];

/** The XDG Base Directory Specification says to ignore it; systemd 252 would look there. */
const isRelativeFolder = (name: string, value: string): boolean =>
  name.startsWith('XDG_') && !value.startsWith('/');

/** English without colors, pagers or links: Hearth shows program output and parses some of it. */
const chosenEnvironment = (
  environment: NodeJS.ProcessEnv,
  folders: readonly string[],
): Record<string, string> => ({
  ...Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = environment[name];
      const counts = value !== undefined && value !== '' && !isRelativeFolder(name, value);
      return counts ? [[name, value] as const] : [];
    }),
  ),
  PATH: folders.join(':'),
  LC_ALL: 'C',
  TERM: 'dumb',
  PAGER: '',
  SYSTEMD_PAGER: '',
  SYSTEMD_COLORS: '0',
  SYSTEMD_URLIFY: '0',
});

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Missing or not permitted: try the next folder.
    return false;
  }
};

type Ended = Pick<Outcome, 'exitCode' | 'failure'>;

/** Checks our own timeout and cancel first, then the exit code. */
const endOf = (
  result: { timedOut: boolean; isCanceled: boolean; exitCode?: number },
  started: boolean,
): Ended => {
  if (!started) return { exitCode: null, failure: 'not-started' };
  if (result.timedOut) return { exitCode: null, failure: 'timed-out' };
  if (result.isCanceled) return { exitCode: null, failure: 'cancelled' };
  if (result.exitCode === undefined) return { exitCode: null, failure: 'signal' };
  return { exitCode: result.exitCode, failure: null };
};

interface Outlived {
  outlived: true;
  timedOut: boolean;
  isCanceled: boolean;
}

/** How a program ends that waits uninterruptibly, as on a mount that doesn't answer: it outlives SIGKILL. */
const afterKill = (timeoutMs: number, signal: AbortSignal | undefined) => {
  const timers: NodeJS.Timeout[] = [];
  let end: (how: Outlived) => void = () => undefined;
  const ended = new Promise<Outlived>((resolve) => (end = resolve));
  const endAfter = (ms: number, how: Outlived): void => {
    timers.push(setTimeout(end, ms + 2 * killDelayMs, how));
  };
  const cancel = (): void => {
    endAfter(0, { outlived: true, timedOut: false, isCanceled: true });
  };
  if (timeoutMs > 0) endAfter(timeoutMs, { outlived: true, timedOut: true, isCanceled: false });
  signal?.addEventListener('abort', cancel, { once: true });
  return {
    ended,
    forget: (): void => {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    },
  };
};

interface Execution {
  path: string;
  args: readonly string[];
  environment: Record<string, string>;
  timeoutMs: number;
  signal: AbortSignal | undefined;
  input: Readable | undefined;
  onStdout: (chunk: Buffer, flow: Flow) => void;
  onStderr: (chunk: Buffer) => void;
}

const execute = async (execution: Execution): Promise<Ended> => {
  const { path, args, environment, timeoutMs, signal } = execution;
  // Load with the first program, after the tray and window.
  const { execa } = await import('execa');
  requireDescriptors();
  const child = execa(path, args, {
    env: environment,
    extendEnv: false,
    ...(execution.input === undefined ? { stdin: 'ignore' as const } : { input: execution.input }),
    buffer: false,
    reject: false,
    timeout: timeoutMs,
    forceKillAfterDelay: killDelayMs,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  const { stdout } = child;
  stdout.on('data', (chunk: Buffer) => {
    execution.onStdout(chunk, stdout);
  });
  child.stderr.on('data', execution.onStderr);
  child.once('exit', () => {
    closeWhenEmpty([stdout, child.stderr], signal);
  });
  const unkillable = afterKill(timeoutMs, signal);
  const result = await Promise.race([child, unkillable.ended]);
  unkillable.forget();
  const started = child.pid !== undefined;
  if ('outlived' in result) {
    // It ends with its mount, or never: don't wait for it.
    child.unref();
    for (const pipe of [stdout, child.stderr]) pipe.destroy();
    return endOf(result, started);
  }
  // The program never ran; report the system's error, such as `spawn E2BIG`.
  if (!started) execution.onStderr(Buffer.from(`${result.originalMessage ?? ''}\n`));
  return endOf(result, started);
};

/** Called once, before anything else. */
export const hasProgram = (program: ProgramName): boolean =>
  programFolders.some((folder) => isExecutable(`${folder}/${program}`));

/**
 * @param options.environment of this process; a selected part of it is passed on.
 * @param options.folders where to look for programs; `programFolders` by default, tests pass others.
 */
export const createPrograms = (options: {
  environment: NodeJS.ProcessEnv;
  folders?: readonly string[] | undefined;
}): Pick<Host, 'run' | 'stream' | 'has' | 'pathOf'> => {
  const folders = options.folders ?? programFolders;
  const environment = chosenEnvironment(options.environment, folders);

  const foldersOf = (program: ProgramName): readonly string[] =>
    isHelper(program) ? (options.folders ?? helperFolders) : folders;

  const find = (program: ProgramName): string | undefined =>
    foldersOf(program)
      .map((folder) => `${folder}/${program}`)
      .find(isExecutable);

  const pathOf = (program: ProgramName): string => {
    const path = find(program);
    if (path === undefined) throw fail('program-missing', { program, folders: foldersOf(program) });
    return path;
  };

  const execution = async (
    { program, args, variables = {}, inherited = {} }: Command,
    { timeoutMs = defaultTimeoutMs, signal, input }: RunOptions & { input?: Readable },
    stdout: { add: (chunk: Buffer, flow: Flow) => void; text: () => string },
  ): Promise<Outcome> => {
    const path = pathOf(program);
    const startedAt = Date.now();
    const stderr = boundedText(outputLimit);
    const ended = await execute({
      path,
      args,
      environment: { ...environment, ...inherited, ...variables },
      timeoutMs,
      signal,
      input,
      onStdout: stdout.add,
      onStderr: stderr.add,
    });
    return {
      startedAt,
      durationMs: Date.now() - startedAt,
      ...ended,
      stdout: stdout.text(),
      stderr: stderr.text(),
    };
  };

  return {
    run: (command, runOptions = {}) => execution(command, runOptions, boundedText(outputLimit)),
    stream: (command, { onChunk, ...streamOptions }) =>
      execution(command, { ...streamOptions, timeoutMs: 0 }, { add: onChunk, text: () => '' }),
    has: (program) => Promise.resolve(find(program) !== undefined),
    // Async, so that it rejects instead of throwing.
    pathOf: async (program) => Promise.resolve(pathOf(program)),
  };
};
