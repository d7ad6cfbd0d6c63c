import { describe, expect, test } from 'vitest';
import { offeredRemedy, diagnose } from '../../../electron/core/diagnosis/diagnose.ts';
import { questionsOf } from '../../../electron/core/diagnosis/questions.ts';
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import { withoutMarks } from '../../../electron/core/texts/marks.ts';
import {
  causesOf,
  file,
  firstOf,
  folder,
  ids,
  missing,
  onMount,
  report,
  spawnFailed,
  symptomsOf,
  type Told,
} from './symptoms-of.ts';

const [ENOENT, ENOEXEC, EACCES] = [2, 8, 13];

/** systemd couldn’t execute /opt/server. */
const notRun = (errno: number, answers: Told['answers'] = {}): Told => ({
  exit: 203,
  lines: [spawnFailed('EXEC', '/opt/server', errno)],
  answers: { unmounted: [], programs: [['server', nowhere]], ...answers },
});
const command = { directive: 'ExecStart', argv: [], exit: null };
const nowhere = { service: null, shell: null, elsewhere: null };

/** An ELF header of 64 bits, with one program header that names the loader. */
const elf = (machine: number, loader = ''): string => {
  const bytes = new Uint8Array(4096);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  bytes.set([machine, 0], 18);
  bytes.set([64], 32);
  bytes.set([56], 54);
  bytes.set([loader === '' ? 0 : 1], 56);
  bytes.set([3], 64);
  bytes.set([200], 64 + 8);
  bytes.set([loader.length + 1], 64 + 32);
  bytes.set(new TextEncoder().encode(loader), 200);
  return String.fromCharCode(...bytes);
};

