/** Unit files that nobody writes by hand: a unit with one opens at once, with what is shown and what isn't. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openHearth } from '../../open-engine.ts';
import { measureTurns } from '../../hostile/longest-turn.ts';
import { afterwards, person, problemOf, temporaryFolder, until } from '../workbench/bench.ts';

const head = '[Unit]\nDescription=Huge\n[Service]\nExecStart=/bin/true\n';
const repeated = (line: string, bytes: number): string =>
  line.repeat(Math.floor(bytes / line.length));

const contents: [string, string][] = [
  ['50 MB of comments', repeated(`${'# '.padEnd(99, 'x')}\n`, 50e6)],
  ['50 MB of settings', repeated('Environment=A=a B=b\n', 50e6)],
  ['50 MB of continued lines', `Environment=${repeated('A=a \\\n', 50e6)}\n`],
  ['one line of 10 MB', `Environment=${repeated('a', 10e6)}\n`],
];

const unit = 'huge.service';

/** The longest answer in milliseconds, and the longest time that nothing else could be done. */
const createStopwatch = () => {
  const times: Record<string, number> = {};
  const turns: Record<string, number> = {};
  return {
    times,
    turns,
    time: async <Value>(what: string, work: () => Promise<Value>): Promise<Value> => {
      const longest = measureTurns();
      const began = performance.now();
      try {
        return await work();
      } finally {
        times[what] = Math.round(performance.now() - began);
        turns[what] = longest();
      }
    },
  };
};

describe.each(contents)('%s', (_, text) => {
  test.each(['fragment', 'drop-in'] as const)('as %s', { timeout: 60_000 }, async (place) => {
    const file = path.join(person.unitFolder, unit);
    await mkdir(`${file}.d`, { recursive: true });
    afterwards(() => rm(file, { force: true }));
    afterwards(() => rm(`${file}.d`, { recursive: true, force: true }));
    await writeFile(file, place === 'fragment' ? head + text : head);
    if (place === 'drop-in') await writeFile(`${file}.d/50-huge.conf`, `[Service]\n${text}`);

    const { handlers, store, dispose } = openHearth({ stateFolder: await temporaryFolder() });
    afterwards(dispose);
    const { time, times, turns } = createStopwatch();
    await time('list', () =>
      until('the unit', () => store.state().account.units[unit]?.description === 'Huge'),
    );
    const details = time('details', () => Promise.resolve(handlers.unitDetails({ unit })));
    expect(await problemOf(details)).toMatchObject({
      code: 'file-too-large',
      what: expect.stringContaining(unit) as string,
    });
    // The first answer of all includes systemd-analyze, which says where units are.
    await handlers.unitSource({ unit: 'default.target' });
    const source = await time('files', () => Promise.resolve(handlers.unitSource({ unit })));
    expect(source.files.at(-1)?.content).toMatchObject({
      kind: 'problem',
      problem: { code: 'file-too-large', why: expect.stringMatching(/MiB/) as string },
    });
    await time('history', () => Promise.resolve(handlers.unitHistory({ unit })));
    console.log(place, JSON.stringify({ times, turns }));
    for (const what of ['details', 'files', 'history']) expect(times[what], what).toBeLessThan(300);
    expect(Math.max(...Object.values(turns))).toBeLessThan(100);
  });
});
