/** Shared by the system tests. They run as alice in a login session of the test machine, where `sudo -n` works. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach } from 'vitest';
import type { CommandRecord } from '../../../electron/core/app/command-record.ts';
import { ProblemError, type Problem } from '../../../electron/core/problems/problem.ts';
import { initialState } from '../../../electron/core/app/state.ts';
import { createStore } from '../../../electron/core/app/store.ts';
import { versions } from '../../open-engine.ts';
import { readPerson } from '../../../electron/host/account.ts';
import type { Host } from '../../../electron/host/host.ts';
import { openLocalHost } from '../../../electron/host/local.ts';
import { createRunner, type Runner } from '../../../electron/host/runner.ts';

export const person = readPerson(process.env);

/** This computer, as alice. */
export const host: Host = openLocalHost({ environment: process.env, account: person });
export const { files } = host;

/** A store for alice in which nothing has happened yet. */
export const freshStore = () => createStore(initialState(person, versions));

export interface Bench {
  runner: Runner;
  /** Every program that the runner ran. */
  records: CommandRecord[];
}

/** @param environment of the host. @param folders to look for programs in, instead of the usual folders. */
export const createBench = (
  environment: NodeJS.ProcessEnv = process.env,
  folders?: readonly string[],
): Bench => {
  const records: CommandRecord[] = [];
  const onRecord = (record: CommandRecord): void => {
    records.push(record);
  };
  const account = {
    ...person,
    runtimeFolder: environment['XDG_RUNTIME_DIR'] ?? person.runtimeFolder,
  };
  const own = openLocalHost({
    environment,
    account,
    ...(folders === undefined ? {} : { folders }),
  });
  return { records, runner: createRunner(own, onRecord) };
};

/** Seed for random tests: HEARTH_TEST_SEED if set, otherwise a new seed each time. Printed so that it can be reused. */
export const chooseSeed = (what: string): number => {
  const seed = Number(process.env['HEARTH_TEST_SEED'] ?? Date.now() % 1_000_000);
  console.log(`${what}: HEARTH_TEST_SEED=${String(seed)}`);
  return seed;
};

const undos: (() => unknown)[] = [];

/** Runs after the test, last added first, whether the test passed or not. */
export const afterwards = (undo: () => unknown): void => {
  undos.push(undo);
};

afterEach(async () => {
  for (const undo of undos.splice(0).reverse()) await undo();
});

export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-test-'));
  afterwards(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** Waits until `look` returns something; fails with `what` after `limitMs`. */
export const until = async <Value>(
  what: string,
  look: () => Value | undefined | false | null | Promise<Value | undefined | false | null>,
  limitMs = 10_000,
): Promise<Value> => {
  const began = Date.now();
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false && seen !== null) return seen;
    if (Date.now() - began > limitMs) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Runs programs without Hearth, for a view from outside. */
export const shell = async (program: string, ...args: string[]): Promise<string> => {
  const { stdout } = await execa(program, args, { stdin: 'ignore', env: { LC_ALL: 'C' } });
  return stdout;
};

/** Of the systemd that the tests run on, such as 257. */
export const systemdVersion = Number(
  /^systemd (\d+)/.exec(await shell('systemctl', '--version'))?.[1],
);

export const sudo = (...args: string[]): Promise<string> => shell('sudo', '-n', ...args);

/** A property of a unit, as systemctl prints it. */
export const property = (unit: string, name: string): Promise<string> =>
  shell('systemctl', '--user', 'show', '--value', '--property', name, '--', unit);

/** Writes a service for alice and reloads her manager. Stops and removes the service after the test. */
export const service = async (name: string, lines: readonly string[]): Promise<string> => {
  const file = path.join(person.unitFolder, name);
  await mkdir(person.unitFolder, { recursive: true });
  await writeFile(file, `${lines.join('\n')}\n`);
  await shell('systemctl', '--user', 'daemon-reload');
  afterwards(async () => {
    const quietly = { reject: false } as const;
    await execa('systemctl', ['--user', 'kill', '--signal=SIGKILL', '--', name], quietly);
    await execa('systemctl', ['--user', 'disable', '--now', '--', name], quietly);
    await rm(file, { force: true });
    await rm(`${file}.d`, { recursive: true, force: true });
    await shell('systemctl', '--user', 'daemon-reload');
    await execa('systemctl', ['--user', 'reset-failed', '--', name], quietly);
  });
  return file;
};

/** The problem that a promise is rejected with; anything else fails the test. */
export const problemOf = async (promise: Promise<unknown>): Promise<Problem> => {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof ProblemError) return thrown.problem;
    throw thrown;
  }
  throw new Error('nothing was thrown');
};
