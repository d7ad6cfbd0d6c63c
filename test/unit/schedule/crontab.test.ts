import { describe, expect, test } from 'vitest';
import { cronJobs, type CronJob } from '../../../electron/core/schedule/cron/cron-jobs.ts';
import {
  commentOut,
  isCommentedOut,
  putBack,
  readCrontab,
} from '../../../electron/core/schedule/cron/crontab.ts';
import { withoutMarks } from '../../../electron/core/texts/marks.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';

const crontab = `# m h dom mon dow command
MAILTO=me@example.org
 PATH = "/opt/bin:/usr/bin"
LOGNAME=nobody

0 3 * * *\tbackup --all
#30 9 * * 1-5 standup
SHELL=/bin/bash
@reboot sleep 5 && start
@daily  mail -s "100\\%" me%Hello%50\\%%
0 0 30 2 * never
5/15 * * * * half
# every 5 minutes
*/5 * * * * echo \\\\n
`;

const jobsOf = (text: string): CronJob[] => cronJobs(readCrontab(encodeUtf8(text)));

/** Of a crontab with one job. */
const only = (text: string): CronJob['conversion'] => {
  const [job] = jobsOf(text);
  if (job === undefined) throw new Error('no job');
  return job.conversion;
};

const time = { hour: 3, minute: 0, second: 0 };

