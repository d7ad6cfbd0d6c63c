import { describe, expect, test } from 'vitest';
import type { CommandRecord } from '../../../electron/core/app/command-record.ts';
import { loginctlRefusal, pkexecRefusal } from '../../../electron/system/login/loginctl.ts';

const record = (exitCode: number | null, stderr: string): CommandRecord => ({
  id: 1,
  unit: null,
  line: 'loginctl enable-linger -- alice',
  startedAt: 0,
  durationMs: 1,
  exitCode,
  failure: exitCode === null ? 'timed-out' : null,
  stdout: '',
  stderr,
});

/** As loginctl 252, 257 and 262 word them. */
describe('loginctlRefusal', () => {
  test.each([
    [record(0, ''), null],
    [
      record(1, 'Could not enable linger: Interactive authentication required.\n'),
      'linger-no-agent',
    ],
    [
      record(
        1,
        'Could not enable linger: Access denied as the requested operation requires interactive authentication. However, interactive authentication has not been enabled by the calling program.\n',
      ),
      'linger-no-agent',
    ],
    [record(1, 'Could not enable linger: Access denied\n'), 'linger-denied'],
    [record(1, 'Could not enable linger: Connection timed out\n'), 'linger-timed-out'],
    [record(1, 'Could not enable linger: Method call timed out\n'), 'linger-timed-out'],
    [record(null, ''), 'linger-unanswered'],
    [record(1, 'Failed to look up user nobody-here: No such process\n'), 'linger-failed'],
  ])('reads a refusal of loginctl: %o → %s', (made, code) => {
    expect(loginctlRefusal(made)).toBe(code);
  });
});

/** As pkexec 122 words them. */
describe('pkexecRefusal', () => {
  test.each([
    [record(0, ''), null],
    [
      record(126, 'Error executing command as another user: Request dismissed\n'),
      'linger-cancelled',
    ],
    [
      record(
        127,
        'Error executing command as another user: Not authorized\n\nThis incident has been reported.\n',
      ),
      'linger-denied',
    ],
    [
      record(127, 'Error executing command as another user: No authentication agent found.\n'),
      'linger-no-agent',
    ],
    [record(null, ''), 'linger-unanswered'],
    [
      record(127, 'Cannot run program /usr/bin/loginctl: No such file or directory\n'),
      'linger-failed',
    ],
  ])('reads a refusal of pkexec: %o → %s', (made, code) => {
    expect(pkexecRefusal(made)).toBe(code);
  });
});
