import { describe, expect, test } from 'vitest';
import { isKilledOnRequest } from '../../../electron/core/diagnosis/case/failed-run.ts';
import { ids, report, said, symptomsOf, type Told } from './symptoms-of.ts';

const SIGKILL = 9;

describe('a run that somebody killed through systemd', () => {
  const asked = report('Sent signal SIGKILL to main process 1000 (server) on client request.');
  const failure = report("Failed with result 'signal'.", {
    MESSAGE_ID: ids.failed,
    UNIT_RESULT: 'signal',
  });

  test.each<[string, Told, boolean]>([
    ['is known', { signal: SIGKILL, lines: [asked] }, true],
    [
      'is known after a restart',
      { lines: [asked, failure], details: { invocation: 'next' } },
      true,
    ],
    ['is none that ended otherwise', { signal: SIGKILL }, false],
    [
      'is none before the one that failed',
      { signal: SIGKILL, lines: [{ ...asked, invocation: 'before' }] },
      false,
    ],
    [
      'is none that only its program wrote of',
      { signal: SIGKILL, lines: said('Sent signal SIGKILL to process 2 on client request.') },
      false,
    ],
  ])('%s', (_, told, expected) => {
    expect(isKilledOnRequest(symptomsOf(told))).toBe(expected);
  });
});
