/**
 * Runs a program that a person's unit file names. It leads a process group of its own, which is killed as a whole when
 * the program ends or its time is over: whatever it forks ends with it, unless that made a group of its own.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { variablesIn } from '../../core/environment/variables.ts';
import { boundedText } from '../bounded-output.ts';
import { requireDescriptors } from '../proc/descriptors.ts';
import type { Outcome } from '../host.ts';
import type { HostChecks, OwnProgram } from './host-checks.ts';
import { silentOn } from '../mounts/reach.ts';

/** One that prints without end is read, and forgotten, until its time is over. */
const outputLimit = 64 * 1024;
/** What it wrote before it ended may still be on its way. */
const drainMs = 200;

const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
};

type Ended = Pick<Outcome, 'exitCode' | 'failure'>;

const execute = (
  { program, args, folder, variables }: OwnProgram,
  limitMs: number,
  output: { stdout(chunk: Buffer): void; stderr(chunk: Buffer): void },
): Promise<Ended> =>
  new Promise((resolve) => {
    requireDescriptors();
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own session, and so its own group.
      detached: true,
    });
    const { pid } = child;
    let timedOut = false;
    const end = (ended: Ended): void => {
      clearTimeout(limit);
      if (pid !== undefined) killGroup(pid);
      // A program that left the group may hold them open.
      for (const pipe of [child.stdout, child.stderr]) pipe.destroy();
      resolve(ended);
    };
    const limit = setTimeout(() => {
      timedOut = true;
      // One that waits for a dead mount can't be killed: don't wait for it either.
      child.unref();
      end({ exitCode: null, failure: 'timed-out' });
    }, limitMs);
    child.stdout.on('data', output.stdout);
    child.stderr.on('data', output.stderr);
    child.once('error', (error) => {
      output.stderr(Buffer.from(`${error.message}\n`));
      end({ exitCode: null, failure: 'not-started' });
    });
    child.once('exit', (exitCode) => {
      if (timedOut) return;
      const ended: Ended = { exitCode, failure: exitCode === null ? 'signal' : null };
      const drained = setTimeout(end, drainMs, ended);
      child.once('close', () => {
        clearTimeout(drained);
        end(ended);
      });
    });
  });

export const runOwn: HostChecks['runOwn'] = async (own, limitMs) => {
  const startedAt = Date.now();
  const [stdout, stderr] = [boundedText(outputLimit), boundedText(outputLimit)];
  // spawn(3) holds the whole process up until the program and its folder were found.
  const silent = (await silentOn(own.program)) ?? (await silentOn(own.folder));
  const ended: Ended =
    silent === null
      ? await execute(own, limitMs, { stdout: stdout.add, stderr: stderr.add })
      : { exitCode: null, failure: 'timed-out' };
  return {
    startedAt,
    durationMs: Date.now() - startedAt,
    ...ended,
    stdout: stdout.text(),
    stderr: stderr.text(),
  };
};

/** Source: proc_pid_environ(5). */
export const environmentOf: HostChecks['environmentOf'] = async (pid) => {
  // It has ended, or is somebody else's.
  const text = await readFile(`/proc/${String(pid)}/environ`, 'utf8').catch(() => null);
  if (text === null) return null;
  return Object.fromEntries(variablesIn(text.split('\0')));
};
