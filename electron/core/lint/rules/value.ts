/** Values that systemd can’t read, so it ignores their line: yes and no, words of a list, signals, time spans. */
import type { Finding } from '../../syntax/finding.ts';
import { unknownSpecifierAt } from '../../syntax/specifiers.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintValueTexts } from '../../texts/lint/value.ts';
import { knownWords, nearest } from '../toolkit/did-you-mean.ts';
import { readTimeSpan, repairTimeSpan } from '../../syntax/time-span.ts';
import { fixWith, onValue, replaceValue } from '../toolkit/report.ts';
import { chosenWords, isSignal, wordSince } from '../../syntax/enum-values.ts';
import { manualOf } from '../toolkit/manual-page.ts';

const meantBoolean = (value: string): string | null => {
  if (/^(?:enabled?|ja|oui|si|ye|yess|ture|ok)$/i.test(value)) return 'yes';
  return /^(?:disabled?|none|never|nein|non|flase|fasle)$/i.test(value) ? 'no' : null;
};

const useValue = (unit: LintUnit, assignment: Assignment, value: string | null): Finding['fix'] =>
  value === null ? null : fixWith(lintFixesTexts.use(value), replaceValue(unit, assignment, value));

const badBoolean = (unit: LintUnit, assignment: Assignment): Finding => {
  const { key, value } = assignment;
  return onValue(unit, assignment, {
    code: 'bad-boolean',
    severity: 'warning',
    ...lintValueTexts['bad-boolean']({ key, value }),
    manual: manualOf(assignment, unit),
    fix: useValue(unit, assignment, meantBoolean(value)),
  });
};

const badWord = (unit: LintUnit, assignment: Assignment, words: readonly string[]): Finding => {
  const { key, value } = assignment;
  const since = wordSince(key, value);
  const meant = since === undefined ? nearest(value, knownWords(words)) : null;
  return onValue(unit, assignment, {
    code: 'bad-word',
    severity: 'warning',
    ...lintValueTexts['bad-word']({ key, value, meant, since, valid: words }),
    manual: manualOf(assignment, unit),
    fix: useValue(unit, assignment, meant),
  });
};

const signalKeys = new Set([
  'KillSignal',
  'RestartKillSignal',
  'FinalKillSignal',
  'WatchdogSignal',
  'ReloadSignal',
]);

const badSignal = (unit: LintUnit, assignment: Assignment): Finding => {
  const { value } = assignment;
  const upper = value.toUpperCase();
  return onValue(unit, assignment, {
    code: 'bad-signal',
    severity: 'warning',
    ...lintValueTexts['bad-signal'](value),
    manual: 'signal(7)',
    fix: useValue(unit, assignment, isSignal(upper) ? upper : null),
  });
};

/** systemd lists them with other kinds, but reads them as time spans. */
const moreSpans =
  /^(?:TimeoutStopSec|TimeoutAbortSec|JobTimeoutSec|JobRunningTimeoutSec|On(?:Active|Boot|Startup|UnitActive|UnitInactive)Sec)$/;

const badSpan = (unit: LintUnit, assignment: Assignment): Finding => {
  const { value } = assignment;
  return onValue(unit, assignment, {
    code: 'bad-time',
    severity: 'warning',
    ...lintValueTexts['bad-time'](value),
    manual: 'systemd.time(7), Parsing Time Spans',
    fix: useValue(unit, assignment, repairTimeSpan(value)),
  });
};

const isSpan = (kind: string, key: string): boolean => kind === 'SECONDS' || moreSpans.test(key);

/** Delays that are hardly ever meant to be thousands of seconds. */
const shortWaits = new Set(['RestartSec', 'TimeoutStopSec', 'WatchdogSec', 'TimeoutAbortSec']);

const suspiciousSpan = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { value, key } = assignment;
  if (!shortWaits.has(key) || !/^[1-9]\d*000$/.test(value) || Number(value) % 3600 === 0) return [];
  const minutes = Math.round(Number(value) / 60);
  return [
    onValue(unit, assignment, {
      code: 'suspicious-time',
      severity: 'hint',
      ...lintValueTexts['suspicious-time']({ value, minutes }),
      manual: 'systemd.time(7), Parsing Time Spans',
      fix: useValue(unit, assignment, `${value}ms`),
    }),
  ];
};

const killModeNone = (unit: LintUnit, assignment: Assignment): Finding =>
  onValue(unit, assignment, {
    code: 'kill-mode-none',
    severity: 'warning',
    ...lintValueTexts['kill-mode-none'],
    manual: 'systemd.kill(5), KillMode=',
  });

const obsoleteOutput = (unit: LintUnit, assignment: Assignment): Finding => {
  const now = assignment.value.replace('syslog', 'journal');
  return onValue(unit, assignment, {
    code: 'obsolete-output',
    severity: 'hint',
    ...lintValueTexts['obsolete-output']({ value: assignment.value, now }),
    manual: `systemd.exec(5), ${assignment.key}=`,
    fix: useValue(unit, assignment, now),
  });
};

/** Whether systemd accepts a value, and the finding if it doesn’t. */
interface Judgement {
  /** null if only a newer systemd accepts it, and this one couldn’t be asked. */
  isTaken: boolean | null;
  report(): Finding;
}

/** null for a key whose values aren’t judged here. */
const judge = (unit: LintUnit, assignment: Assignment): Judgement | null => {
  const { section, key, value } = assignment;
  const kind = unit.index.kindOf(section, key);
  if (kind === undefined) return null;
  if (kind === 'BOOLEAN') {
    return { isTaken: readBoolean(value) !== null, report: () => badBoolean(unit, assignment) };
  }
  if (signalKeys.has(key)) {
    return { isTaken: isSignal(value), report: () => badSignal(unit, assignment) };
  }
  if (isSpan(kind, key)) {
    return { isTaken: readTimeSpan(value) !== null, report: () => badSpan(unit, assignment) };
  }
  const words = chosenWords(section, assignment);
  if (words === null) return null;
  const isKnown = (word: string): boolean => {
    const since = wordSince(key, word);
    return since === undefined || unit.index.isSince(since);
  };
  const isTaken =
    words.includes(value) && (isKnown(value) || (unit.index.isCertain ? false : null));
  return { isTaken, report: () => badWord(unit, assignment, words.filter(isKnown)) };
};

/**
 * Whether systemd accepts a value, which then replaces the previous value; false if it ignores the line, which leaves
 * the previous value in effect. null where that is unknown here.
 */
export const isTaken = (unit: LintUnit, assignment: Assignment): boolean | null =>
  assignment.key === 'Description'
    ? unknownSpecifierAt(assignment.value) < 0
    : (judge(unit, assignment)?.isTaken ?? null);

const valueFindings = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { section, key, value } = assignment;
  const kind = unit.index.kindOf(section, key);
  if (kind === undefined) return [];
  if (/^Standard(?:Output|Error)$/.test(key) && /^syslog(?:\+console)?$/.test(value)) {
    return [obsoleteOutput(unit, assignment)];
  }
  if (key === 'KillMode' && value === 'none') return [killModeNone(unit, assignment)];
  const judgement = judge(unit, assignment);
  if (judgement?.isTaken === false) return [judgement.report()];
  return isSpan(kind, key) ? suspiciousSpan(unit, assignment) : [];
};

export const valueRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) => valueFindings(unit, assignment));
