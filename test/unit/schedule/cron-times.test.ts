import { describe, expect, test } from 'vitest';
import { calendarsOf } from '../../../electron/core/schedule/cron/cron-calendar.ts';
import { readCronTimes } from '../../../electron/core/schedule/cron/cron-fields.ts';
import { meantCalendarTime } from '../../../electron/core/schedule/cron/meant-time.ts';
import { withoutMarks } from '../../../electron/core/texts/marks.ts';

const calendars = (fields: string, zone: string | null = null): string[] => {
  const times = readCronTimes(fields.split(' '));
  if ('why' in times) throw new Error(times.why);
  return calendarsOf(times, zone);
};

describe('the five fields of cron for systemd', () => {
  test.each([
    ['* * * * *', ['*-*-* *:*:00']],
    ['*/5 * * * *', ['*-*-* *:00/5:00']],
    ['0,15,30,45 * * * *', ['*-*-* *:00/15:00']],
    ['5-59/15 * * * *', ['*-*-* *:05..50/15:00']],
    ['*/90 * * * *', ['*-*-* *:00:00']],
    ['0 3 * * *', ['*-*-* 03:00:00']],
    ['30 8-18 * * mon-FRI', ['Mon..Fri *-*-* 08..18:30:00']],
    ['30 8-18/5 * * 1-5/2', ['Mon,Wed,Fri *-*-* 08..18/5:30:00']],
    ['0 22,23,0-2 * * *', ['*-*-* 00..02,22,23:00:00']],
    ['0 0 1 jan,JUL *', ['*-01,07-01 00:00:00']],
    ['0 0 */2 * *', ['*-*-01..31/2 00:00:00']],
    ['0 0 * * 0', ['Sun *-*-* 00:00:00']],
    ['0 0 * * 7', ['Sun *-*-* 00:00:00']],
    ['0 0 * * 5-7', ['Fri..Sun *-*-* 00:00:00']],
    ['0 0 * * 0-7', ['*-*-* 00:00:00']],
    ['0 0 29 2 *', ['*-02-29 00:00:00']],
  ])('%s', (fields, expected) => {
    expect(calendars(fields)).toEqual(expected);
  });

  test('take two expressions for one day or the other', () => {
    expect(calendars('0 0 13 * 5')).toEqual(['Fri *-*-* 00:00:00', '*-*-13 00:00:00']);
  });

  test('take one for both days if a field begins with a star', () => {
    expect(calendars('0 0 */2 * 1')).toEqual(['Mon *-*-01..31/2 00:00:00']);
    expect(calendars('0 0 13 * */2')).toEqual(['Tue,Thu,Sat,Sun *-*-13 00:00:00']);
  });

  test('come every day if one of the days always matches', () => {
    expect(calendars('0 0 1-31 * 1')).toEqual(['*-*-* 00:00:00']);
    expect(calendars('0 0 13 * 0-6')).toEqual(['*-*-* 00:00:00']);
  });

  test('leave out a date that never comes', () => {
    expect(calendars('0 0 30 2 *')).toEqual([]);
    expect(calendars('0 0 30 2 1')).toEqual(['Mon *-02-* 00:00:00']);
  });

  test('keep a time zone', () => {
    expect(calendars('0 3 * * *', 'Asia/Tokyo')).toEqual(['*-*-* 03:00:00 Asia/Tokyo']);
  });
});

describe('refuses what cron refuses, or reads differently', () => {
  test.each([
    ['60 * * * *', 'The minute 60 isn’t from 0 to 59.'],
    ['* * 0 * *', 'The day of the month 0 isn’t from 1 to 31.'],
    ['* * * 13 *', 'The month 13 isn’t from 1 to 12.'],
    ['* * * * 8', 'The day of the week 8 isn’t from 0 to 7.'],
    ['1,x * * * *', 'cron can’t read the minute x.'],
    ['1,, * * * *', 'cron can’t read the minute .'],
    ['jan * * * *', 'cron can’t read the minute jan.'],
    ['* * L * *', 'cron can’t read the day of the month L.'],
    ['* * * * monday', 'cron can’t read the day of the week monday.'],
    ['1-2-3 * * * *', 'cron can’t read the minute 1-2-3.'],
    ['0~30 * * * *', 'cron can’t read the minute 0~30.'],
    ['* 22-2 * * *', /^The hour 22-2 runs backwards:/],
    ['* * * * fri-sun', /^The day of the week fri-sun runs backwards:/],
    ['5/15 * * * *', /^The minute 5\/15 has a step without a range, which cron refuses\./],
    ['*/0 * * * *', 'The minute */0 has a step of 0, which cron refuses.'],
    [`${'9'.repeat(10_000)} * * * *`, /^The minute 9{40}… isn’t/],
  ])('%s', (fields, why) => {
    const times = readCronTimes(fields.split(' '));
    expect('why' in times ? withoutMarks(times.why) : '').toMatch(why);
  });
});

test('knows what was meant where systemd wants a calendar time', () => {
  expect(meantCalendarTime('0 3 * * 1')).toBe('Mon *-*-* 03:00:00');
  expect(meantCalendarTime('10-50/20 3 * * *')).toBe('*-*-* 03:10..50/20:00');
  expect(meantCalendarTime('@daily')).toBe('daily');
  expect(meantCalendarTime('every hour')).toBe('hourly');
  // Two lines would be needed.
  expect(meantCalendarTime('0 0 13 * 5')).toBeNull();
  expect(meantCalendarTime('at noon')).toBeNull();
});
