import { describe, expect, test } from 'vitest';
import { offeredRemedy, diagnose } from '../../../electron/core/diagnosis/diagnose.ts';
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import {
  causesOf,
  firstOf,
  ids,
  missing,
  report,
  said,
  symptomsOf,
  type Told,
} from './symptoms-of.ts';

const service = (...lines: string[]): string =>
  ['[Service]', ...lines, 'ExecStart=/opt/server', ''].join('\n');
const timedOut = (state: string, ...lines: string[]): Told => ({
  text: service(...lines),
  result: 'timeout',
  lines: [report(`${state} operation timed out. Terminating.`)],
});
const withReport = (told: Told, message: string): Told => ({
  ...told,
  lines: [...(told.lines ?? []), report(message)],
});

const notForMain =
  'Got notification message from PID 12, but reception only permitted for main PID 11';
const noPidFile = "Can't open PID file /run/x.pid (yet?) after start: No such file or directory";

describe('a time limit', () => {
  test.each<[string, Told, CauseName[]]>([
    ['of a oneshot', timedOut('start', 'Type=oneshot'), ['start-timeout']],
    ['of ExecStartPre=', timedOut('start-pre', 'ExecStartPre=/bin/sleep 9'), ['start-timeout']],
    ['until readiness', timedOut('start', 'Type=notify'), ['never-ready']],
    [
      'until readiness, said by another process',
      withReport(timedOut('start', 'Type=notify'), notForMain),
      ['ready-not-accepted'],
    ],
    ['until it forks', timedOut('start', 'Type=forking'), ['does-not-fork']],
    [
      'until its PID file',
      {
        ...withReport(timedOut('start', 'Type=forking', 'PIDFile=/run/x.pid'), noPidFile),
        answers: { paths: [['/run/x.pid', missing('/run')]] },
      },
      ['pid-file'],
    ],
    [
      'until its D-Bus name',
      {
        ...timedOut('start', 'Type=dbus', 'BusName=org.example.A'),
        answers: { busNames: [['org.example.A', null]] },
      },
      ['bus-name-never-came'],
    ],
    [
      'of a stop',
      { result: 'timeout', lines: [report("State 'stop-sigterm' timed out. Killing.")] },
      ['stop-timeout'],
    ],
    [
      'of RuntimeMaxSec=',
      { result: 'timeout', lines: [report('Service reached runtime time limit. Stopping.')] },
      ['runtime-limit'],
    ],
    ['of the watchdog', { text: service('WatchdogSec=2'), result: 'watchdog' }, ['watchdog']],
    ['that nothing names', { result: 'timeout' }, []],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });

  test('names the command that took too long, and offers twice the time', () => {
    const { sentence, remedies } = firstOf(timedOut('start-pre', 'ExecStartPre=/bin/sleep 9'));
    expect(sentence).toContain('ExecStartPre=');
    expect(remedies).toMatchObject([{ level: 'ask', label: 'Allow 180 s' }]);
  });

  test('is lifted by the Type= that fits', () => {
    const symptoms = symptomsOf(timedOut('start', 'Type=forking'));
    expect(
      offeredRemedy(symptoms, { cause: 'HE-505', remedy: 'type-exec' })?.actions[0],
    ).toMatchObject({
      do: 'set',
      line: 2,
      key: 'Type',
      value: 'exec',
    });
  });
});

describe('a protocol that was not kept', () => {
  test.each<[string, Told, CauseName[]]>([
    [
      'by ending before READY=1',
      { text: service('Type=notify'), exit: 0, result: 'protocol' },
      ['ready-unsaid'],
    ],
    [
      'by ending before its D-Bus name',
      {
        text: service('Type=dbus', 'BusName=org.example.A'),
        exit: 0,
        result: 'protocol',
        answers: { busNames: [['org.example.A', null]] },
      },
      ['bus-name-never-came'],
    ],
    [
      'by leaving no PID file',
      {
        ...withReport(
          { text: service('Type=forking', 'PIDFile=/run/x.pid'), result: 'protocol' },
          noPidFile,
        ),
        answers: { paths: [['/run/x.pid', missing('/run')]] },
      },
      ['pid-file'],
    ],
    ['in a way that isn’t known', { text: service('Type=forking'), result: 'protocol' }, []],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });
});

