import { describe, expect, test } from 'vitest';
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import { withoutMarks } from '../../../electron/core/texts/marks.ts';
import { causesOf, firstOf, report, said, symptomsOf, type Told } from './symptoms-of.ts';
import { offeredRemedy } from '../../../electron/core/diagnosis/diagnose.ts';

const ended = (
  line: string | readonly string[],
  answers: Told['answers'] = {},
  exit = 1,
): Told => ({
  exit,
  lines: said(...(typeof line === 'string' ? [line] : line)),
  answers: { unmounted: [], ...answers },
});
const server = [{ pid: 398, isOwn: true, program: 'python3', unit: null }];

describe('a port', () => {
  const taken = 'Error: bind 127.0.0.1:48100: address already in use';

  test('is taken, by whom', () => {
    const told = ended(taken, { ports: [[48_100, server]] });
    expect(causesOf(told)).toEqual(['port-taken']);
    const { sentence, short, evidence } = firstOf(told);
    expect(withoutMarks(sentence)).toBe('Port 48100 is taken by python3 (PID 398).');
    expect(short).toBe('port 48100 taken');
    expect(evidence.map(({ from }) => from)).toEqual(['log', 'system', 'setting']);
  });

  test.each([
    [taken],
    [['OSError: [Errno 98] Address already in use']],
    [['bind() to 0.0.0.0:48100 failed (98: Address already in use)', 'still could not bind()']],
    [
      [
        'Warning: Could not create server TCP listening socket *:48100: bind: Address already in use',
        'Failed listening on port 48100 (TCP), aborting.',
      ],
    ],
    [['listen tcp :48100: bind: address already in use']],
    [['2026/11/29 10:00:00 listen tcp 127.0.0.1:48100: bind: address already in use']],
  ])('is read from the log or the command: %j', (lines) => {
    const told = {
      ...ended(lines, { ports: [[48_100, server]] }),
      text: '[Service]\nExecStart=/opt/server --port 48100\n',
    };
    expect(firstOf(told).short).toBe('port 48100 taken');
  });

  test('of a socket unit is named, though nobody may look into the manager that listens', () => {
    const told = ended(taken, {
      ports: [[48_100, [{ pid: null, isOwn: true, program: null, unit: 'web.socket' }]]],
    });
    const { sentence, evidence, remedies } = firstOf(told);
    expect(withoutMarks(sentence)).toBe('Port 48100 is taken: web.socket listens on it.');
    expect(evidence[1]?.text).toBe('web.socket listens on port 48100');
    expect(remedies).toMatchObject([{ id: 'stop-owner' }]);
  });

  test.each([
    [false, 'Port 48100 is taken by a program of another user.'],
    [
      true,
      'Port 48100 is taken by a program of yours that shows nobody what it has open, as programs with capabilities do.',
    ],
  ])('of an unseen program names whose it is: own %s', (isOwn, sentence) => {
    const unseen = { pid: null, isOwn, program: null, unit: null };
    const told = ended(taken, { ports: [[48_100, [unseen]]] });
    expect(withoutMarks(firstOf(told).sentence)).toBe(sentence);
  });

  test('of another service offers to stop that', () => {
    const told = ended(taken, {
      ports: [[48_100, [{ pid: 1, isOwn: true, program: 'a', unit: 'old.service' }]]],
    });
    expect(firstOf(told).remedies).toMatchObject([{ id: 'stop-owner', level: 'ask' }]);
    expect(
      offeredRemedy(symptomsOf(told), { cause: 'HE-701', remedy: 'stop-owner' })?.actions[0],
    ).toEqual({
      do: 'stop',
      unit: 'old.service',
    });
  });

  test('was only warned of, and another one taken', () => {
    expect(
      causesOf(
        ended(
          [
            '8080: address already in use, trying 8081',
            'listening on 127.0.0.1:8081',
            'fatal: the licence ended',
          ],
          {},
          5,
        ),
      ),
    ).toEqual(['exit-code']);
  });

  test('is privileged', () => {
    expect(causesOf(ended('Error: listen EACCES: permission denied 0.0.0.0:443'))).toEqual([
      'port-privileged',
    ]);
    const python = [
      'Traceback (most recent call last):',
      '  File "/x.py", line 1, in <module>',
      'PermissionError: [Errno 13] Permission denied',
    ];
    const told = {
      ...ended(python),
      text: '[Service]\nExecStart=/usr/bin/python3 -m http.server 80\n',
    };
    expect(causesOf(told)).toEqual(['port-privileged', 'python-error']);
  });
});

describe('a socket', () => {
  const socket = (result: string, message = ''): Told => ({
    text: '[Socket]\nListenStream=127.0.0.1:48100\n',
    lines: message === '' ? [] : [report(message)],
    symptoms: {
      service: null,
      details: {
        ...symptomsOf({}).details,
        kind: 'socket',
        activeState: 'failed',
        result,
        triggers: ['web.service'],
        listens: [],
        accept: false,
        connections: 0,
        accepted: 0,
        refused: 0,
        connectionsMax: 64,
        limit: null,
      },
    },
    answers: { ports: [[48_100, server]], units: [] },
  });

  test.each<[string, Told, CauseName[]]>([
    [
      'finds its port taken',
      socket(
        'resources',
        'Failed to create listening socket (127.0.0.1:48100): Address already in use',
      ),
      ['port-taken'],
    ],
    [
      'may not listen',
      socket('resources', 'Failed to create listening socket (/run/x): Permission denied'),
      ['socket-not-listening'],
    ],
    [
      'has no service',
      socket('resources', 'Socket service web.service not loaded, refusing.'),
      ['socket-service-missing'],
    ],
    ['has a service that fails', socket('service-start-limit-hit'), ['socket-service-fails']],
    ['is triggered too often', socket('trigger-limit-hit'), ['trigger-limit']],
    ['fails in a way that isn’t known', socket('resources'), []],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });
});
