/** Findings that another one about the same text explains better. */
import type { Finding } from '../syntax/finding.ts';

/** They explain what other rules only see as values or arguments that make no sense. */
const explaining = new Set([
  'broken-continuation',
  'comment-behind-value',
  'curly-quote',
  'invisible-character',
  'literal-variable',
]);

/** About a value as a whole, of which the explained part makes no sense. */
const ofWholeValue = /^bad-(?!command$)/;

const severities = ['hint', 'warning', 'error'] as const;

const isWithin = (finding: Finding, by: Finding): boolean =>
  finding.line === by.line &&
  finding.column < by.endColumn &&
  (finding.column >= by.column ||
    (finding.endColumn > by.column && ofWholeValue.test(finding.code)));

/** Removes them; the finding that explains them is as severe as the worst of them. */
export const withoutExplained = (findings: readonly Finding[]): Finding[] => {
  const explainers = new Map<number, Finding[]>();
  for (const one of findings) {
    if (!explaining.has(one.code)) continue;
    const onLine = explainers.get(one.line) ?? [];
    explainers.set(one.line, [...onLine, one]);
  }
  if (explainers.size === 0) return [...findings];
  const worst = new Map<Finding, number>();
  const kept = findings.filter((one) => {
    if (explaining.has(one.code)) return true;
    const by = explainers.get(one.line)?.find((other) => isWithin(one, other));
    if (by === undefined) return true;
    worst.set(by, Math.max(worst.get(by) ?? 0, severities.indexOf(one.severity)));
    return false;
  });
  return kept.map((one) => ({
    ...one,
    severity:
      severities[Math.max(severities.indexOf(one.severity), worst.get(one) ?? 0)] ?? one.severity,
  }));
};
