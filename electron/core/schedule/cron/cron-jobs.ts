/** The lines of a crontab that run something → what a timer and a service need for the same, or why they can’t have it. */
import { isTimeZone } from '../calendar/calendar-time.ts';
import { scheduleCronTexts } from '../../texts/schedule/cron.ts';
import { whenOf } from '../read-timer.ts';
import type { When } from '../schedule.ts';
import { calendarsOf } from './cron-calendar.ts';
import type { CrontabLine } from './crontab.ts';
import { shownField, type CronTimes } from './cron-fields.ts';

interface CronVariable {
  name: string;
  value: string;
}

/** What runs, and when. */
interface CronConversion {
  kind: 'converted';
  when: When;
  /** RandomizedDelaySec=, from RANDOM_DELAY; null for none. */
  randomDelay: string | null;
  /** The program that runs the command: `SHELL -c COMMAND`. */
  shell: string;
  command: string;
  /** Its standard input; null for none. */
  input: string | null;
  /** Where it runs; null for the home folder. */
  folder: string | null;
  /** Variables of the lines above that systemd can keep, the last of each name. cron’s PATH is `/usr/bin:/bin` unless it is among them. */
  environment: readonly CronVariable[];
  /** What is different from cron, in sentences. */
  notes: readonly string[];
}

export interface CronJob {
  /** Counted from 1. */
  line: number;
  text: string;
  /** Commented out already. */
  isDisabled: boolean;
  /** As written; '' if it can’t be read. */
  time: string;
  conversion: CronConversion | { kind: 'refused'; why: string };
}

type CommandParts = { command: string; input: string | null } | { why: string };

/**
 * A `%` ends the command and begins its input, in which each other `%` is the end of a line; `\%` is a percent sign.
 * Source: do_command.c.
 */
const readCommand = (text: string): CommandParts => {
  let command = '';
  let at = 0;
  for (; at < text.length && text.charAt(at) !== '%'; at += 1) {
    const pair = text.slice(at, at + 2);
    if (pair === '\\\\') return { why: scheduleCronTexts.faults.backslashes };
    if (pair === '\\%') at += 1;
    command += text.charAt(at);
  }
  if (command.trim() === '') return { why: scheduleCronTexts.faults.noCommand };
  const input = text
    .slice(at + 1)
    .replace(/\\?%/g, (mark) => (mark === '%' ? '\n' : '%'))
    .replace(/([^\n])$/, '$1\n');
  return { command, input: input === '' ? null : input };
};

/** cron sets them itself, whatever the crontab says. */
const ofCron = new Set(['LOGNAME', 'USER']);

/** As Environment= takes it: systemd leaves any other out. Source: env_assignment_is_valid() in env-util.c. */
const canBeKept = ({ name, value }: CronVariable): boolean =>
  /^[A-Za-z_]\w*$/.test(name) && !value.includes('\0');

/** So many are named in a note. */
const namedMax = 5;

const lostNote = (lost: readonly CronVariable[]): string[] => {
  const names = lost.slice(0, namedMax).map(({ name }) => shownField(name));
  return lost.length === 0
    ? []
    : [scheduleCronTexts.notes.lost({ names, more: lost.length - names.length })];
};

const mailNote = (address: string | undefined): string[] =>
  address === undefined || address === '' ? [] : [scheduleCronTexts.notes.mailTo(address)];

const whenFor = (times: CronTimes | 'reboot', zone: string | null): When | { why: string } => {
  if (times === 'reboot')
    return { kind: 'at-login', delay: { count: 0, unit: 'seconds' }, again: null };
  if (zone !== null && !isTimeZone(zone)) return { why: scheduleCronTexts.faults.zone(zone) };
  const calendars = calendarsOf(times, zone);
  return calendars.length === 0
    ? { why: scheduleCronTexts.faults.never }
    : whenOf(calendars.map((value) => ({ key: 'OnCalendar', value })));
};

const convert = (
  times: CronTimes | 'reboot',
  written: string,
  variables: ReadonlyMap<string, CronVariable>,
): CronJob['conversion'] => {
  const text = written.replace(/\r$/, '');
  const parts = readCommand(text);
  if ('why' in parts) return { kind: 'refused', ...parts };
  const valueOf = (name: string): string | undefined => variables.get(name)?.value;
  const zone = valueOf('CRON_TZ') ?? '';
  const when = whenFor(times, zone === '' ? null : zone);
  if ('why' in when) return { kind: 'refused', ...when };
  const shell = valueOf('SHELL') ?? '/bin/sh';
  const folder = valueOf('HOME') ?? null;
  const relative = [shell, folder ?? '/'].find((place) => !place.startsWith('/'));
  if (relative !== undefined)
    return { kind: 'refused', why: scheduleCronTexts.faults.relative(relative) };
  if ([text, shell, folder ?? ''].some((one) => one.includes('\0')))
    return { kind: 'refused', why: scheduleCronTexts.faults.control };
  const passed = [...variables.values()].filter(({ name }) => !ofCron.has(name));
  const delay = /^[1-9]\d*$/.exec(valueOf('RANDOM_DELAY') ?? '')?.[0] ?? null;
  return {
    kind: 'converted',
    when,
    randomDelay: delay === null ? null : `${delay}min`,
    shell,
    ...parts,
    folder,
    environment: passed.filter(canBeKept),
    notes: [
      ...(times === 'reboot' ? [scheduleCronTexts.notes.reboot] : []),
      ...(zone === '' ? [] : [scheduleCronTexts.notes.zone(zone)]),
      ...(delay === null ? [] : [scheduleCronTexts.notes.randomDelay(delay)]),
      ...(parts.input === null ? [] : [scheduleCronTexts.notes.input]),
      ...(text === written ? [] : [scheduleCronTexts.notes.carriageReturn]),
      ...mailNote(valueOf('MAILTO')),
      ...lostNote(passed.filter((one) => !canBeKept(one))),
    ],
  };
};

/** In the order of the crontab, with the lines that cron can’t read. */
export const cronJobs = (lines: readonly CrontabLine[]): CronJob[] => {
  const variables = new Map<string, CronVariable>();
  return lines.flatMap(({ number, text, meaning }): CronJob[] => {
    const job = { line: number, text, isDisabled: false, time: '' };
    switch (meaning.kind) {
      case 'blank':
      case 'comment':
        return [];
      case 'variable':
        variables.set(meaning.name, { name: meaning.name, value: meaning.value });
        return [];
      case 'fault':
        return [{ ...job, conversion: { kind: 'refused', why: meaning.why } }];
      case 'job': {
        const { isDisabled, time, times, command } = meaning;
        return [{ ...job, isDisabled, time, conversion: convert(times, command, variables) }];
      }
    }
  });
};
