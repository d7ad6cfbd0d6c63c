/** What somebody planted in Hearth's own state folder: nothing outside the folders it works in changes. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../electron/core/app/state.ts';
import { emptyForm } from '../../../electron/core/create/service-form.ts';
import { createLocalFiles } from '../../../electron/host/files/local-files.ts';
import { openLogFile } from '../../../electron/host/log-file.ts';
import { beginRun } from '../../../electron/host/run-marker.ts';
import { createDrafts } from '../../../electron/system/storage/drafts.ts';
import { createHistory } from '../../../electron/system/storage/history.ts';
import { accountIn, journalsIn, plantJournal } from './planted-journal.ts';

let home: string;
let state: string;
let victim: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'hearth-planted-'));
  state = path.join(home, '.local/state/hearth');
  victim = path.join(home, 'victim');
  mkdirSync(state, { recursive: true });
  writeFileSync(victim, 'mine');
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const account = (): Person => accountIn(home);
const files = () => createLocalFiles(account());
const fifo = (at: string): void => {
  mkdirSync(path.dirname(at), { recursive: true });
  execFileSync('mkfifo', [at]);
};

describe('a transaction', () => {
  const unit = 'a.service';
  const id = 'abc-0123456789ab';
  const hash = '0'.repeat(64);
  const journals = () => journalsIn(state, account());
  const plant = (...lines: object[]): void => {
    plantJournal(state, id, lines);
  };
  const begin = (plan: object): object => ({ kind: 'begin', id, at: 1, plan });
  const remove = { kind: 'delete', unit, files: [], wasUp: false, wasFailed: false, masked: false };
  const step = (...undo: unknown[]): object => ({ kind: 'step', step: 'keep', undo });
  const own = (name: string): string => path.join(account().unitFolder, name);

  test('of this Hearth is found', async () => {
    plant(
      begin(remove),
      step(
        { do: 'put-file', path: own(unit), mode: 0o644, bytes: 'YQ==' },
        { do: 'put-link', path: own('default.target.wants/a.service'), to: '../a.service' },
        { do: 'reload', unit },
      ),
      { kind: 'done', step: 'keep' },
    );
    expect(await journals().found()).toMatchObject({ transactions: [{ id }], aside: [], stay: [] });
  });

  const put = { do: 'put-file', mode: 0o644, bytes: 'YQ==' };
  test.each<[string, () => object[]]>([
    ['with a file elsewhere', () => [begin(remove), step({ ...put, path: victim })]],
    [
      'with a way out of the folder',
      () => [begin(remove), step({ ...put, path: `${own('x')}/../../../../../victim` })],
    ],
    ['with a relative path', () => [begin(remove), step({ ...put, path: 'victim' })]],
    [
      'with a folder elsewhere',
      () => [begin(remove), step({ do: 'remove-folder', path: '/opt/empty' })],
    ],
    [
      'that removes elsewhere',
      () => [begin(remove), step({ do: 'remove-file', path: '/etc/passwd', version: hash })],
    ],
    ['that deletes elsewhere', () => [begin({ ...remove, files: [victim] })]],
    [
      'that edits elsewhere',
      () => [
        begin({
          kind: 'edit',
          unit,
          file: { unit, ref: { kind: 'fragment' }, path: victim },
          before: hash,
          bytes: 'YQ==',
          mode: null,
          reason: 'saved',
        }),
      ],
    ],
    [
      'that restores elsewhere',
      () => [begin({ kind: 'restore', unit, records: [{ ...put, path: victim }], left: [] })],
    ],
    [
      'that creates elsewhere',
      () => [
        begin({
          kind: 'create',
          unit,
          form: emptyForm(),
          paths: {
            unitFolder: '/',
            unitFile: '/etc/x.service',
            scriptFile: null,
            proofFile: null,
            folders: [],
          },
        }),
      ],
    ],
    ['that stops an option', () => [begin(remove), step({ do: 'stop', unit: '--no-block' })]],
    ['of an unknown kind', () => [begin({ ...remove, kind: '__proto__' })]],
    ['with an unknown record', () => [begin(remove), step({ do: 'toString', path: own(unit) })]],
    [
      'with texts for numbers',
      () => [begin(remove), step({ ...put, path: own(unit), mode: '0644' })],
    ],
    ['with null for records', () => [begin(remove), step(null)]],
    ['of another name', () => [{ ...begin(remove), id: 'abc-ffffffffffff' }]],
  ])('%s is set aside and reported', async (_, lines) => {
    plant(...lines());
    const found = await journals().found();
    expect(found.transactions).toEqual([]);
    expect(found.aside).toHaveLength(1);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
  });

  test('that is a FIFO or a link stays, and nothing waits for it', async () => {
    fifo(path.join(state, 'transactions', `${id}.99-1-2.journal`));
    symlinkSync(victim, path.join(state, 'transactions', 'abd-0123456789ab.99-1-2.journal'));
    const { transactions, stay } = await journals().found();
    expect([transactions.length, stay.length]).toEqual([0, 2]);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
  });
});

describe('at the start', () => {
  test('a marker that is a link replaces the link, not its target', () => {
    const marker = path.join(state, 'running');
    symlinkSync(victim, marker);
    expect(beginRun(marker, 'session')).toBe(false);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
    expect(beginRun(marker, 'session')).toBe(true);
  });

  test('a marker or log that is a FIFO holds nothing up', () => {
    fifo(path.join(state, 'running'));
    expect(beginRun(path.join(state, 'running'), 'session')).toBe(false);
    fifo(path.join(state, 'log/hearth.log'));
    openLogFile(path.join(state, 'log/hearth.log')).write('text');
  });

  test('a log that is a link doesn’t reach its target', () => {
    mkdirSync(path.join(state, 'log'));
    symlinkSync(victim, path.join(state, 'log/hearth.log'));
    openLogFile(path.join(state, 'log/hearth.log')).write('text');
    expect(readFileSync(victim, 'utf8')).toBe('mine');
  });
});

test('a private folder that is a link is refused, and its target stays as it is', async () => {
  const target = path.join(home, 'Documents');
  mkdirSync(target);
  chmodSync(target, 0o755);
  mkdirSync(path.join(state, 'history/units'), { recursive: true });
  symlinkSync(target, path.join(state, 'history/units/a.service'));
  const history = createHistory({ files: files(), folder: path.join(state, 'history') });
  const bytes = new TextEncoder().encode('x');
  const version = {
    unit: 'a.service',
    ref: { kind: 'fragment' },
    path: '/x',
    reason: 'saved',
    bytes,
    mode: 0o644,
  } as const;
  await expect(history.keep(version)).rejects.toMatchObject({ problem: { code: 'file-failed' } });
  history.close();
  expect(statSync(target).mode & 0o777).toBe(0o755);
  expect(readdirSync(target)).toEqual([]);
});

test('a draft names a drop-in only by a name', async () => {
  const folder = path.join(state, 'drafts');
  mkdirSync(folder);
  const draft = (name: string): string =>
    JSON.stringify({
      unit: 'a.service',
      file: { kind: 'drop-in', name },
      version: null,
      base: '',
      bytes: '',
    });
  for (const [at, name] of ['../../x.conf', '.hidden.conf', 'x', 'good.conf'].entries())
    writeFileSync(path.join(folder, `${String(at)}.json`), draft(name));
  const all = await createDrafts(files(), folder).all();
  expect(all.map(({ file }) => file)).toEqual([{ kind: 'drop-in', name: 'good.conf' }]);
});
