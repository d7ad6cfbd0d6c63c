import { execFileSync } from 'node:child_process';
import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { namedCode, signalName } from '../../../electron/core/units/exit-status.ts';
import { endingMeaning, endingText } from '../../../electron/core/units/ending.ts';
import { withoutMarks } from '../../../electron/core/texts/marks.ts';
import type { FailedCommand } from '../../../electron/core/units/unit.ts';

const command = (differs: Partial<FailedCommand>): FailedCommand => ({
  directive: 'ExecStart',
  path: '/opt/x',
  exitKind: 'exited',
  exitStatus: 1,
  ...differs,
});
const failing = (differs: Partial<FailedCommand>, result = 'exit-code', workingFolder = '') => {
  const failedCommand = command(differs);
  const { exitKind, exitStatus } = failedCommand;
  return { result, exitKind, exitStatus, failedCommand, workingFolder };
};
const meaning = (...of: Parameters<typeof failing>): string =>
  withoutMarks(endingMeaning(failing(...of)));

describe('the end of a run', () => {
  test.each([
    [0, '0/SUCCESS'],
    [1, '1/FAILURE'],
    [3, '3/NOTIMPLEMENTED'],
    [42, '42'],
    [78, '78/CONFIG'],
    [143, '143'],
    [200, '200/CHDIR'],
    [203, '203/EXEC'],
    [217, '217/USER'],
    [223, '223'],
    [244, '244/BPF'],
    [255, '255/EXCEPTION'],
  ])('names exit code %i as %s', (code, name) => {
    expect(namedCode(code)).toBe(name);
  });

  test('names signals as the system does', () => {
    for (const [name, number] of Object.entries(constants.signals)) {
      // The system has two names for some.
      if (['SIGIOT', 'SIGPOLL', 'SIGUNUSED'].includes(name)) continue;
      expect(signalName(number)).toBe(name);
    }
    expect(signalName(36)).toBe('SIGRTMIN+2');
    expect(signalName(0)).toBeNull();
    expect(signalName(99)).toBeNull();
  });

  test('is worded with systemd’s name for a step of its own, and the command if it isn’t the main one', () => {
    expect(endingText(failing({ exitStatus: 203 }))).toBe('exit code 203/EXEC');
    expect(endingText(failing({ exitKind: 'killed', exitStatus: 9 }))).toBe(
      'killed by SIGKILL (9)',
    );
    expect(endingText(failing({ directive: 'ExecStartPre', exitStatus: 2 }))).toBe(
      'exit code 2 in ExecStartPre=',
    );
    const none = { exitKind: null, exitStatus: null, failedCommand: null, workingFolder: '' };
    expect(endingText({ ...none, result: 'success' })).toBeNull();
  });
});

describe('what an end means', () => {
  test('says which program never ran, and which setting to check', () => {
    expect(meaning({ exitStatus: 203 })).toMatch(/^\/opt\/x never ran: systemd couldn’t execute/);
    expect(meaning({ exitStatus: 217 })).toMatch(/^\/opt\/x never ran: .*User=/);
    expect(meaning({ exitStatus: 218 })).toMatch(/CapabilityBoundingSet=/);
    expect(meaning({ exitStatus: 200 }, 'exit-code', '/srv/x')).toBe(
      'The program never ran: systemd couldn’t enter /srv/x. Check WorkingDirectory=.',
    );
  });

  test('says for every code of systemd that the program never ran', () => {
    const own = execFileSync('systemd-analyze', ['exit-status', '--no-pager'], { encoding: 'utf8' })
      .split('\n')
      .flatMap((line) => {
        const [name = '', code = '', of] = line.trim().split(/\s+/);
        return of === 'systemd' && name !== 'EXCEPTION' ? [[Number(code), name] as const] : [];
      });
    expect(own.length).toBeGreaterThan(40);
    for (const [code, name] of own) {
      expect(namedCode(code)).toBe(`${String(code)}/${name}`);
      expect(meaning({ exitStatus: code })).toMatch(/^\/opt\/x never ran: /);
    }
  });

  test('takes 128 plus a signal that stops a service for that stop', () => {
    expect(meaning({ exitStatus: 143 })).toMatch(
      /^143 is 128\+15: .* SIGTERM.*SuccessExitStatus=143/,
    );
    expect(meaning({ exitStatus: 130 })).toMatch(/SIGINT.*SuccessExitStatus=130/);
    expect(meaning({ exitStatus: 137 })).toMatch(/^137 is 128\+9: .* killed by SIGKILL/);
  });

  test('explains a shell’s codes, conventions and signals', () => {
    expect(meaning({ exitStatus: 127 })).toMatch(/can’t find a command/);
    expect(meaning({ exitStatus: 126 })).toMatch(/can’t execute/);
    expect(meaning({ exitStatus: 78 })).toMatch(/by convention .* configuration/);
    expect(meaning({ exitKind: 'dumped', exitStatus: 11 }, 'core-dump')).toMatch(/memory access/);
  });

  test('says no more than systemd where the process is not the cause', () => {
    expect(meaning({ exitKind: 'killed', exitStatus: 9 }, 'timeout')).toMatch(/time limit/);
    expect(meaning({ exitStatus: 42 })).toBe('the program exited with an error code');
  });
});
