/** What somebody planted as a remedy: outside unit files, it may make what is missing, and change no text. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { accountIn, journalsIn, plantJournal } from './planted-journal.ts';

let home: string;
let state: string;
let victim: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'hearth-planted-'));
  state = path.join(home, '.local/state/hearth');
  victim = path.join(home, 'victim');
  writeFileSync(victim, 'mine');
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('a transaction', () => {
  const unit = 'a.service';
  const id = 'abc-0123456789ab';
  const hash = '0'.repeat(64);
  const journals = () => journalsIn(state, accountIn(home));
  const plant = (...lines: object[]): void => {
    plantJournal(state, id, lines);
  };
  const begin = (...steps: object[]): object => {
    const plan = { kind: 'remedy', unit, label: 'Mend it', steps };
    return { kind: 'begin', id, at: 1, plan };
  };
  const step = (...undo: object[]): object => ({ kind: 'step', step: 'remedy-0', undo });

  test('of a remedy of this Hearth is found', async () => {
    const before = Buffer.from('#!/bin/sh\r\n');
    plant(
      begin({ do: 'remove-returns', path: victim, lines: 'first' }, { do: 'start', unit }),
      step(
        {
          do: 'restore-file',
          path: victim,
          ours: versionOf(Buffer.from('#!/bin/sh\n')),
          before: versionOf(before),
          bytes: before.toString('base64'),
        },
        { do: 'remove-file', path: `${victim}-made`, version: versionOf(new Uint8Array()) },
        { do: 'set-mode', path: victim, mode: 0o644, ours: 0o755 },
        { do: 'remove-folder', path: '/srv/made' },
        { do: 'stop', unit },
      ),
    );
    expect(await journals().found()).toMatchObject({ transactions: [{ id }], aside: [], stay: [] });
  });

  const file = { unit, ref: { kind: 'fragment' } };
  test.each<[string, () => object[]]>([
    [
      'writes elsewhere',
      () => [begin({ do: 'write', file: { ...file, path: victim }, before: hash, bytes: 'YQ==' })],
    ],
    [
      'takes any text for one with carriage returns',
      () => [
        begin({ do: 'remove-returns', path: victim, lines: 'all' }),
        step({ do: 'restore-file', path: victim, ours: hash, before: hash, bytes: 'YQ==' }),
      ],
    ],
    [
      'removes a text as one that was made empty',
      () => [
        begin({ do: 'make-file', path: victim }),
        step({ do: 'remove-file', path: victim, version: hash }),
      ],
    ],
    [
      'permits more than there was',
      () => [
        begin({ do: 'add-mode', path: victim, bits: 0o100 }),
        step({ do: 'set-mode', path: victim, mode: 0o666, ours: 0o644 }),
      ],
    ],
    ['runs as another account', () => [begin({ do: 'add-mode', path: victim, bits: 0o4000 })]],
    ['makes a folder by a detour', () => [begin({ do: 'make-folder', path: '/srv/../etc/x' })]],
  ])('that %s is set aside and reported', async (_, lines) => {
    plant(...lines());
    const { transactions, aside } = await journals().found();
    expect({ transactions, aside: aside.length }).toEqual({ transactions: [], aside: 1 });
  });
});
