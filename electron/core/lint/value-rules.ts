/** Values that systemd cannot read, and ignores with their line: yes and no, words of a list, signals, time spans. */
import type { Finding } from '../finding.ts';
import type { Assignment } from '../unit-file.ts';
import { readBoolean, type LintUnit } from './lint-unit.ts';
import { nearest } from './near-miss.ts';
import { readTimeSpan, repairTimeSpan } from './time-span.ts';
import { fixWith, onValue, replaceValue } from './told.ts';
import { chosenWords, isSignal, manualOf } from './value-words.ts';

const meantBoolean = (value: string): string | null => {
  if (/^(?:enabled?|ja|oui|si|ye|yess|ture|ok)$/i.test(value)) return 'yes';
  return /^(?:disabled?|none|never|nein|non|flase|fasle)$/i.test(value) ? 'no' : null;
};

const badBoolean = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { key, value } = assignment;
  if (readBoolean(value) !== null) return [];
  const meant = meantBoolean(value);
  return [
    onValue(unit, assignment, {
      code: 'bad-boolean',
      severity: 'warning',
      what: `${key}= takes yes or no, not “${value}”.`,
      why: 'systemd ignores the line; the default counts.',
      manual: manualOf(assignment, unit),
      fix: meant === null ? null : fixWith(`Write ${meant}`, replaceValue(unit, assignment, meant)),
    }),
  ];
};

const badWord = (unit: LintUnit, assignment: Assignment, words: readonly string[]): Finding[] => {
  const { key, value } = assignment;
  if (words.includes(value)) return [];
  const meant = nearest(value, words);
  return [
    onValue(unit, assignment, {
      code: 'bad-word',
      severity: 'warning',
      what: `${key}= knows no “${value}”.${meant === null ? '' : ` Did you mean “${meant}”?`}`,
      why: `systemd ignores the line. It takes ${words.join(', ')}.`,
      manual: manualOf(assignment, unit),
      fix: meant === null ? null : fixWith(`Write ${meant}`, replaceValue(unit, assignment, meant)),
    }),
  ];
};

const signalKeys = new Set([
  'KillSignal',
  'RestartKillSignal',
  'FinalKillSignal',
  'WatchdogSignal',
  'ReloadSignal',
]);

const badSignal = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { value } = assignment;
  if (isSignal(value)) return [];
  const upper = value.toUpperCase();
  const meant = isSignal(upper) ? upper : null;
  return [
    onValue(unit, assignment, {
      code: 'bad-signal',
      severity: 'warning',
      what: `There is no signal “${value}”.`,
      why: 'systemd ignores the line. A signal is written as SIGTERM, TERM or 15.',
      manual: 'signal(7)',
      fix: meant === null ? null : fixWith(`Write ${meant}`, replaceValue(unit, assignment, meant)),
    }),
  ];
};

/** Listed with other kinds, but read as time spans. */
const moreSpans =
  /^(?:TimeoutStopSec|TimeoutAbortSec|JobTimeoutSec|JobRunningTimeoutSec|On(?:Active|Boot|Startup|UnitActive|UnitInactive)Sec)$/;

const badSpan = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { value, key } = assignment;
  if (readTimeSpan(value) !== null) return [];
  const meant = repairTimeSpan(value);
  return [
    onValue(unit, assignment, {
      code: 'bad-time',
      severity: 'warning',
      what: `“${value}” is no time span that systemd knows.`,
      why: `It ignores the line, and ${key}= keeps its default. Units are ms, s, min, h, d, w and their long names; a number alone is seconds.`,
      manual: 'systemd.time(7), Parsing Time Spans',
      fix: meant === null ? null : fixWith(`Write ${meant}`, replaceValue(unit, assignment, meant)),
    }),
  ];
};

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

const valueFindings = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { section, key, value } = assignment;
  const kind = unit.index.kindOf(section, key);
  if (kind === undefined) return [];
  if (/^Standard(?:Output|Error)$/.test(key) && /^syslog(?:\+console)?$/.test(value)) {
    return [obsoleteOutput(unit, assignment)];
  }
  if (key === 'KillMode' && value === 'none') return [killModeNone(unit, assignment)];
  if (kind === 'BOOLEAN') return badBoolean(unit, assignment);
  if (signalKeys.has(key)) return badSignal(unit, assignment);
  if (kind === 'SECONDS' || moreSpans.test(key)) {
    const isBad = badSpan(unit, assignment);
    return isBad.length > 0 ? isBad : suspiciousSpan(unit, assignment);
  }
  const words = chosenWords(section, assignment);
  return words === null ? [] : badWord(unit, assignment, words);
};

export const valueRules = (unit: LintUnit): Finding[] =>
  unit.live.flatMap((assignment) => valueFindings(unit, assignment));
