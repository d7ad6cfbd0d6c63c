/** What somebody planted as an import: of files that others wrote, it changes only the autostart entries that it names. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountIn, journalsIn, plantJournal } from './planted-journal.ts';

let home: string;
let state: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'hearth-planted-'));
  state = path.join(home, '.local/state/hearth');
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('a transaction of an import', () => {
  const id = 'abc-0123456789ab';
  const hash = '0'.repeat(64);
  const found = () => journalsIn(state, accountIn(home)).found();
  const inAutostart = (name: string): string =>
    path.join(accountIn(home).configFolder, 'autostart', name);
  const own = (name: string): string => path.join(accountIn(home).unitFolder, name);
  const plant = (entries: readonly string[], ...undo: object[]): void => {
    const plan = {
      kind: 'import',
      unit: 'init.scope',
      files: [{ path: own('a.service'), bytes: '' }],
      timers: [],
      crontab: null,
      autostart: {
        services: ['a.service'],
        entries: entries.map((at) => ({ path: at, bytes: '', link: null })),
      },
    };
    plantJournal(state, id, [
      { kind: 'begin', id, at: 1, plan },
      { kind: 'step', step: 'entries', undo },
    ]);
  };
  const restore = (at: string): object => ({
    do: 'restore-file',
    path: at,
    ours: hash,
    before: hash,
    bytes: '',
  });
  const link = (at: string): object => ({ do: 'put-link', path: at, to: '/etc/passwd' });

  test('of this Hearth is found', async () => {
    const at = inAutostart('a.desktop');
    plant([at], restore(at), link(at), { do: 'stop', unit: 'a.service' });
    expect(await found()).toMatchObject({ transactions: [{ id }], aside: [], stay: [] });
  });

  test('of an older Hearth, without entries, is found', async () => {
    const plan = { kind: 'import', unit: 'init.scope', files: [], timers: [], crontab: null };
    plantJournal(state, id, [{ kind: 'begin', id, at: 1, plan }]);
    expect(await found()).toMatchObject({ transactions: [{ id }], aside: [], stay: [] });
  });

  test.each<[string, () => void]>([
    [
      'restores another entry',
      () => {
        plant([inAutostart('a.desktop')], restore(inAutostart('b.desktop')));
      },
    ],
    [
      'links another entry',
      () => {
        plant([inAutostart('a.desktop')], link(inAutostart('b.desktop')));
      },
    ],
    [
      'restores a file elsewhere',
      () => {
        plant([], restore(path.join(home, 'alice/.bashrc')));
      },
    ],
    [
      'removes an entry',
      () => {
        const at = inAutostart('a.desktop');
        plant([at], { do: 'remove-file', path: at, version: hash });
      },
    ],
    [
      'names a file elsewhere',
      () => {
        plant([path.join(home, 'alice/a.desktop')]);
      },
    ],
    [
      'names a file below',
      () => {
        plant([inAutostart('b/a.desktop')]);
      },
    ],
    [
      'names a file above',
      () => {
        plant([`${inAutostart('')}../a.desktop`]);
      },
    ],
    [
      'names no entry',
      () => {
        plant([inAutostart('a.sh')]);
      },
    ],
  ])('that %s is put aside', async (_, planted) => {
    planted();
    const { transactions, aside } = await found();
    expect(transactions).toEqual([]);
    expect(aside).toHaveLength(1);
  });
});