describe('a D-Bus name that another program owns', () => {
  const owner = { pid: 400, isOwn: true, program: 'dunst', unit: 'dunst.service' };
  const told: Told = {
    text: service('BusName=org.freedesktop.Notifications'),
    exit: 1,
    lines: said('cannot register org.freedesktop.Notifications: name already taken'),
    answers: { busNames: [['org.freedesktop.Notifications', owner]] },
  };

  test('is named with its owner', () => {
    expect(causesOf(told)).toEqual(['bus-name-taken']);
    expect(firstOf(told).sentence).toMatch(/is taken by dunst \(PID 400\)\.$/);
    expect(firstOf(told).remedies).toMatchObject([{ id: 'stop-owner', level: 'ask' }]);
  });

  test('is no cause if nobody owns it now, or the service itself', () => {
    const by = (one: typeof owner | null): Told => ({
      ...told,
      answers: { busNames: [['org.freedesktop.Notifications', one]] },
    });
    expect(causesOf(by(null))).toEqual([]);
    expect(causesOf(by({ ...owner, unit: 'web.service' }))).toEqual([]);
  });
});

describe('restarts', () => {
  const again = report('Scheduled restart job, restart counter is at 3.', {
    MESSAGE_ID: ids.restart,
  });
  const tooQuickly = report('Start request repeated too quickly.');

  test('that systemd refuses come after the error that made them', () => {
    expect(causesOf({ exit: 3, lines: [...said('closed'), tooQuickly] })).toEqual([
      'exit-code',
      'start-limit',
    ]);
  });

  test('show the first error of their series', () => {
    const first = 'f'.repeat(32);
    const lines = [
      { message: 'schema 7 is newer', invocation: first },
      {
        ...report("Failed with result 'exit-code'.", {
          MESSAGE_ID: ids.failed,
          UNIT_RESULT: 'exit-code',
        }),
        invocation: first,
      },
      again,
      { message: 'lock is left' },
      report("Failed with result 'exit-code'.", {
        MESSAGE_ID: ids.failed,
        UNIT_RESULT: 'exit-code',
      }),
      tooQuickly,
    ];
    const { causes } = diagnose(symptomsOf({ exit: 4, lines }));
    expect(causes.map(({ number }) => number)).toEqual(['HE-402', 'HE-601']);
    expect(causes[1]?.evidence.map(({ text }) => text)).toContain('schema 7 is newer');
  });

  test('by hand, too often, are safe to try again', () => {
    const told: Told = { result: 'start-limit-hit', exit: 0, details: { type: 'oneshot' } };
    expect(causesOf(told)).toEqual(['start-limit']);
    expect(firstOf(told).remedies).toMatchObject([{ level: 'safe' }]);
  });

  test('that go on are a loop, after their cause', () => {
    const told: Told = {
      exit: 3,
      lines: [again],
      details: { activeState: 'activating', subState: 'auto-restart', restarts: 3 },
    };
    expect(causesOf(told)).toEqual(['exit-code', 'restart-loop']);
  });

  test('are looked at through the journal while it is up for a moment', () => {
    const told: Told = {
      exit: 3,
      lines: [
        report("Failed with result 'exit-code'.", {
          MESSAGE_ID: ids.failed,
          UNIT_RESULT: 'exit-code',
        }),
        again,
      ],
      details: {
        activeState: 'active',
        subState: 'running',
        result: 'success',
        failedCommand: null,
        exitKind: null,
        exitStatus: null,
        restarts: 3,
        mainPid: 7,
      },
    };
    expect(causesOf({ ...told, symptoms: { isCrashing: true } })).toEqual([
      'exit-code',
      'restart-loop',
    ]);
    expect(causesOf(told)).toEqual([]);
  });
});
