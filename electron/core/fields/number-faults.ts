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

/** Percent, with up to two digits after the point; null if systemd doesn't read it. */
const readPercent = (text: string): number | null => {
  const [, number] = /^\+?(\d+(?:\.\d{1,2})?)%$/.exec(text) ?? [];
  return number === undefined ? null : Number(number);
};

const isWhole = (text: string): boolean => /^\+?\d+$/.test(text);

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
  if (text.endsWith('%')) return negative(text) ?? percentFault(text);
  const size = readSize(text);
  if (size === null) return negative(text) ?? fieldsFaultsTexts.size;
  return size < 1 ? fieldsFaultsTexts.zero : null;
};

const tasks: ItemFault = (text) => {
  if (text === 'infinity') return null;
  if (text.endsWith('%')) return negative(text) ?? percentFault(text);
  if (!isWhole(text)) return negative(text) ?? fieldsFaultsTexts.tasks;
  return Number(text) === 0 ? fieldsFaultsTexts.zero : null;
};

const quota: ItemFault = (text) => {
  const percent = readPercent(text);
  if (percent === null) return negative(text) ?? fieldsFaultsTexts.quota;
  return percent === 0 ? fieldsFaultsTexts.zero : null;
};

const weight: ItemFault = (text) => {
  if (text === 'idle') return null;
  return isWhole(text) && Number(text) >= 1 && Number(text) <= 10_000
    ? null
    : fieldsFaultsTexts.weight;
};

const nice: ItemFault = (text) =>
  /^[+-]?\d+$/.test(text) && Math.abs(Number(text) + 0.5) < 20 ? null : fieldsFaultsTexts.nice;

const files: ItemFault = (text) => {
  const limits = text
    .split(':')
    .map((limit) => (limit === 'infinity' ? Infinity : isWhole(limit) ? Number(limit) : null));
  const [soft, hard = soft] = limits;
  if (limits.length > 2 || soft == null || hard == null)
    return negative(text) ?? fieldsFaultsTexts.files;
  return soft > hard ? fieldsFaultsTexts.softOverHard : null;
};

const span: ItemFault = (text) =>
  readTimeSpan(text) === null ? (negative(text) ?? fieldsFaultsTexts.span) : null;

const count: ItemFault = (text) =>
  isWhole(text) && Number(text) < 2 ** 32 ? null : (negative(text) ?? fieldsFaultsTexts.count);

export const numberFaults = { memory, tasks, quota, weight, nice, files, span, count };