describe('a crontab', () => {
  test('is read line by line', () => {
    expect(readCrontab(encodeUtf8(crontab)).map(({ meaning }) => meaning.kind)).toEqual([
      'comment',
      'variable',
      'variable',
      'variable',
      'blank',
      'job',
      'job',
      'variable',
      'job',
      'job',
      'job',
      'fault',
      'comment',
      'job',
    ]);
  });

  test('lists its jobs, disabled ones too', () => {
    expect(jobsOf(crontab).map(({ line, isDisabled, time: at }) => [line, isDisabled, at])).toEqual(
      [
        [6, false, '0 3 * * *'],
        [7, true, '30 9 * * 1-5'],
        [9, false, '@reboot'],
        [10, false, '@daily'],
        [11, false, '0 0 30 2 *'],
        [12, false, ''],
        [14, false, '*/5 * * * *'],
      ],
    );
  });

  test('gives each job the variables above it', () => {
    const [backup] = jobsOf(crontab);
    expect(backup?.conversion).toEqual({
      kind: 'converted',
      when: { kind: 'daily', time },
      randomDelay: null,
      shell: '/bin/sh',
      command: 'backup --all',
      input: null,
      folder: null,
      environment: [
        { name: 'MAILTO', value: 'me@example.org' },
        { name: 'PATH', value: '/opt/bin:/usr/bin' },
      ],
      notes: [expect.stringMatching(/^cron mails the output to /)],
    });
    const [, , reboot] = jobsOf(crontab);
    expect(reboot?.conversion).toMatchObject({
      when: { kind: 'at-login', delay: { count: 0, unit: 'seconds' }, again: null },
      shell: '/bin/bash',
    });
  });

  test('says why a line can’t be converted', () => {
    const refused = jobsOf(crontab).flatMap(({ line, conversion }) =>
      conversion.kind === 'refused' ? [`${line} ${withoutMarks(conversion.why)}`] : [],
    );
    expect(refused).toEqual([
      '11 There is no such date, so cron never runs this line.',
      expect.stringMatching(/^12 The minute 5\/15 has a step without a range/),
      expect.stringMatching(/^14 The command has \\\\, which cron programs read differently/),
    ]);
  });

  test('leaves out a variable that systemd can’t keep, and says so', () => {
    const text = 'A-B=1\n"my name"=2\n1ST=3\nOK="a\tb"\nÄ=4\nNUL=5\0\n0 3 * * * true\n';
    const conversion = only(text);
    expect(conversion).toMatchObject({ environment: [{ name: 'OK', value: 'a\tb' }] });
    const [note = ''] = conversion.kind === 'converted' ? conversion.notes : [];
    expect(withoutMarks(note)).toMatch(
      /^The variables A-B, my name, 1ST, Ä, and NUL are left out:/,
    );
    expect(only('SHELL=/bin/sh\0\n0 3 * * * true\n')).toMatchObject({ kind: 'refused' });
  });

  test('may be empty', () => {
    expect(readCrontab(new Uint8Array())).toEqual([]);
    expect(readCrontab(encodeUtf8('\n'))).toEqual([
      { number: 1, text: '', meaning: { kind: 'blank' } },
    ]);
  });

  test('of 5,000 lines is read in no time', () => {
    const began = performance.now();
    const jobs = jobsOf('A=b\n* * * * 1,2 echo hello\n'.repeat(2500));
    expect(jobs).toHaveLength(2500);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('a command', () => {
  test('ends at a percent sign, and its input has others as line ends', () => {
    expect(only('0 3 * * * mail me%Hello%50\\%%\n')).toMatchObject({
      command: 'mail me',
      input: 'Hello\n50%\n',
    });
  });

  test('has percent signs after backslashes, and other backslashes as they are', () => {
    expect(only('0 3 * * * date +\\%F \\n\n')).toMatchObject({
      command: 'date +%F \\n',
      input: null,
    });
  });

  test('gets the end of its last line of input', () => {
    expect(only('0 3 * * * cat%a\\b%\n')).toMatchObject({ command: 'cat', input: 'a\\b\n' });
    expect(only('0 3 * * * cat%\n')).toMatchObject({ command: 'cat', input: null });
  });

  test('loses a carriage return', () => {
    expect(only('0 3 * * * true\r\n')).toMatchObject({
      command: 'true',
      notes: [expect.stringMatching(/carriage return/)],
    });
  });
});

describe('variables', () => {
  test.each([
    ['A=b', 'b'],
    ['A = b c ', 'b c'],
    ['A="b c " ', 'b c '],
    ["'A'='x=y'", 'x=y'],
    ['A=""', ''],
    ['A=b"c', 'b"c'],
    ['A=$HOME', '$HOME'],
  ])('%s', (line, value) => {
    expect(readCrontab(encodeUtf8(`${line}\n`))[0]?.meaning).toEqual({
      kind: 'variable',
      name: 'A',
      value,
    });
  });

  test.each(['A="b" c', 'A b=c', 'A=', '="b"'])('are not %s', (line) => {
    expect(readCrontab(encodeUtf8(`${line}\n`))[0]?.meaning.kind).toBe('fault');
  });

  test('name a time zone and a delay', () => {
    expect(only('CRON_TZ=Asia/Tokyo\nRANDOM_DELAY=20\n0 3 * * * true\n')).toMatchObject({
      when: {
        kind: 'by-hand',
        triggers: [{ key: 'OnCalendar', value: '*-*-* 03:00:00 Asia/Tokyo' }],
      },
      randomDelay: '20min',
    });
    expect(only('CRON_TZ=Nowhere\n0 3 * * * true\n')).toMatchObject({ kind: 'refused' });
  });
});

test.each(['SHELL=""', 'SHELL=bash', 'HOME=work', 'HOME=~'])('%s is no place', (line) => {
  const { kind } = only(`${line}\n* * * * * true\n`);
  expect(kind).toBe('refused');
});

describe('other lines', () => {
  test.each([
    ['* * * * *', 'The line has no command after its time.'],
    ['* * * *', 'A line needs five fields for the time, and a command after them.'],
    ['@noon true', /^cron doesn’t know @noon, only @yearly,/],
    ['0 0 * * * * true', /^The command begins with \*, as if there were six fields/],
  ])('%s', (line, why) => {
    const conversion = only(`${line}\n`);
    expect(conversion.kind === 'refused' ? withoutMarks(conversion.why) : '').toMatch(why);
  });
});

/** Latin-1 in a comment, a variable and a command; no line ending at the end. */
const latin1 = Buffer.from('# Bücher\nA=Äpfel\r\n0 3 * * * echo Grüße\n\n* * * * * true', 'latin1');

describe('a line commented out', () => {
  test('is the only one that changes', () => {
    const changed = Buffer.from(commentOut(latin1, [3, 5]));
    expect(changed.toString('latin1')).toBe(
      '# Bücher\nA=Äpfel\r\n#0 3 * * * echo Grüße\n\n#* * * * * true',
    );
    expect(cronJobs(readCrontab(changed)).map(({ isDisabled }) => isDisabled)).toEqual([
      true,
      true,
    ]);
  });

  test('comes back with its bytes', () => {
    const jobs = readCrontab(latin1).filter(({ meaning }) => meaning.kind === 'job');
    const restored = putBack(commentOut(latin1, [3, 5]), jobs);
    expect(restored === null ? null : Buffer.from(restored).equals(latin1)).toBe(true);
  });

  test('comes back wherever it is by now', () => {
    const later = encodeUtf8('# new\n#* * * * * true\n#0 3 * * * x\n');
    expect(putBack(later, [{ number: 1, text: '0 3 * * * x' }])).toEqual(
      encodeUtf8('# new\n#* * * * * true\n0 3 * * * x\n'),
    );
    expect(putBack(later, [{ number: 1, text: '0 4 * * * x' }])).toBeNull();
  });

  test.each([
    ['one of two equal ones', '* * * * * x\n* * * * * x\n', [1]],
    ['both of two equal ones', '* * * * * x\n* * * * * x\n', [1, 2]],
    ['beside one that was commented out before', '#* * * * * x\n* * * * * x\n', [2]],
  ])('comes back where it was, and once: %s', (_, text, numbers) => {
    const before = encodeUtf8(text);
    const out = readCrontab(before).filter(({ number }) => numbers.includes(number));
    const changed = commentOut(before, numbers);
    expect(isCommentedOut(changed, out)).toBe(true);
    expect(isCommentedOut(before, out)).toBe(false);
    const restored = putBack(changed, out);
    expect(restored).toEqual(before);
    expect(putBack(restored ?? changed, out)).toEqual(before);
  });
});
