/** What `explain` prints. */
import { expect, test } from 'vitest';
import type { Diagnosis } from '../../../electron/core/diagnosis/cause.ts';
import { explanationLines, explanationOf } from '../../../electron/core/verdict/explanation.ts';
import { code } from '../../../electron/core/texts/marks.ts';

const diagnosis: Diagnosis = {
  unit: 'notes.service',
  causes: [
    {
      number: 'HE-101',
      name: 'Program missing',
      sentence: `There is no ${code('/bin/ntoes')}.`,
      short: 'no such program',
      evidence: [
        {
          text: 'ExecStart=/bin/ntoes',
          from: 'setting',
          at: { kind: 'setting', path: '/u/notes.service', line: 5 },
        },
        { text: 'red \u001b[31m', from: 'log', at: { kind: 'log', cursor: 's=1' } },
      ],
      remedies: [
        {
          id: 'use',
          level: 'safe',
          label: 'Use /bin/notes',
          explanation: `Changes ${code('ExecStart=')}.`,
          command: 'systemctl --user edit notes.service',
        },
      ],
    },
  ],
  known: [],
  lastLine: null,
};

const verdict = (
  tone: 'plain' | 'bad',
  sentence: string,
  more = '',
): Parameters<typeof explanationOf>[0] => ({ tone, sentence, more });
const failed = verdict('bad', 'Could not run: exit code 203/EXEC, 3 s ago');
const running = verdict('plain', 'Running for 2 h');

test('prints causes with their numbers, evidence and remedies, without marks or control characters', () => {
  expect(explanationLines(explanationOf(failed, diagnosis), true)).toEqual([
    'notes.service: Could not run: exit code 203/EXEC, 3 s ago',
    '',
    'HE-101 Program missing: There is no /bin/ntoes.',
    '  Evidence',
    '    setting  ExecStart=/bin/ntoes (/u/notes.service:5)',
    '    log      red \\u{1b}[31m',
    '  Remedies',
    '    [safe] Use /bin/notes: Changes ExecStart=.',
    '        $ systemctl --user edit notes.service',
  ]);
});

test('prints what is known when no cause is', () => {
  const known = [{ text: 'status=1', from: 'systemd', at: null } as const];
  const unknown = { ...diagnosis, causes: [], known };
  expect(explanationLines(explanationOf(failed, unknown), true)).toEqual([
    'notes.service: Could not run: exit code 203/EXEC, 3 s ago',
    '',
    'The cause isn’t known. This is known:',
    '    systemd  status=1',
  ]);
});

test('says that nothing is wrong only where the verdict isn’t bad', () => {
  const nothing = { ...diagnosis, causes: [], known: [] };
  expect(explanationLines(explanationOf(running, nothing), false)).toEqual([
    'notes.service: Running for 2 h',
    '',
    'Nothing is wrong with it.',
  ]);
  const lost = verdict('bad', 'Running, but its proof is lost', `${code('/p')} is missing.`);
  expect(explanationLines(explanationOf(lost, nothing), false)).toEqual([
    'notes.service: Running, but its proof is lost',
    '  /p is missing.',
  ]);
});

test('has the verdict without marks, for programs', () => {
  const { verdict: plain } = explanationOf(
    verdict('bad', 'Failed', `Run ${code('x')}.`),
    diagnosis,
  );
  expect(plain).toEqual({ tone: 'bad', sentence: 'Failed', more: 'Run x.' });
});