describe('a program that couldn’t be run', () => {
  test.each<[string, Told, CauseName[]]>([
    [
      'is missing',
      notRun(ENOENT, { paths: [['/opt/server', missing('/opt')]] }),
      ['program-missing'],
    ],
    [
      'is on a file system that isn’t mounted',
      notRun(ENOENT, { paths: [['/opt/server', missing('/opt')]], unmounted: ['/opt'] }),
      ['not-mounted'],
    ],
    ['is a folder', notRun(EACCES, { paths: [['/opt/server', folder()]] }), ['program-is-folder']],
    [
      'isn’t executable',
      notRun(EACCES, { paths: [['/opt/server', file({ isExecutable: false, mode: 0o644 })]] }),
      ['not-executable'],
    ],
    [
      'is behind a closed folder',
      notRun(EACCES, { paths: [['/opt/server', { kind: 'closed', folder: '/opt' }]] }),
      ['program-out-of-reach'],
    ],
    [
      'is on a noexec mount',
      notRun(EACCES, { paths: [['/opt/server', file(onMount({ isNoexec: true }))]] }),
      ['noexec-mount'],
    ],
    [
      'has no #! line',
      notRun(ENOEXEC, { paths: [['/opt/server', file({ head: 'echo hi\n' })]] }),
      ['not-a-program'],
    ],
    [
      'is for another processor',
      notRun(ENOEXEC, { paths: [['/opt/server', file({ head: elf(0xb7) })]] }),
      ['wrong-architecture'],
    ],
    [
      'has a loader that doesn’t exist',
      notRun(ENOENT, {
        paths: [
          ['/opt/server', file({ head: elf(62, '/lib/ld-musl-x86_64.so.1') })],
          ['/lib/ld-musl-x86_64.so.1', missing('/lib')],
        ],
      }),
      ['loader-missing'],
    ],
    [
      'has an interpreter that doesn’t exist',
      notRun(ENOENT, {
        paths: [
          ['/opt/server', file({ head: '#!/opt/python\n' })],
          ['/opt/python', missing('/opt')],
        ],
        programs: [['python', nowhere]],
      }),
      ['interpreter-missing'],
    ],
    [
      'has an interpreter that isn’t executable',
      notRun(EACCES, {
        paths: [
          ['/opt/server', file({ head: '#!/opt/python\n' })],
          ['/opt/python', file({ isExecutable: false })],
        ],
      }),
      ['not-executable'],
    ],
    [
      'has a carriage return after its interpreter',
      notRun(ENOENT, { paths: [['/opt/server', file({ head: '#!/bin/sh\r\nexit\r\n' })]] }),
      ['carriage-return'],
    ],
    [
      'is there now',
      notRun(ENOENT, {
        paths: [
          ['/opt/server', file()],
          ['/bin/sh', file()],
        ],
      }),
      ['not-there-yet'],
    ],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });

  test('is found nowhere by its name, or where systemd doesn’t look', () => {
    const named = (shell: string | null): Told => ({
      text: '[Service]\nExecStart=server --port 80\n',
      exit: 203,
      lines: [spawnFailed('EXEC', 'server', ENOENT)],
      answers: { programs: [['server', { ...nowhere, shell }]] },
    });
    expect(causesOf(named(null))).toEqual(['program-missing']);
    expect(causesOf(named('/home/alice/bin/server'))).toEqual(['not-in-path']);
    expect(
      offeredRemedy(symptomsOf(named('/home/alice/bin/server')), {
        cause: 'HE-801',
        remedy: 'use-found',
      })?.actions,
    ).toMatchObject([
      { do: 'set', line: 2, value: '/home/alice/bin/server --port 80' },
      { do: 'start' },
    ]);
  });

  test('names what was probably meant', () => {
    const told = notRun(ENOENT, {
      paths: [
        ['/opt/server', missing('/opt', 'serve', 'etc')],
        ['/opt/serve', file()],
      ],
    });
    expect(firstOf(told).remedies).toMatchObject([{ id: 'use-meant', level: 'ask' }]);
  });

  test('shows systemd’s report, the setting and the disk as evidence, each with its place', () => {
    const { sentence, short, evidence } = firstOf(
      notRun(ENOENT, { paths: [['/opt/server', missing('/opt')]] }),
    );
    expect(withoutMarks(sentence)).toBe('Could not run: no /opt/server.');
    expect(short).toBe('no such program');
    expect(evidence.map(({ at }) => at)).toEqual([
      { kind: 'log', cursor: 's=0' },
      {
        kind: 'setting',
        path: '/home/alice/.config/systemd/user/web.service',
        line: 2,
      },
      { kind: 'path', path: '/opt' },
    ]);
  });

  test('is said of ExecStartPre=, too', () => {
    const told: Told = {
      text: '[Service]\nExecStartPre=/opt/prepare\nExecStart=/opt/server\n',
      exit: 203,
      directive: 'ExecStartPre',
      lines: [spawnFailed('EXEC', '/opt/prepare', ENOENT)],
      answers: { paths: [['/opt/prepare', missing('/opt')]], unmounted: [] },
    };
    expect(causesOf(told)).toEqual(['program-missing']);
    expect(JSON.stringify(firstOf(told).evidence)).toContain('ExecStartPre=/opt/prepare');
  });

  test('is said of ExecStart=-, which allows that', () => {
    const told: Told = {
      text: '[Service]\nExecStart=-/opt/server\n',
      exit: 0,
      lines: [
        report('Executable /opt/server missing, skipping: No such file or directory', {
          MESSAGE_ID: ids.spawnFailed,
        }),
      ],
      service: { commands: [{ ...command, path: '/opt/server' }] },
      answers: {
        paths: [['/opt/server', missing('/opt')]],
        programs: [['server', nowhere]],
        unmounted: [],
      },
    };
    expect(causesOf(told)).toEqual(['program-missing']);
  });

  test('is no cause for a program that exits with 203 itself', () => {
    expect(causesOf({ exit: 203, answers: { paths: [['/opt/server', missing('/opt')]] } })).toEqual(
      ['exit-code'],
    );
  });

  test('is unknown until the disk was looked at', () => {
    const symptoms = symptomsOf(notRun(ENOENT));
    expect(diagnose(symptoms).causes).toEqual([]);
    expect(questionsOf(symptoms)?.paths).toEqual(['/opt/server']);
  });
});
