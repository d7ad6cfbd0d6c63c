/** Values that systemd cannot read, and ignores with their line: yes and no, words of a list, signals, time spans. */
import type { Finding } from '../../syntax/finding.ts';
import { unknownSpecifierAt } from '../../syntax/specifiers.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { knownWords, nearest } from '../toolkit/did-you-mean.ts';
import { readTimeSpan, repairTimeSpan } from '../../syntax/time-span.ts';
import { fixWith, onValue, replaceValue } from '../toolkit/report.ts';
import { chosenWords, isSignal, newerWords } from '../../syntax/enum-values.ts';
import { manualOf } from '../toolkit/manual-page.ts';

const meantBoolean = (value: string): string | null => {
  if (/^(?:enabled?|ja|oui|si|ye|yess|ture|ok)$/i.test(value)) return 'yes';
  return /^(?:disabled?|none|never|nein|non|flase|fasle)$/i.test(value) ? 'no' : null;
};

/** Not “the default counts”: it may have been set before. */
const ignored = 'systemd ignores the line.';

const badBoolean = (unit: LintUnit, assignment: Assignment): Finding => {
  const { key, value } = assignment;
  const meant = meantBoolean(value);
  return onValue(unit, assignment, {
    code: 'bad-boolean',
    severity: 'warning',
    what: `${key}= takes yes or no, not “${value}”.`,
    why: ignored,
    manual: manualOf(assignment, unit),
    fix: meant === null ? null : fixWith(`Write ${meant}`, replaceValue(unit, assignment, meant)),
  });
};

const badWord = (unit: LintUnit, assignment: Assignment, words: readonly string[]): Finding => {
  const { key, value } = assignment;
  const meant = nearest(value, knownWords(words));
  return onValue(unit, assignment, {
    code: 'bad-word',
    severity: 'warning',
    what: `${key}= knows no “${value}”.${meant === null ? '' : ` Did you mean “${meant}”?`}`,
    why: `${ignored} It takes ${words.join(', ')}.`,
    manual: manualOf(assignment, unit),
    fix: meant === null ? null : fixWith(`Write ${meant}`, replaceValue(unit, assignment, meant)),
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
  const meant = isSignal(upper) ? upper : null;
  return onValue(unit, assignment, {
    code: 'bad-signal',
    severity: 'warning',
    what: `There is no signal “${value}”.`,
    why: `${ignored} A signal is written as SIGTERM, TERM or 15.`,
    manual: 'signal(7)',
    fix: meant === null ? null : fixWith(`Write ${meant}`, replaceValue(unit, assignment, meant)),
  });
};

/** Listed with other kinds, but read as time spans. */
const moreSpans =
  /^(?:TimeoutStopSec|TimeoutAbortSec|JobTimeoutSec|JobRunningTimeoutSec|On(?:Active|Boot|Startup|UnitActive|UnitInactive)Sec)$/;

const badSpan = (unit: LintUnit, assignment: Assignment): Finding => {
  const { value } = assignment;
  const meant = repairTimeSpan(value);
  return onValue(unit, assignment, {
    code: 'bad-time',
    severity: 'warning',
    what: `“${value}” is no time span that systemd knows.`,
    why: `${ignored} Units are ms, s, min, h, d and w, those from s on also written out; a number alone is seconds.`,
    manual: 'systemd.time(7), Parsing Time Spans',
    fix: meant === null ? null : fixWith(`Write ${meant}`, replaceValue(unit, assignment, meant)),
  });
};

const isSpan = (kind: string, key: string): boolean => kind === 'SECONDS' || moreSpans.test(key);

/** Waits of which thousands of seconds are hardly ever meant. */
const shortWaits = new Set(['RestartSec', 'TimeoutStopSec', 'WatchdogSec', 'TimeoutAbortSec']);

const suspiciousSpan = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { value, key } = assignment;
  if (!shortWaits.has(key) || !/^[1-9]\d*000$/.test(value) || Number(value) % 3600 === 0) return [];
  const minutes = Math.round(Number(value) / 60);
  return [
    onValue(unit, assignment, {
      code: 'suspicious-time',
      severity: 'hint',
      what: `${value} without a unit is ${value} seconds, about ${minutes} minutes.`,
      why: 'If milliseconds are meant, write so.',
      manual: 'systemd.time(7), Parsing Time Spans',
      fix: fixWith(`Write ${value}ms`, replaceValue(unit, assignment, `${value}ms`)),
    }),
  ];
};

const killModeNone = (unit: LintUnit, assignment: Assignment): Finding =>
  onValue(unit, assignment, {
    code: 'kill-mode-none',
    severity: 'warning',
    what: 'KillMode=none leaves processes behind when the service stops.',
    why: 'systemd no longer knows of them, and a second start runs them twice. It warns of this setting and will drop it. “mixed” or “process” are mostly what is needed.',
    manual: 'systemd.kill(5), KillMode=',
  });

const obsoleteOutput = (unit: LintUnit, assignment: Assignment): Finding => {
  const now = assignment.value.replace('syslog', 'journal');
  return onValue(unit, assignment, {
    code: 'obsolete-output',
    severity: 'hint',
    what: `“${assignment.value}” is obsolete; systemd takes it for ${now}.`,
    why: 'The journal hands everything on to syslog by itself.',
    manual: `systemd.exec(5), ${assignment.key}=`,
    fix: fixWith(`Write ${now}`, replaceValue(unit, assignment, now)),
  });
};

/** How a value is judged: whether systemd takes it, and what is told when it does not. */
interface Judgement {
  /** null for a word that only a newer systemd takes. */
  isTaken: boolean | null;
  told(): Finding;
}

/** null for a key whose values are not judged here. */
const judge = (unit: LintUnit, assignment: Assignment): Judgement | null => {
  const { section, key, value } = assignment;
  const kind = unit.index.kindOf(section, key);
  if (kind === undefined) return null;
  if (kind === 'BOOLEAN') {
    return { isTaken: readBoolean(value) !== null, told: () => badBoolean(unit, assignment) };
  }
  if (signalKeys.has(key)) {
    return { isTaken: isSignal(value), told: () => badSignal(unit, assignment) };
  }
  if (isSpan(kind, key)) {
    return { isTaken: readTimeSpan(value) !== null, told: () => badSpan(unit, assignment) };
  }
  const words = chosenWords(section, assignment);
  if (words === null) return null;
  const isTaken = words.includes(value) && (newerWords.has(value) ? null : true);
  return { isTaken, told: () => badWord(unit, assignment, words) };
};

/**
 * Whether systemd takes a value, so that it replaces the one before; false when it ignores the line, so that the one
 * before goes on counting. null where that is not known here.
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
  if (judgement?.isTaken === false) return [judgement.told()];
  return isSpan(kind, key) ? suspiciousSpan(unit, assignment) : [];
};

export const valueRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) => valueFindings(unit, assignment));
