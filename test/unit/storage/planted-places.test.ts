/** What somebody planted in place of a file that Hearth reads at its start or for a page. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLocalFiles } from '../../../electron/host/files/local-files.ts';
import { createAutostart } from '../../../electron/system/desktop/autostart-file.ts';
import { createDrafts, createFormDraft } from '../../../electron/system/storage/drafts.ts';
import { createHistory } from '../../../electron/system/storage/history.ts';
import { createSettings } from '../../../electron/system/storage/settings.ts';
import { randomOfRun } from '../../fuzz/random.ts';
import { measureTurns } from '../../hostile/longest-turn.ts';

/** Hundreds of files, also on a busy machine. */
const slow = { timeout: 60_000 };

let state: string;
beforeEach(() => {
  state = mkdtempSync(path.join(tmpdir(), 'hearth-planted-'));
});
afterEach(() => {
  rmSync(state, { recursive: true, force: true });
});

const files = () => createLocalFiles({ runtimeFolder: path.join(state, 'run') });
const fifo = (at: string): void => {
  mkdirSync(path.dirname(at), { recursive: true });
  execFileSync('mkfifo', [at]);
};

/** Everything that reads the state and configuration folders. */
const readers = () => ({
  'drafts/x.json': () => createDrafts(files(), path.join(state, 'drafts')).all(),
  'form/new-service.json': () => createFormDraft(files(), path.join(state, 'form')).read(),
  'history/units/a.service/1.json': () =>
    createHistory({ files: files(), folder: path.join(state, 'history') }).list('a.service'),
  'config/hearth/settings.ini': () =>
    createSettings(files(), path.join(state, 'config'))
      .readPins()
      .catch(() => []),
  'config/autostart/hearth.desktop': () =>
    createAutostart({ files: files(), configFolder: path.join(state, 'config'), exec: [] }).read(),
});
type Place = keyof ReturnType<typeof readers>;
const places = Object.keys({
  'drafts/x.json': 0,
  'form/new-service.json': 0,
  'history/units/a.service/1.json': 0,
  'config/hearth/settings.ini': 0,
  'config/autostart/hearth.desktop': 0,
} satisfies Record<Place, 0>) as Place[];

describe.each(places)('in place of %s', (place) => {
  const at = (): string => path.join(state, place);
  const read = (): Promise<unknown> => readers()[place]();
  const usual = [[], null, false];

  test('a FIFO, a folder, a device or a huge file holds nothing up', slow, async () => {
    fifo(at());
    expect(usual).toContainEqual(await read());
    rmSync(at());
    mkdirSync(at());
    expect(usual).toContainEqual(await read());
    rmSync(at(), { recursive: true });
    symlinkSync('/dev/zero', at());
    expect(usual).toContainEqual(await read());
    rmSync(at());
    writeFileSync(at(), Buffer.alloc(30e6, 'a=b\n'));
    const longest = measureTurns();
    await read();
    expect(longest()).toBeLessThan(100);
  });

  test('random content is passed over', slow, async () => {
    const seed = Number(process.env['HEARTH_TEST_SEED'] ?? Date.now() % 1_000_000);
    console.log(`${place}: HEARTH_TEST_SEED=${String(seed)}`);
    mkdirSync(path.dirname(at()), { recursive: true });
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      'null',
      '1e999',
      '"unit"',
      '"__proto__"',
      '"a.service"',
      '\n',
      '\0',
      '=',
      '[list]\n',
      'pins[]=',
      '\ud800',
    ];
    for (let run = 0; run < 50; run += 1) {
      const random = randomOfRun(seed, run);
      writeFileSync(at(), random.list(30, () => random.pick(pieces)).join(''));
      await read();
    }
    expect(existsSync(at())).toBe(true);
  });
});
