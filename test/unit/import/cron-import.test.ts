/** Lines of a crontab as the files of jobs. */
import { describe, expect, test } from 'vitest';
import {
  cronChoices,
  filesOfChoice,
  startsNow,
} from '../../../electron/core/import/cron-import.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';

const choicesOf = (text: string, taken: readonly string[] = []) =>
  cronChoices(encodeUtf8(text), (name) => taken.includes(name));

const filesOf = (text: string) => choicesOf(text).flatMap(filesOfChoice);

describe('a line of a crontab', () => {
  test('becomes a service with cron’s own PATH, and a timer that is on time', () => {
    expect(filesOf('30 3 * * 1-5 /usr/bin/backup "$HOME" 100\\%\n')).toEqual([
      {
        unit: 'backup.service',
        text: [
          '[Unit]\nDescription=/usr/bin/backup "$HOME" 100%%\n',
          '[Service]\nType=oneshot\nEnvironment=PATH=/usr/bin:/bin',
          'ExecStart=/bin/sh -c "/usr/bin/backup \\"$$HOME\\" 100%%"\n',
        ].join('\n'),
      },
      {
        unit: 'backup.timer',
        text: [
          '[Unit]\nDescription=/usr/bin/backup "$HOME" 100%%\n',
          '[Timer]\nOnCalendar=Mon..Fri *-*-* 03:30:00\nAccuracySec=1s\n',
          '[Install]\nWantedBy=timers.target\n',
        ].join('\n'),
      },
    ]);
  });

  test('keeps variables, the shell, the folder and the input', () => {
    const [service] = filesOf(
      'SHELL=/bin/bash\nHOME=/srv/100%\nPATH=/a\nA="b c"\n0 0 * * * cat%one%\n',
    );
    expect(service?.text.split('\n')).toEqual(
      expect.arrayContaining([
        'Environment=PATH=/a',
        'Environment="A=b c"',
        'WorkingDirectory=/srv/100%%',
        'StandardInput=data',
        'StandardInputText=one',
        'ExecStart=/bin/bash -c cat',
      ]),
    );
  });

  test.each([
    ['0 0 * * * cat% a\\b%100\\%', 'StandardInputText=\\x20a\\x5cb\\x0a100%%'],
    ['0 0 * * * cat%%', 'StandardInputData=Cg=='],
  ])('passes the same input on: %s', (line, setting) => {
    expect(filesOf(`${line}\n`)[0]?.text.split('\n')).toContain(setting);
  });

  test('gets a name of its own', () => {
    const names = choicesOf('0 1 * * * job\n0 2 * * * job x\n0 3 * * * :\n', ['job', 'job-3']).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['job-2', 'job-4', 'cron-job']);
  });

  test('with other bytes than UTF-8 can’t become one, nor can one that cron refuses', () => {
    const bytes = new Uint8Array([...encodeUtf8('0 0 * * * echo '), 0xe9, 0x0a]);
    expect(cronChoices(bytes, () => false)).toMatchObject([
      { name: null, conversion: { kind: 'refused' } },
    ]);
    expect(choicesOf('61 * * * * job\n').flatMap(filesOfChoice)).toEqual([]);
  });

  test('for each boot doesn’t run because it is imported', () => {
    expect(choicesOf('@reboot a\n@daily b\n').map(startsNow)).toEqual([false, true]);
  });
});
