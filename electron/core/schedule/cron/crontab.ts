/**
 * A crontab line by line, without loss: crontab(5), load_env() and load_entry() of Debian’s cron 3.0pl1 and of cronie.
 * Lines end at `\n` alone; other bytes than UTF-8 stay what they are (core/text/utf8.ts).
 */
import { decodeUtf8, encodeUtf8 } from '../../text/utf8.ts';
import { scheduleCronTexts } from '../../texts/schedule/cron.ts';
import {
  cronShorthands,
  fieldsOfShorthand,
  readCronTimes,
  shownField,
  type CronTimes,
} from './cron-fields.ts';

/** A line that runs a command. */
interface JobLine {
  kind: 'job';
  /** Commented out; what’s behind the `#` is a whole line. */
  isDisabled: boolean;
  times: CronTimes | 'reboot';
  /** As written: `0 3 * * *`, `@daily`. */
  time: string;
  /** As written, with its `%`. */
  command: string;
}

type LineMeaning =
  | { kind: 'blank' | 'comment' }
  | { kind: 'variable'; name: string; value: string }
  | JobLine
  /** cron refuses the whole crontab for it. */
  | { kind: 'fault'; why: string };

export interface CrontabLine {
  /** Counted from 1. */
  number: number;
  text: string;
  meaning: LineMeaning;
}

/** A quoted name has no `=`; a quoted value ends the line. */
const assignment =
  /^[ \t]*(?:"([^"=]*)"|'([^'=]*)'|([^\s="'][^\s=]*))\s*=\s*(?:"([^"]*)"\s*|'([^']*)'\s*|([^\s"'][^]*))$/;

const readVariable = (text: string): LineMeaning | null => {
  const found = assignment.exec(text);
  if (found === null) return null;
  const [, , , , double, single, plain = ''] = found;
  const name = found[1] ?? found[2] ?? found[3] ?? '';
  return { kind: 'variable', name, value: double ?? single ?? plain.trimEnd() };
};

const fault = (why: string): LineMeaning => ({ kind: 'fault', why });

const readJob = (text: string, isDisabled: boolean): LineMeaning => {
  const line = text.replace(/^[ \t]+/, '');
  const isShorthand = line.startsWith('@');
  const time = (isShorthand ? /^[^ \t]+/ : /^(?:[^ \t]+[ \t]+){4}[^ \t]+/).exec(line)?.[0];
  if (time === undefined) return fault(scheduleCronTexts.faults.fewFields);
  const command = line.slice(time.length).replace(/^[ \t]+/, '');
  const fields = isShorthand ? fieldsOfShorthand(time) : time.split(/[ \t]+/);
  if (fields === null && time !== '@reboot')
    return fault(
      scheduleCronTexts.faults.shorthand({ word: shownField(time), known: cronShorthands }),
    );
  const times = fields === null ? 'reboot' : readCronTimes(fields);
  if (typeof times !== 'string' && 'why' in times) return fault(times.why);
  if (command.trim() === '') return fault(scheduleCronTexts.faults.noCommand);
  if (command.startsWith('*')) return fault(scheduleCronTexts.faults.sixFields);
  return { kind: 'job', isDisabled, times, time, command };
};

const meaningOf = (text: string): LineMeaning => {
  const line = text.trim();
  if (line === '') return { kind: 'blank' };
  if (!line.startsWith('#')) return readVariable(text) ?? readJob(text, false);
  const disabled = readJob(text.replace(/^[ \t]*#+/, ''), true);
  return disabled.kind === 'job' ? disabled : { kind: 'comment' };
};

export const readCrontab = (bytes: Uint8Array): CrontabLine[] => {
  const lines = decodeUtf8(bytes).split('\n');
  // What follows the last line ending is no line.
  if (lines.at(-1) === '') lines.pop();
  return lines.map((text, at) => ({ number: at + 1, text, meaning: meaningOf(text) }));
};

/** Each of these lines with a `#` before it; no other byte changes. @param numbers counted from 1. */
export const commentOut = (bytes: Uint8Array, numbers: readonly number[]): Uint8Array => {
  const wanted = new Set(numbers);
  const lines = decodeUtf8(bytes).split('\n');
  return encodeUtf8(lines.map((text, at) => (wanted.has(at + 1) ? `#${text}` : text)).join('\n'));
};

/** A line that was commented out. */
export interface CommentedLine {
  /** Counted from 1. */
  number: number;
  /** As it was. */
  text: string;
}

export const isCommentedOut = (bytes: Uint8Array, out: readonly CommentedLine[]): boolean => {
  const lines = decodeUtf8(bytes).split('\n');
  return out.every(({ number, text }) => lines[number - 1] === `#${text}`);
};

/** Where this line is: at its number, else the nearest that isn’t taken; null if there is none. */
const placeOf = (
  lines: readonly string[],
  text: string,
  { number, taken }: { number: number; taken: ReadonlySet<number> },
): number | null => {
  const distance = (at: number): number => Math.abs(at + 1 - number);
  const places = lines.flatMap((line, at) => (line === text && !taken.has(at) ? [at] : []));
  return places.sort((a, b) => distance(a) - distance(b))[0] ?? null;
};

/**
 * Undoes `commentOut`, wherever the lines are by now; what is back already stays. Equal lines, or one that was commented
 * out before, are told apart by their numbers. null if one of them is gone or was changed.
 */
export const putBack = (bytes: Uint8Array, out: readonly CommentedLine[]): Uint8Array | null => {
  const lines = decodeUtf8(bytes).split('\n');
  const taken = new Set<number>();
  for (const { number, text } of out) {
    const isBack = lines[number - 1] === text && !taken.has(number - 1);
    const at =
      (isBack ? number - 1 : placeOf(lines, `#${text}`, { number, taken })) ??
      placeOf(lines, text, { number, taken });
    if (at === null) return null;
    taken.add(at);
    lines[at] = text;
  }
  return encodeUtf8(lines.join('\n'));
};
