import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quietFor } from '../../quiet.ts';

const module = path.resolve(import.meta.dirname, '../../../electron/system/desktop/respawn.ts');

let folder: string;
let told: string;
let bus: ChildProcess;
let address: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hearth-keeper-'));
  told = path.join(folder, 'told');
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  bus = daemon;
  [address] = (await once(createInterface({ input: daemon.stdout }), 'line')) as [string];
});
afterEach(async () => {
  bus.kill();
  await rm(folder, { recursive: true });
});

/** One that is kept as Hearth is, on the bus of this test, and that would write down how it was brought back. */
const kept = async (recovered: string, times: Record<string, number>): Promise<ChildProcess> => {
  const script = `
    import { startKeeper } from ${JSON.stringify(module)};
    const command = ['/bin/sh', '-c', 'echo "$@" >> "$0"', ${JSON.stringify(told)}];
    startKeeper(command, ${recovered}, ${JSON.stringify(times)}).tell('window');
    setInterval(() => undefined, 1000);
    console.log('here');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: address },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
};

/** Kills it once it counts as settled, and what it says a while later. */
const afterKill = async (child: ChildProcess): Promise<string> => {
  await quietFor(1500, 'only a life longer than that counts as settled');
  child.kill('SIGKILL');
  await quietFor(1500, 'whoever comes back does so well within it');
  return readFile(told, 'utf8').catch(() => '');
};

const endBus = async (): Promise<void> => {
  await quietFor(1000, 'only a life longer than that counts as settled');
  const ended = once(bus, 'exit');
  bus.kill('SIGKILL');
  await ended;
};

const quick = { shell: 50, settled: 100, lasting: 600_000 };

test('who is killed stays away', async () => {
  expect(await afterKill(await kept('null', quick))).toBe('');
});

test('who dies with the bus comes back as it was, counted', async () => {
  const child = await kept("{ as: 'window', count: 1 }", quick);
  await endBus();
  expect(await afterKill(child)).toBe('--recovered=window2\n');
});

test('the fourth death in a row is the last', async () => {
  const child = await kept("{ as: 'window', count: 3 }", quick);
  await endBus();
  expect(await afterKill(child)).toBe('');
});

test('a long life ends the row', async () => {
  const child = await kept("{ as: 'window', count: 3 }", { ...quick, lasting: 200 });
  await endBus();
  expect(await afterKill(child)).toBe('--recovered=window1\n');
});
