import { describe, expect, test } from 'vitest';
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import { withoutMarks } from '../../../electron/core/texts/marks.ts';
import { diagnose } from '../../../electron/core/diagnosis/diagnose.ts';
import {
  causesOf,
  file,
  firstOf,
  ids,
  report,
  said,
  spawnFailed,
  symptomsOf,
  type Told,
} from './symptoms-of.ts';

const [SIGKILL, SIGSEGV, SIGTERM, SIGXCPU, SIGXFSZ, SIGSYS] = [9, 11, 15, 24, 25, 31];
const service = (...lines: string[]): string => ['[Service]', ...lines, ''].join('\n');
const stopping = report('Stopping…', { MESSAGE_ID: ids.stopping });
const inMemory = report('A process of this unit has been killed by the OOM killer.', {
  MESSAGE_ID: ids.memory,
});

/** What is left of a run of a unit that nothing refers to. */
const forgotten: Told = {
  lines: [report('Started.', { MESSAGE_ID: ids.started })],
  details: { invocation: null, stateSince: null },
};

describe('the end of a process', () => {
  test.each<[string, Told, CauseName[]]>([
    ['with a code of its own', { exit: 3, lines: said('app.toml: line 3') }, ['exit-code']],
    [
      'with a code that systemd has a name for',
      { exit: 217, lines: said('closed') },
      ['exit-code'],
    ],
    ['with 143 by itself', { exit: 143 }, ['exit-code']],
    ['with 143 when it was stopped', { exit: 143, lines: [stopping] }, ['ended-by-sigterm']],
    ['by a signal', { signal: SIGKILL }, ['killed-by-signal']],
    ['by SIGTERM', { signal: SIGTERM }, ['ended-by-sigterm']],
    [
      'with a core dump',
      {
        signal: SIGSEGV,
        lines: [
          {
            message: 'Process 1000 dumped core.',
            from: 'coredump',
            fields: { COREDUMP_PID: '1000' },
          },
        ],
      },
      ['core-dumped'],
    ],
    [
      'for lack of memory',
      { signal: SIGKILL, result: 'oom-kill', lines: [inMemory] },
      ['out-of-memory'],
    ],
    [
      'by LimitCPU=',
      { text: service('LimitCPU=1', 'ExecStart=/opt/server'), signal: SIGXCPU },
      ['cpu-limit'],
    ],
    [
      'by LimitFSIZE=',
      { text: service('LimitFSIZE=1', 'ExecStart=/opt/server'), signal: SIGXFSZ },
      ['file-size-limit'],
    ],
    [
      'by its sandbox',
      { text: service('SystemCallFilter=~x', 'ExecStart=/opt/server'), signal: SIGSYS },
      ['call-forbidden'],
    ],
    ['by SIGSYS without a sandbox', { signal: SIGSYS }, ['killed-by-signal']],
    [
      'in ExecStartPre=',
      {
        text: service('ExecStartPre=/opt/a', 'ExecStart=/opt/server'),
        exit: 4,
        directive: 'ExecStartPre',
      },
      ['start-pre-failed'],
    ],
    [
      'in ExecStop=',
      { text: service('ExecStart=/opt/server', 'ExecStop=/opt/a'), exit: 4, directive: 'ExecStop' },
      ['stop-failed'],
    ],
    ['at once, without an error', { exit: 0 }, ['ended-at-once']],
    [
      'after a while, without an error',
      { exit: 0, service: { mainStartedAt: 1, mainEndedAt: 600_000 } },
      ['ended-at-once'],
    ],
    ['without an error, which systemd forgot', forgotten, ['ended-at-once']],
    [
      'without an error, as systemd 257 says of a program that it couldn’t run',
      { exit: 0, lines: [spawnFailed('SUCCESS', '/opt/server', 22)] },
      [],
    ],
    [
      'by a signal from outside that counts as success',
      { signal: SIGTERM, result: 'success' },
      ['ended-by-sigterm'],
    ],
    [
      'with a code that counts as success by now',
      { text: service('SuccessExitStatus=3', 'ExecStart=/opt/server'), exit: 3 },
      [],
    ],
    [
      'at once, to the background',
      { text: service('ExecStart=/opt/server --daemon'), exit: 0 },
      ['forks-away'],
    ],
    [
      'at once, by a shell',
      { text: service("ExecStart=/bin/sh -c 'sleep 9 &'"), exit: 0 },
      ['forks-away'],
    ],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });

  test.each<[string, Told]>([
    ['1 or 255', { exit: 1, lines: said('fatal: feed 12 ends in the middle') }],
    ['255', { exit: 255 }],
    ['success as a oneshot', { text: service('Type=oneshot', 'ExecStart=/opt/server'), exit: 0 }],
    [
      'success after a stop',
      {
        exit: 0,
        details: { stateSince: 1 },
        lines: [],
        symptoms: {
          relations: {
            requires: [],
            requisite: [],
            bindsTo: [],
            after: [],
            triggeredBy: ['web.timer'],
          },
        },
      },
    ],
  ])('says nothing: %s', (_, told) => {
    expect(causesOf(told)).toEqual([]);
  });

  test('is told of what is known where its cause isn’t', () => {
    const { known, lastLine } = diagnose(symptomsOf({ exit: 1, lines: said('step 1', 'E0417') }));
    expect(known.map(({ text }) => text)).toEqual([
      'Result=exit-code',
      'process exited, code=exited, status=1',
      'E0417',
      'ExecStart=/opt/server',
    ]);
    expect(lastLine).toBe('E0417');
  });

  test('quotes the last line of the program', () => {
    const { sentence, short, evidence } = firstOf({
      exit: 3,
      lines: said('fatal: closed', 'exiting'),
    });
    expect(withoutMarks(sentence)).toMatch(/^Exit code 3 is the program’s own\. By convention/);
    expect(short).toBe('exit code 3');
    expect(evidence.map(({ text }) => text)).toContain('fatal: closed');
  });
});

