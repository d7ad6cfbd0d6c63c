/** A mount whose server stops answering: whatever touches it waits for ever, and can't be killed. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { mountStalling } from '../../hostile/stalling-mount.ts';
import { afterwards, temporaryFolder, until as untilSoon } from './bench.ts';

/** Systemd waits for the mount, too, and the machine may be busy. */
export const until: typeof untilSoon = (what, look) => untilSoon(what, look, 40_000);

/** The longest time on the clock, in milliseconds, that nothing else could be done: waiting takes no processor time. */
export const measureHolds = (): (() => number) => {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  return () => {
    clearInterval(timer);
    return Math.round(Math.max(longest, performance.now() - last));
  };
};

/** A mount with these files, which answers until told otherwise. */
export const farAway = async (contents: Record<string, string>) => {
  const folder = await temporaryFolder();
  const [source, point] = [`${folder}/source`, `${folder}/far away`];
  await mkdir(source);
  for (const [name, content] of Object.entries(contents)) {
    const file = path.join(source, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content, { mode: 0o755 });
  }
  const mount = await mountStalling(source, point);
  afterwards(mount.unmount);
  const stall = async (): Promise<void> => {
    await mount.stall();
    // What comes after the test asks systemd.
    afterwards(mount.answer);
  };
  return { point, ...mount, stall };
};

export const timed = async <Value>(work: () => Promise<Value>): Promise<[number, Value]> => {
  const began = performance.now();
  const value = await work();
  return [Math.round(performance.now() - began), value];
};

/** Every thread for file calls is free. */
export const expectFreeThreads = async (): Promise<void> => {
  const reads = Array.from({ length: 8 }, () => readFile('/proc/self/stat'));
  expect(
    await Promise.race([Promise.all(reads), untilSoon('', () => null, 1000).catch(() => null)]),
  ).not.toBeNull();
};

export const told = (point: string) => ({
  code: 'mount-silent',
  what: expect.stringContaining(point) as string,
  why: expect.stringMatching(/^stalling \(fuse\.stalling\) was asked at \d{4}-/) as string,
  command: `findmnt -- '${point}'`,
});
