/** What a report knows of the values that it must not show, and what it says if it couldn’t know them. */
import { expect, test } from 'vitest';
import type { ProblemReport } from '../../../electron/core/app/problem-report.ts';
import { initialState } from '../../../electron/core/app/state.ts';
import { createStore } from '../../../electron/core/app/store.ts';
import { fail } from '../../../electron/core/problems/problem.ts';
import { createBugs } from '../../../electron/engine/app/bugs.ts';
import { createProblemReport } from '../../../electron/engine/app/problem-report.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import { person } from './person.ts';

type Deps = Parameters<typeof createProblemReport>[0];

const unit = 'x.service';
const unitFile = `${person.unitFolder}/${unit}`;
const lost = (): Promise<never> => Promise.reject(fail('manager-lost', { detail: 'reset' }));

interface World {
  /** Path → text; null for one that can’t be read. */
  files?: Record<string, string | null>;
  environmentFiles?: string[];
  commands?: string[][];
  environment?: string[];
  text?: string;
  log?: string;
  broken?: Partial<Record<'details' | 'manager' | 'source', true>>;
}

/** A computer with these files, one unit and its manager. */
const depsOf = (world: World): Deps => {
  const files = world.files ?? {};
  const read = (path: string) => {
    const text = files[path];
    const isFolder = entriesOf(path).size > 0;
    if (text === null || isFolder) {
      return Promise.reject(fail('file-unreadable', { path }));
    }
    return Promise.resolve(text === undefined ? null : { bytes: encodeUtf8(text) });
  };
  const entriesOf = (folder: string) => {
    const from = folder === '/' ? folder : `${folder}/`;
    const below = Object.keys(files).filter((path) => path.startsWith(from));
    return new Map(
      below.map((path) => {
        const [name = '', ...inside] = path.slice(from.length).split('/');
        return [name, { kind: inside.length > 0 ? 'folder' : 'file' }];
      }),
    );
  };
  const readTree = (folders: readonly { path: string }[]) =>
    Promise.resolve(
      new Map(
        folders.map(({ path }) => [path, { entries: entriesOf(path), silent: null, fault: '' }]),
      ),
    );
  const bytes = encodeUtf8(world.text ?? '[Service]\n');
  const log = world.log ?? '';
  return {
    store: createStore(initialState(person, { hearth: '1', electron: '2' })),
    host: {
      files: {
        read,
        readTree,
        tail: () => Promise.resolve({ kind: 'file', bytes: encodeUtf8(log), whole: true }),
      },
      sessionVariables: new Map(),
    },
    unitStore: {
      source:
        world.broken?.source === true
          ? lost
          : () =>
              Promise.resolve({
                files: [
                  { ref: { kind: 'fragment' }, path: unitFile, content: { kind: 'text', bytes } },
                ],
              }),
    },
    inventory: {
      managerEnvironment:
        world.broken?.manager === true
          ? lost
          : () => Promise.resolve(['LANG=C.UTF-8', 'MANAGER_TOKEN=manager-geheim']),
      wholeDetails:
        world.broken?.details === true
          ? lost
          : () =>
              Promise.resolve({
                symptoms: {
                  service: {
                    environment: world.environment ?? [],
                    environmentFiles: (world.environmentFiles ?? []).map((path) => ({ path })),
                    commands: (world.commands ?? []).map((argv) => ({ argv })),
                  },
                },
              }),
    },
    systemctl: { status: () => Promise.resolve({ stdout: log }) },
    journalctl: { lastLines: () => Promise.resolve([log]) },
    logFile: '/log',
    bugs: createBugs((bug) => {
      throw bug;
    }),
  } as unknown as Deps;
};

const textsOf = async (world: World, of: string | null = unit): Promise<Record<string, string>> => {
  const report: ProblemReport = await createProblemReport(depsOf(world)).make(of);
  return Object.fromEntries(report.files.map(({ name, text }) => [name, text]));
};