describe('a language’s own error', () => {
  const python = [
    'Traceback (most recent call last):',
    '  File "/opt/job.py", line 3, in <module>',
    '    work()',
    'ValueError: page 4 is torn',
  ];
  const node = [
    'node:internal/x:1',
    '    throw e',
    '    ^',
    '',
    'TypeError: no items',
    '    at work (/opt/job.js:3:9)',
    '',
    'Node.js v20.1.0',
  ];
  const java = [
    'Exception in thread "main" java.lang.IllegalStateException: closed',
    '\tat Job.main(Job.java:3)',
  ];

  test.each<[string, string[], CauseName[], string]>([
    ['Python', python, ['python-error'], 'ValueError: page 4 is torn'],
    [
      'Python’s grammar',
      [
        '  File "/opt/job.py", line 1',
        '    def work(:',
        '             ^',
        'SyntaxError: invalid syntax',
      ],
      ['python-error'],
      'SyntaxError: invalid syntax',
    ],
    ['Node.js', node, ['node-error'], 'TypeError: no items'],
    ['Java', java, ['java-error'], java[0] ?? ''],
  ])('is quoted: %s', (_, lines, causes, text) => {
    const told = { exit: 1, lines: said(...lines) };
    expect(causesOf(told)).toEqual(causes);
    expect(firstOf(told).evidence[0]?.text).toBe(text);
  });

  test.each<[string, Told]>([
    [
      'caught, and followed by others',
      { exit: 1, lines: said(...python, 'plugin skipped', 'ready', 'feed 1', 'feed 2', 'closed') },
    ],
    ['said by a program that ends with another code', { exit: 5, lines: said(...python) }],
  ])('is no cause if it was %s', (_, told) => {
    expect(causesOf(told)).not.toContain('python-error');
  });

  test('comes after a cause that it only carries', () => {
    const lines = said(
      ...python.slice(0, 3),
      "FileNotFoundError: [Errno 2] No such file or directory: '/srv/app.conf'",
    );
    const told: Told = {
      exit: 1,
      lines,
      answers: {
        paths: [
          ['/srv/app.conf', { kind: 'missing', nearest: '/srv', names: [] }],
          ['/opt/server', file()],
        ],
        unmounted: [],
      },
    };
    expect(causesOf(told)).toEqual(['file-missing', 'python-error']);
  });
});
