/** What the system tests share. They run as alice in a login session of the test machine, where `sudo -n` works. */
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
import { createRunner, type Runner } from '../../../electron/system/programs/runner.ts';

export const person = readPerson(process.env);

/** This computer, as alice. */
export const host: Host = openLocalHost({ environment: process.env, account: person });
export const { files } = host;

/** A state of alice's in which nothing has happened yet. */
export const freshStore = () => createStore(initialState(person, versions));

export interface Bench {
  runner: Runner;
  /** Every program that the runner ran. */
  records: CommandRecord[];
}

/** @param options of the host, where it is not the usual one. */
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

/** What random tests begin with: HEARTH_TEST_SEED where it is set, else another each time; told, to be taken back. */
export const chooseSeed = (what: string): number => {
  const seed = Number(process.env['HEARTH_TEST_SEED'] ?? Date.now() % 1_000_000);
  console.log(`${what}: HEARTH_TEST_SEED=${String(seed)}`);
  return seed;
};

const undos: (() => unknown)[] = [];

/** Runs after the test, the last added first, whether the test passed or not. */
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

/** Waits until `look` answers something; fails with `what` after `limitMs`. */
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

/** The outside view: programs run past Hearth. */
export const shell = async (program: string, ...args: string[]): Promise<string> => {
  const { stdout } = await execa(program, args, { stdin: 'ignore', env: { LC_ALL: 'C' } });
  return stdout;
};
export const sudo = (...args: string[]): Promise<string> => shell('sudo', '-n', ...args);

/** One property of a unit, as systemctl says it. */
export const property = (unit: string, name: string): Promise<string> =>
  shell('systemctl', '--user', 'show', '--value', '--property', name, '--', unit);

/** Writes a service of alice's and has her manager know it; it is stopped and taken away after the test. */
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
