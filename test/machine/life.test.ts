/**
 * How the machine is started, shared, kept and killed. Runs in a copy of the checkout, which therefore has its own
 * machine, beside the one that other tests may be using.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, afterEach, expect, test } from 'vitest';
import { copyCheckout } from './copied-checkout.ts';
import type * as Place from './paths.ts';
import { findProcesses, until } from './processes.ts';
import type * as Record from './record.ts';

const { bringUp, electron, file, machine, remove } = await copyCheckout();
const answers = async () => (await machine('root', 'true')).exitCode === 0;

afterEach(() => machine('down'));
afterAll(remove);

const look = async () => {
  const { base, rootDirectory } = (await import(file('paths.ts'))) as typeof Place;
  const { readRecord } = (await import(file('record.ts'))) as typeof Record;
  const isMounted = () => existsSync(join(base, 'root'));
  const isBooting = () =>
    findProcesses('systemd-nspawn', `--directory=${rootDirectory}`).length > 0;
  const hasBooted = async () => (await readRecord())?.leader !== undefined;
  return { isMounted, isBooting, hasBooted, isGone: () => !existsSync(base) && !isBooting() };
};

/** Uses the machine as tests, benchmarks and the walk do, until its stdin ends. */
const startRun = async () => {
  const program = `
    import { withMachine } from ${JSON.stringify(file('machine.ts'))};
    await withMachine(${JSON.stringify(electron)}, async () => {
      console.log('up');
      for await (const _ of process.stdin);
    });`;
  const run = execa(process.execPath, ['--input-type=module', '--eval', program]);
  await new Promise((up) => run.stdout.once('data', up));
  return {
    end: async () => {
      run.stdin.end();
      await run;
    },
  };
};

const moments = [
  ['isMounted', 'nobody'],
  ['isBooting', 'nobody'],
  ['hasBooted', 'nobody'],
  ['isBooting', 'a process that lives on'],
] as const;

test.for(moments)(
  'leaves nothing behind when its start is killed at %s, owned by %s',
  async ([moment, owner]) => {
    const { isGone, [moment]: isReached } = await look();
    const up = bringUp(...(owner === 'nobody' ? [] : ['--owner', String(process.pid)]));
    expect(await until(20_000, isReached)).toBe(true);
    up.kill('SIGKILL');
    expect((await up).signal).toBe('SIGKILL');
    expect(await until(15_000, isGone)).toBe(true);
  },
);

test('goes down with its owner', async () => {
  const { isGone } = await look();
  const owner = execa('sleep', ['infinity'], { reject: false });
  await bringUp('--owner', String(owner.pid));
  expect(await answers()).toBe(true);
  owner.kill();
  expect(await until(15_000, isGone)).toBe(true);
});

test('brought up to stay, it outlives a run that uses it, until `down`', async () => {
  const { isGone } = await look();
  await bringUp();
  await (await startRun()).end();
  expect(await answers()).toBe(true);
  await machine('down');
  expect(isGone()).toBe(true);
});

test('brought up to stay while a run uses it, it outlives that run', async () => {
  const run = await startRun();
  await bringUp();
  await run.end();
  expect(await answers()).toBe(true);
});

test('shared by two runs, it goes down with the last', async () => {
  const { isGone } = await look();
  const first = await startRun();
  const second = await startRun();
  await first.end();
  expect(await answers()).toBe(true);
  await second.end();
  expect(isGone()).toBe(true);
});
