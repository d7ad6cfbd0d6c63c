import { describe, expect, test } from 'vitest';
import { applied, lint } from './lint-bench.ts';
import { readCases } from './read-cases.ts';

const cases = readCases();

describe(`${cases.length} bad unit files`, () => {
  test('has at least 60 bad unit files', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
  });

  test.each(cases.map((one, index) => [`${index + 1} ${one.code}`, one] as const))(
    'finds only the fault on its line: %s',
    (_, one) => {
      const findings = lint(one.text, one);
      expect(findings.map(({ code, line }) => `${line} ${code}`)).toEqual([
        `${one.line} ${one.code}`,
      ]);
      const [finding] = findings;
      if (finding === undefined) throw new Error('no finding');
      if (one.severity !== null) expect(finding.severity).toBe(one.severity);
      const line = one.text.split('\n')[one.line - 1] ?? '';
      expect(finding.column).toBeGreaterThanOrEqual(1);
      expect(finding.endColumn).toBeGreaterThan(finding.column);
      expect(finding.endColumn).toBeLessThanOrEqual(line.length + 1);
      expect(finding.fix !== null).toBe(one.fixed !== null);
      if (one.fixed === null) return;
      const fixed = applied(one.text, finding);
      expect(lint(fixed, one).map(({ code }) => code)).not.toContain(one.code);
      if (one.fixed !== '') expect(fixed.split('\n')).toContain(one.fixed);
      else expect(fixed.split('\n')[one.line - 1]).not.toBe(line);
    },
  );
});
