/** Time spans of systemd.time(7). Source: parse_time() in systemd's time-util.c; tried on 252. */

/** In microseconds. */
const units: Record<string, number> = {
  usec: 1,
  us: 1,
  µs: 1,
  μs: 1,
  msec: 1e3,
  ms: 1e3,
  seconds: 1e6,
  second: 1e6,
  sec: 1e6,
  s: 1e6,
  minutes: 60e6,
  minute: 60e6,
  min: 60e6,
  m: 60e6,
  hours: 3600e6,
  hour: 3600e6,
  hr: 3600e6,
  h: 3600e6,
  days: 86400e6,
  day: 86400e6,
  d: 86400e6,
  weeks: 604800e6,
  week: 604800e6,
  w: 604800e6,
  months: 2629800e6,
  month: 2629800e6,
  M: 2629800e6,
  years: 31557600e6,
  year: 31557600e6,
  y: 31557600e6,
};

const longestFirst = Object.keys(units).sort((a, b) => b.length - a.length);
const part = new RegExp(
  `^\\s*(\\+?\\d+(?:\\.\\d+)?|\\.\\d+)\\s*(${longestFirst.join('|')})?\\s*`,
  'u',
);

/** Microseconds, Infinity for `infinity`; a number without a unit is seconds. null if systemd doesn’t accept it. */
export const readTimeSpan = (text: string): number | null => {
  const trimmed = text.trim();
  if (trimmed === 'infinity') return Infinity;
  if (trimmed === '') return null;
  let total = 0;
  for (let rest = trimmed; rest !== '';) {
    const found = part.exec(rest);
    if (found === null) return null;
    total += Number(found[1]) * (units[found[2] ?? 's'] ?? 0);
    rest = rest.slice(found[0].length);
  }
  return total;
};

/** Units that people write but systemd doesn’t know → the unit they mean. */
const meant: readonly [RegExp, string][] = [
  [/^(?:milliseconds?|millisecs?|millis?|milis?|msecs)$/i, 'ms'],
  [/^(?:microseconds?|usecs|micros?)$/i, 'us'],
  [/^(?:secs|seconds?|sec|s)$/i, 's'],
  [/^(?:mins|minutes?|minuts?|min)$/i, 'min'],
  [/^(?:hrs|hours?|hr|h)$/i, 'h'],
  [/^(?:days?|d)$/i, 'd'],
  [/^(?:weeks?|wks?|w)$/i, 'w'],
  [/^(?:years?|yrs?|y)$/i, 'y'],
];

/** The same span with units that systemd knows: `5 mins` → `5min`. null if the meaning isn’t certain. */
export const repairTimeSpan = (text: string): string | null => {
  const repaired = text.trim().replace(/(?<!\s)\s*([A-Za-zµμ]+)/gu, (all, unit: string) => {
    if (units[unit] !== undefined) return all;
    return meant.find(([pattern]) => pattern.test(unit))?.[1] ?? all;
  });
  return repaired !== text.trim() && readTimeSpan(repaired) !== null ? repaired : null;
};