test('values of the unit and of the manager are hidden in every file, Hearth’s own log too', async () => {
  const texts = await textsOf({
    text: '[Service]\nSetCredential=db:12345\n',
    environment: ['PLAIN=unit-geheim'],
    commands: [['/bin/app', '--password', 'correct horse']],
    files: { '/e': 'FROM_FILE=file-geheim\n' },
    environmentFiles: ['/e'],
    log: 'a unit-geheim b correct horse c file-geheim d manager-geheim e bob/12345 f',
  });
  const masked = 'a $PLAIN b ••• c $FROM_FILE d $MANAGER_TOKEN e bob/$db f';
  for (const name of ['status.txt', 'log.txt', 'hearth.log']) expect(texts[name]).toBe(masked);
  expect(texts['about.txt']).not.toContain('couldn’t');
});

test.each([
  ['/etc/*/x.env', '/etc/one/x.env'],
  ['/etc/o[m-o]e/x.env', '/etc/one/x.env'],
  ['/etc/[!a][[:alpha:]]e/?.env', '/etc/one/x.env'],
  ['/etc/[]o]ne/x.env', '/etc/one/x.env'],
  ['/*/*/*', '/etc/one/x.env'],
  ['/etc/a*b*c/*.env', '/etc/axxbxxbc/x.env'],
  [String.raw`/etc/\*/x.env`, '/etc/*/x.env'],
  ['/etc/[/x.env', '/etc/[/x.env'],
  ['/etc/*', '/etc/bücher.env'],
])('EnvironmentFile=%s names %s', async (pattern, path) => {
  const files = { [path]: 'FROM_FILE=geheim\n', '/etc/other/y.conf': 'OTHER=another\n' };
  const texts = await textsOf({ files, environmentFiles: [pattern], log: 'got geheim' });
  expect(texts['log.txt']).toBe('got $FROM_FILE');
  expect(texts['about.txt']).not.toContain('couldn’t');
});

test.each(['/etc/?/x.env', '/etc/on', '/etc/[!o/x.env', String.raw`/etc/on\*/x.env`])(
  'EnvironmentFile=%s names no other',
  async (pattern) => {
    const files = { '/etc/one/x.env': 'FROM_FILE=geheim\n' };
    const texts = await textsOf({ files, environmentFiles: [pattern], log: 'got geheim' });
    expect(texts['log.txt']).toBe('got geheim');
  },
);

test('a pattern with many wildcards is compared in time', async () => {
  const files = { [`/etc/${'a'.repeat(250)}`]: 'X=geheim\n' };
  const began = performance.now();
  await textsOf({ files, environmentFiles: [`/etc/${'*a'.repeat(100)}*b`] });
  expect(performance.now() - began).toBeLessThan(2000);
});

test.each<readonly [source: string, words: string, world: World]>([
  ['details', 'couldn’t read what systemd knows of x.service', { broken: { details: true } }],
  ['the manager', 'couldn’t read the user manager’s environment', { broken: { manager: true } }],
  ['files', 'couldn’t read the files of x.service', { broken: { source: true } }],
  ['a file', 'couldn’t read /e,', { files: { '/e': null }, environmentFiles: ['/e'] }],
  [
    'a pattern',
    'couldn’t read /e/*,',
    {
      files: Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`/e/${at}`, 'A=b\n'])),
      environmentFiles: ['/e/*'],
    },
  ],
])('says first what it couldn’t read: %s', async (_, words, world) => {
  const texts = await textsOf(world);
  const [first, ...others] = (texts['about.txt'] ?? '').split('\n');
  expect(first).toContain(words);
  expect(others.join('\n')).not.toContain('couldn’t');
  expect(others).toContain('hearth: 1');
});

test('what can be read is hidden though something else can’t', async () => {
  const texts = await textsOf({
    broken: { details: true, manager: true },
    text: '[Service]\nExecStart=/bin/app --password hunter2\n',
    log: 'bob/hunter2',
  });
  expect(texts['hearth.log']).toBe('bob/•••');
});

test('a report about Hearth itself has no unit, and the manager’s secrets hidden', async () => {
  const texts = await textsOf({ log: 'manager-geheim' }, null);
  expect(Object.keys(texts)).toEqual(['about.txt', 'hearth.log']);
  expect(texts['hearth.log']).toBe('$MANAGER_TOKEN');
});
