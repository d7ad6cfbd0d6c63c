/** What depends on a unit's other files and its links. */
import { describe, expect, test } from 'vitest';
import { applied, lint, type Given } from './lint-bench.ts';

const codes = (text: string, given?: Given): string[] => lint(text, given).map(({ code }) => code);
const only = (text: string, given?: Given) => {
  const [finding, ...more] = lint(text, given);
  if (finding === undefined || more.length > 0)
    throw new Error(`not one: ${codes(text, given).join()}`);
  return finding;
};

describe('resets and lists in drop-ins', () => {
  test('an empty dependency resets nothing, whether or not the unit is known', () => {
    const text = '[Unit]\nAfter=\nAfter=mine.service\n';
    const finding = only(text, { isDropIn: true });
    expect([finding.code, finding.line]).toEqual(['resets-nothing', 2]);
    expect(only(text, { isDropIn: true, before: ['[Unit]\nAfter=a.service\n'] }).line).toBe(2);
  });

  test('an empty list resets nothing only if the unit is known and sets none', () => {
    const text = '[Service]\nExecStartPre=\n';
    expect(codes(text, { isDropIn: true })).toEqual([]);
    const before = ['[Service]\nExecStart=/bin/true\nExecStartPre=/bin/a\n'];
    expect(codes(text, { isDropIn: true, before })).toEqual([]);
    const without = ['[Service]\nExecStart=/bin/true\n'];
    expect(codes(text, { isDropIn: true, before: without })).toEqual(['resets-nothing']);
  });

  test.each([
    ['a.timer', '[Timer]\nOnCalendar=daily\n', '[Timer]\nOnCalendar=weekly\n'],
    ['a.socket', '[Socket]\nListenStream=1234\n', '[Socket]\nListenStream=2345\n'],
    ['a.service', '[Service]\nType=oneshot\nExecStart=/bin/a\n', '[Service]\nExecStart=/bin/b\n'],
  ])(
    'hints that a drop-in of %s adds to a list, and replaces it by the fix',
    (unit, base, text) => {
      const given = { unit, isDropIn: true, before: [base] };
      const finding = only(text, given);
      expect([finding.code, finding.severity, finding.line]).toEqual(['adds-to-list', 'hint', 2]);
      expect(codes(applied(text, finding), given)).toEqual([]);
    },
  );

  test('nothing is known of the order and the triggers of a unit that isn’t on disk', () => {
    expect(codes('[Unit]\nRequires=a.service\n', { isDropIn: true })).toEqual([]);
    const timer = { unit: 'a.timer', isDropIn: true };
    expect(codes('[Timer]\nOnUnitActiveSec=1h\n', timer)).toEqual([]);
  });
});

test('hints at an enabled oneshot service that has a timer', () => {
  const text = '[Service]\nType=oneshot\nExecStart=/bin/true\n[Install]\nWantedBy=default.target\n';
  const units = new Map([['bad.timer', { user: true, system: false }]]);
  expect(codes(text, { units })).toEqual([]);
  expect(only(text, { units, isEnabled: true }).code).toBe('starts-at-login-too');
});
