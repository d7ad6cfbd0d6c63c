import { describe, expect, test } from 'vitest';
import { execOfLine, proofFileOf } from '../../../electron/core/create/form-proof.ts';
import { currentForm } from '../../../electron/core/create/kept-form.ts';
import {
  emptyForm,
  formFindings,
  unitText,
  type ServiceForm,
} from '../../../electron/core/create/service-form.ts';
import { creationPaths, creationSteps } from '../../../electron/core/create/steps.ts';

const form = (differs: Partial<ServiceForm>): ServiceForm => ({
  ...emptyForm(),
  name: 'a',
  command: '/bin/true',
  ...differs,
});
const proofText = (differs: Partial<ServiceForm>): string =>
  unitText(form(differs)).split('[X-Hearth]\n')[1] ?? '';

describe('the proof of the form', () => {
  test.each<[Partial<ServiceForm>, string]>([
    [{ proofFile: '~/a 5%', proofPeriod: '30s' }, 'ProofFile=%h/a 5%%\nProofPeriodSec=30s\n'],
    [{ proofKind: 'socket', proofValue: '8080' }, 'ProofSocket=8080\n'],
    [
      { proofKind: 'http', proofValue: 'http://localhost/%20', proofPeriod: '5min' },
      'ProofHTTP=http://localhost/%%20\nProofPeriodSec=5min\n',
    ],
    [{ proofKind: 'exec', proofValue: `/bin/test -e 'a b'` }, 'ProofExec=/bin/test -e "a b"\n'],
    [{ proofKind: 'bus-name', proofValue: 'org.example.A' }, 'ProofBusName=org.example.A\n'],
    [{ proofKind: 'log', proofValue: '^done' }, 'ProofLog=^done\n'],
    [{ proofKind: 'log' }, ''],
    // What was typed for another kind stays in the form, not in the file.
    [{ proofKind: 'log', proofFile: '~/x' }, ''],
  ])('is written as its setting: %o', (differs, wanted) => {
    expect(proofText(differs)).toBe(wanted);
  });

  test.each<[Partial<ServiceForm>, string]>([
    [{ proofKind: 'http', proofValue: 'http://example.org/' }, 'proofValue'],
    [{ proofKind: 'socket', proofValue: 'x' }, 'proofValue'],
    [{ proofKind: 'exec', proofValue: 'true' }, 'proofValue'],
    [{ proofKind: 'log', proofValue: '(' }, 'proofValue'],
    [{ proofFile: '/x', proofPeriod: 'soon' }, 'proofPeriod'],
    [{ proofFile: 'x' }, 'proofFile'],
  ])('is refused where it can’t be looked for: %o', (differs, field) => {
    expect(formFindings(form(differs))).toMatchObject([{ field, level: 'error' }]);
  });

  test('is a step of the creation only if it is a file', () => {
    const folders = { home: '/home/a', runtime: '/run/user/1', units: '/home/a/u' };
    const stepsOf = (differs: Partial<ServiceForm>): string[] => {
      const typed = form(differs);
      return creationSteps(typed, creationPaths(typed, folders)).map(({ id }) => id);
    };
    expect(stepsOf({ proofFile: '~/x' })).toContain('proof');
    expect(stepsOf({ proofKind: 'log', proofValue: 'x', proofFile: '~/x' })).not.toContain('proof');
    expect(proofFileOf(form({ proofKind: 'log', proofFile: '~/x' }))).toBe('');
  });

  test('is a file in a form that an earlier version kept', () => {
    const { proofKind, proofValue, proofPeriod, ...kept } = form({ proofFile: '~/x' });
    expect([proofKind, proofValue, proofPeriod]).toEqual(['file', '', '']);
    expect(currentForm(kept)).toEqual(form({ proofFile: '~/x' }));
  });
});

test('a command that needs a shell gets one', () => {
  expect(execOfLine('/bin/a | /bin/b')).toMatch(/^\/bin\/sh -c "\/bin\/a \| \/bin\/b"$/);
  expect(execOfLine('a | b')).not.toBeNull();
  expect(execOfLine('a')).toBeNull();
  expect(execOfLine('')).toBeNull();
});
