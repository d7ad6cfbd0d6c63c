/**
 * The environment of a person's terminal, from their login shell and its startup files.
 *
 * Shells, measured:
 * - An argv[0] that begins with `-` makes a login shell of bash, dash, zsh, fish and tcsh alike; tcsh refuses `-l` beside
 *   other options.
 * - Version managers such as nvm set PATH in files that only an interactive shell reads. An interactive bash takes over
 *   its terminal, and stops whoever runs it there: so it gets a session of its own, which has none.
 * - Startup files print what they like, and may wait for input: marks enclose the answer, and the input is empty.
 * - They may take long, and hold locks: pyenv, killed while it starts, holds up every later shell for a minute. So Hearth
 *   stops waiting long before it ends them, and then hangs up, which lets them clean up.
 */
import { spawn } from 'node:child_process';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { Person } from '../../core/app/state.ts';
import { variablesIn } from '../../core/environment/variables.ts';
import { problemCodeOf } from '../../core/problems/problem.ts';
import type { Host } from '../host.ts';
import { requireDescriptors } from '../proc/descriptors.ts';
import { silentOn } from '../mounts/reach.ts';

/** Milliseconds until the caller does without an answer. */
const patienceMs = 5_000;
/** Milliseconds until the shell is ended, and from then until it is killed. */
const endMs = 60_000;
const killMs = 5_000;
/** Milliseconds for which an answer holds. */
const keptMs = 30_000;
const outputMax = 4 * 1024 * 1024;

const mark = 'hearth-login-8c1f';
/** The same in every shell, csh and fish included. NixOS has no other program in /usr/bin than env. */
const question = `echo ${mark}; /usr/bin/env -0; echo ${mark}`;
const answer = new RegExp(`(?:^|\\n)${mark}\\r?\\n((?:[^\\0]*\\0)*)${mark}\\r?\\n`);

/** What a shell starts from where its startup files set nothing; login(1). */
const startPath = '/usr/local/bin:/usr/bin:/bin';

/** The shell of the account; an account from elsewhere may have none here. */
const loginShell = (environment: NodeJS.ProcessEnv): string => {
  const named = [
    (): string | null => userInfo().shell,
    (): string | undefined => environment['SHELL'],
  ].flatMap((read) => {
    try {
      return read() ?? [];
    } catch {
      // The passwd database has no such account.
      return [];
    }
  });
  return named.find((shell) => path.isAbsolute(shell)) ?? '/bin/sh';
};

const signalGroup = (pid: number, signal: 'SIGHUP' | 'SIGKILL'): void => {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended already.
  }
};

/** By name; null if the shell can’t answer. */
type Variables = ReadonlyMap<string, string> | null;

const ask = (shell: string, options: readonly string[], account: Person): Promise<Variables> =>
  new Promise((resolve) => {
    requireDescriptors();
    const child = spawn(shell, [...options, '-c', question], {
      argv0: `-${path.basename(shell)}`,
      cwd: '/',
      detached: true,
      env: {
        HOME: account.home,
        USER: account.name,
        LOGNAME: account.name,
        SHELL: shell,
        PATH: startPath,
        TERM: 'dumb',
        XDG_RUNTIME_DIR: account.runtimeFolder,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // Don’t keep Hearth running for the shell.
    child.unref();
    let output = '';
    let timer: NodeJS.Timeout | undefined;
    const end = (variables: Variables): void => {
      // A program that a startup file left running may hold it.
      child.stdout.destroy();
      resolve(variables);
    };
    const endAfter = (ms: number, signal: 'SIGHUP' | 'SIGKILL'): void => {
      timer = setTimeout(() => {
        if (child.pid !== undefined) signalGroup(child.pid, signal);
        if (signal === 'SIGHUP') endAfter(killMs, 'SIGKILL');
        end(null);
      }, ms);
      timer.unref();
    };
    endAfter(endMs, 'SIGHUP');
    child.once('exit', () => {
      clearTimeout(timer);
    });
    child.once('error', () => {
      clearTimeout(timer);
      end(null);
    });
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (chunk: string) => {
      if (output.length < outputMax) output += chunk;
      const found = output.includes(mark) ? answer.exec(output)?.[1] : undefined;
      if (found !== undefined) end(variablesIn(found.split('\0')));
    });
    child.stdout.once('close', () => {
      end(null);
    });
  });

const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/**
 * @param environment of this process: names the shell if the account doesn't.
 * @param shell tests pass others.
 */
export const createLoginShell = (
  account: Person,
  environment: NodeJS.ProcessEnv,
  shell?: string,
): Pick<Host, 'loginEnvironment' | 'loginPath'> => {
  let kept: { until: number; variables: Promise<Variables> } | null = null;
  let last: Variables = null;
  const read = async (): Promise<Variables> => {
    const asked = shell ?? loginShell(environment);
    // Starting one on a mount that doesn't answer would hold up the whole process.
    const near = (await silentOn(asked)) === null;
    const variables = near
      ? ((await ask(asked, ['-i'], account)) ?? (await ask(asked, [], account)))
      : null;
    kept = { until: Date.now() + keptMs, variables: Promise.resolve(variables) };
    last = variables;
    return variables;
  };
  /** Without descriptors for a shell, its last answer counts, and the next caller asks again. */
  const readOrLast = (): Promise<Variables> =>
    read().catch((thrown: unknown) => {
      if (problemCodeOf(thrown) === null) throw thrown;
      kept = null;
      return last;
    });
  const loginEnvironment: Host['loginEnvironment'] = (limitMs = patienceMs) => {
    // Never two shells at once: a slow one keeps running, and answers the next caller.
    if (kept === null || kept.until < Date.now())
      kept = { until: Number.POSITIVE_INFINITY, variables: readOrLast() };
    return Promise.race([kept.variables, after(limitMs).then(() => last)]);
  };
  return {
    loginEnvironment,
    loginPath: async () =>
      (await loginEnvironment())
        ?.get('PATH')
        ?.split(':')
        .filter((folder) => path.isAbsolute(folder)) ?? null,
  };
};
