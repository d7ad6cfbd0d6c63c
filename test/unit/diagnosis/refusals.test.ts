import { describe, expect, test } from 'vitest';
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import { step } from './failed-step.ts';
import { causesOf, firstOf, ids, report, type Told } from './symptoms-of.ts';

describe('settings that a user manager refuses', () => {
  test.each<[number, string, string, CauseName]>([
    [216, 'GROUP', 'User=nobody', 'group-refused'],
    [217, 'USER', 'User=nobody-at-all', 'user-refused'],
    [217, 'USER', 'DynamicUser=yes', 'user-refused'],
    [218, 'CAPABILITIES', 'AmbientCapabilities=CAP_NET_RAW', 'capabilities-refused'],
    [226, 'NAMESPACE', 'TemporaryFileSystem=/srv', 'namespace-refused'],
    [228, 'SECCOMP', 'SystemCallFilter=@system-service', 'seccomp-refused'],
    [214, 'SETSCHEDULER', 'CPUSchedulingPolicy=fifo', 'setting-refused'],
  ])('%i/%s by %s', (code, name, setting, cause) => {
    const told = step(code, name, setting, {}, 1);
    expect(causesOf(told)).toEqual([cause]);
    expect(firstOf(told).evidence.map(({ text }) => text)).toContain(setting);
  });

  test('are none without such a setting', () => {
    expect(causesOf(step(217, 'USER', 'Nice=5', {}, 1))).toEqual([]);
  });

  test('are removed at once only where they can mean nothing else', () => {
    expect(firstOf(step(216, 'GROUP', 'User=nobody', {}, 1)).remedies).toMatchObject([
      { level: 'safe' },
    ]);
    const walled = firstOf(step(226, 'NAMESPACE', 'TemporaryFileSystem=/srv', {}, 1)).remedies;
    expect(walled.map(({ id, level }) => [id, level])).toEqual([
      ['remove-setting', 'ask'],
      ['private-users', 'ask'],
    ]);
  });
});

describe('a unit that systemd doesn’t load', () => {
  const path = '/home/alice/.config/systemd/user/web.service';
  const refused = (text: string, ...lines: Told['lines'] & object): Told => ({
    text,
    lines,
    details: {
      loadState: 'bad-setting',
      loadError: 'Unit web.service has a bad unit file setting.',
    },
  });
  const atLine = (line: number, why: string) => ({
    ...report(''),
    message: `${path}:${String(line)}: ${why}`,
  });

  test('has a bad line, and says which', () => {
    const told = refused(
      '[Service]\nExecStart=./server\n',
      atLine(2, 'Neither a valid executable name nor an absolute path: ./server'),
    );
    const { sentence, short, evidence } = firstOf(told);
    expect(causesOf(told)).toEqual(['bad-setting']);
    expect(sentence).toMatch(/^systemd refuses line 2: Neither a valid executable/);
    expect(short).toBe('line 2 refused');
    expect(evidence.map(({ from }) => from)).toEqual(['log', 'setting']);
  });

  test('has a bad line by its text alone, where the journal has nothing', () => {
    expect(firstOf(refused('[Service\nExecStart=/bin/true\n')).short).toBe('line 1 refused');
  });

  test('isn’t refused for a line that is only ignored', () => {
    const told = refused(
      '[Service]\nExecStart=/bin/a\nExecStart=/bin/b\nColor=red\n',
      atLine(4, "Unknown key name 'Color' in section 'Service', ignoring."),
      report(
        'Service has more than one ExecStart= setting, which is only allowed for Type=oneshot services. Refusing.',
      ),
    );
    const { sentence, evidence } = firstOf(told);
    expect(sentence).toMatch(/more than one ExecStart=/);
    expect(evidence.flatMap(({ at }) => (at?.kind === 'setting' ? [at.line] : []))).toEqual([2, 3]);
  });

  test.each<[string, Told, CauseName]>([
    ['has no command', refused('[Unit]\nDescription=x\n'), 'no-command'],
    ['is masked', { text: '', details: { loadState: 'masked' } }, 'masked'],
    ['is missing', { text: '', details: { loadState: 'not-found' } }, 'unit-missing'],
    [
      'can’t be read',
      { text: '', details: { loadState: 'error', loadError: 'Permission denied' } },
      'file-unreadable',
    ],
    [
      'has the BusName= of another',
      { details: { busNameTaken: { busName: 'org.example.A', by: 'other.service' } } },
      'bus-name-twice',
    ],
  ])('%s', (_, told, cause) => {
    expect(causesOf(told)).toEqual([cause]);
    expect(firstOf(told).evidence).not.toEqual([]);
  });

  test('has nothing to do with a failure before', () => {
    expect(
      causesOf({
        exit: 3,
        details: { loadState: 'masked' },
        lines: [report('x', { MESSAGE_ID: ids.failed })],
      }),
    ).toEqual(['masked']);
  });
});
