/** Numbers, sizes and the like as systemd reads them, or why it doesn't. Tried on systemd 252, value by value. */
import { readTimeSpan } from '../syntax/time-span.ts';
import { fieldsFaultsTexts } from '../texts/fields/faults.ts';

/** null for a value that systemd takes. */
export type ItemFault = (item: string) => string | null;

const units = 'EPTGMK';

/** Bytes; sizes add up if each unit is smaller than the one before: `1G 500M`. null if systemd doesn't read it. */
export const readSize = (text: string): number | null => {
  let total = 0;
  let last = -1;
  for (const part of text.trim().split(/(?<=[A-Z])\s*(?=\d)/)) {
    const [, number, unit = ''] = /^\+?(\d+(?:\.\d+)?)\s*([EPTGMKB]?)$/.exec(part) ?? [];
    if (number === undefined) return null;
    const at = unit === '' || unit === 'B' ? units.length : units.indexOf(unit);
    if (at <= last) return null;
    last = at;
    total += Number(number) * 1024 ** (units.length - at);
  }
  return total < 2 ** 64 - 1 ? total : null;
};

/** Decimal, hexadecimal, octal with a leading zero, or as in Python. Source: safe_atou_full() in parse-util.c. */
const spelled = /^[+-]?(?:0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)$/;
const asInPython = /^0(?:[bB][01]+|[oO][0-7]+)$/;

/** A whole number; null if systemd doesn't read it. */
export const readWhole = (text: string): number | null => {
  if (asInPython.test(text)) return Number(text);
  if (!spelled.test(text)) return null;
  const digits = text.replace(/^[+-]/, '');
  const value = Number(digits.replace(/^0(?=[0-7])/, '0o'));
  return text.startsWith('-') ? -value : value;
};

/** `010` is 8: what such a text means, if that isn't what it looks like. */
export const octalIn = (text: string): { text: string; value: number } | null => {
  for (const [digits] of text.matchAll(/(?<![\w.])0[0-7]+(?!\w)/g)) {
    const value = readWhole(digits);
    if (value !== null && value !== Number(digits)) return { text: digits, value };
  }
  return null;
};

/** How many make one percent, and how many digits may follow the point. Source: parse_permyriad(). */
const shares: Record<string, { perPercent: number; digits: number }> = {
  '%': { perPercent: 1, digits: 2 },
  '‰': { perPercent: 10, digits: 1 },
  '‱': { perPercent: 100, digits: 0 },
};

/** Percent; null if systemd doesn't read it. */
export const readPercent = (text: string): number | null => {
  const share = shares[text.slice(-1)];
  const [whole = '', fraction, ...more] = text.slice(0, -1).split('.');
  const value = readWhole(whole);
  if (share === undefined || value === null || value < 0 || more.length > 0) return null;
  if (fraction === undefined) return value / share.perPercent;
  const isShort = fraction.length > 0 && fraction.length <= share.digits && /^\d+$/.test(fraction);
  return isShort ? (value + Number(`0.${fraction}`)) / share.perPercent : null;
};

const isShare = (text: string): boolean => shares[text.slice(-1)] !== undefined;

/** Not negative; null if systemd doesn't read it. */
const readCount = (text: string): number | null => {
  const value = readWhole(text);
  return value === null || value < 0 ? null : value;
};

const negative = (text: string): string | null =>
  text.startsWith('-') ? fieldsFaultsTexts.negative : null;

const percentFault = (text: string): string | null => {
  const percent = readPercent(text);
  if (percent === null) return fieldsFaultsTexts.percent;
  if (percent === 0) return fieldsFaultsTexts.zero;
  return percent > 100 ? fieldsFaultsTexts.overHundred : null;
};

const memory: ItemFault = (text) => {
  if (text === 'infinity') return null;
  if (isShare(text)) return negative(text) ?? percentFault(text);
  const size = readSize(text);
  if (size === null) return negative(text) ?? fieldsFaultsTexts.size;
  return size < 1 ? fieldsFaultsTexts.zero : null;
};

const tasks: ItemFault = (text) => {
  if (text === 'infinity') return null;
  if (isShare(text)) return negative(text) ?? percentFault(text);
  const count = readCount(text);
  if (count === null || count >= 2 ** 64) return negative(text) ?? fieldsFaultsTexts.tasks;
  return count === 0 ? fieldsFaultsTexts.zero : null;
};

const quota: ItemFault = (text) => {
  const percent = readPercent(text);
  if (percent === null) return negative(text) ?? fieldsFaultsTexts.quota;
  return percent === 0 ? fieldsFaultsTexts.zero : null;
};

const weight: ItemFault = (text) => {
  if (text === 'idle') return null;
  const value = readWhole(text) ?? 0;
  return value >= 1 && value <= 10_000 ? null : fieldsFaultsTexts.weight;
};

const nice: ItemFault = (text) => {
  const value = readWhole(text);
  return value !== null && value >= -20 && value <= 19 ? null : fieldsFaultsTexts.nice;
};

const files: ItemFault = (text) => {
  const limits = text
    .split(':')
    .map((limit) => (limit === 'infinity' ? Infinity : readCount(limit)));
  const [soft, hard = soft] = limits;
  const isRead = (limit: number | null | undefined): limit is number =>
    limit != null && (limit === Infinity || limit < 2 ** 64 - 1);
  if (limits.length > 2 || !isRead(soft) || !isRead(hard))
    return negative(text) ?? fieldsFaultsTexts.files;
  return soft > hard ? fieldsFaultsTexts.softOverHard : null;
};

const span: ItemFault = (text) =>
  readTimeSpan(text) === null ? (negative(text) ?? fieldsFaultsTexts.span) : null;

const count: ItemFault = (text) => {
  const value = readCount(text);
  return value !== null && value < 2 ** 32 ? null : (negative(text) ?? fieldsFaultsTexts.count);
};

export const numberFaults = { memory, tasks, quota, weight, nice, files, span, count };
