/** What somebody planted as an edit of a script: it reaches that script and nothing else. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../electron/core/app/state.ts';
import { accountIn, journalsIn, plantJournal } from './planted-journal.ts';

const unit = 'a.service';
const id = 'abc-0123456789ab';
const hash = '0'.repeat(64);

let home: string;
let victim: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'hearth-planted-'));
  victim = path.join(home, 'victim');
  writeFileSync(victim, 'mine');
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const account = (): Person => accountIn(home);
const journals = () => journalsIn(home, account());
const plant = (...lines: object[]): void => {
  plantJournal(home, id, lines);
};
const begin = (plan: object): object => ({ kind: 'begin', id, at: 1, plan });
const step = (...undo: unknown[]): object => ({ kind: 'step', step: 'file', undo });

describe('a transaction', () => {
  const inBin = (name: string): string => path.join(account().home, '.local/bin', name);
  const editScript = () => ({
    kind: 'edit',
    unit,
    file: { unit, ref: { kind: 'script', name: 'a.sh' }, path: inBin('a.sh') },
    before: hash,
    bytes: 'YQ==',
    mode: 0o755,
    link: null,
    reason: 'saved',
  });

  test('that edits a script of this Hearth is found', async () => {
    plant(
      begin(editScript()),
      step(
        { do: 'remove-folder', path: path.dirname(inBin('a.sh')) },
        { do: 'restore-file', path: inBin('a.sh'), ours: hash, before: hash, bytes: 'YQ==' },
      ),
    );
    expect(await journals().found()).toMatchObject({ transactions: [{ id }], aside: [], stay: [] });
  });

  test.each<[string, () => object[]]>([
    [
      'that edits something else as a script',
      () => [begin({ ...editScript(), file: { ...editScript().file, path: victim } })],
    ],
    [
      'that edits a script as a drop-in',
      () => {
        const ref = { kind: 'drop-in', name: 'a.sh' };
        return [begin({ ...editScript(), file: { ...editScript().file, ref } })];
      },
    ],
    ['that makes a link of a script', () => [begin({ ...editScript(), link: victim })]],
    [
      'that edits one script and changes another',
      () => [
        begin(editScript()),
        step({ do: 'restore-file', path: inBin('b.sh'), ours: hash, before: hash, bytes: 'YQ==' }),
      ],
    ],
    [
      'that edits a script and brings a unit',
      () => [
        begin(editScript()),
        step({
          do: 'put-file',
          mode: 0o644,
          bytes: 'YQ==',
          path: path.join(account().unitFolder, unit),
        }),
      ],
    ],
  ])('%s is set aside and reported', async (_, lines) => {
    plant(...lines());
    const found = await journals().found();
    expect([found.transactions.length, found.aside.length]).toEqual([0, 1]);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
  });
});
