import { describe, expect, test } from 'vitest';
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import {
  causesOf,
  file,
  firstOf,
  folder,
  missing,
  onMount,
  said,
  symptomsOf,
  type Told,
} from './symptoms-of.ts';
import { diagnose } from '../../../electron/core/diagnosis/diagnose.ts';

const ended = (
  line: string | readonly string[],
  answers: Told['answers'] = {},
  exit = 1,
): Told => ({
  exit,
  lines: said(...(typeof line === 'string' ? [line] : line)),
  answers: { unmounted: [], ...answers },
});

describe('what a program was refused', () => {
  test.each<[string, Told, CauseName[]]>([
    [
      'a file',
      ended(
        '/opt/server: 2: cannot open /etc/shadow: Permission denied',
        { paths: [['/etc/shadow', file({ isReadable: false, isOwn: false })]] },
        2,
      ),
      ['permission-denied'],
    ],
    [
      'a folder',
      ended('mkdir: cannot create directory ‘/srv/a’: Permission denied', {
        paths: [
          ['/srv/a', missing('/srv')],
          ['/srv', folder({ isWritable: false })],
        ],
      }),
      ['permission-denied'],
    ],
    ['something', ended('fatal: Permission denied'), ['permission-denied']],
    [
      'space',
      ended("cp: error writing '/srv/a': No space left on device", {
        paths: [['/srv/a', file(onMount({ point: '/srv', freeBytes: 0 }))]],
      }),
      ['disk-full'],
    ],
    ['watches, which are no space', ended('inotify_add_watch: No space left on device'), []],
    [
      'writing to a read-only mount',
      ended('touch: cannot touch ‘/srv/a’: Read-only file system', {
        paths: [['/srv/a', missing('/srv')]],
      }),
      ['read-only'],
    ],
    ['more files', ended('accept: Too many open files'), ['too-many-files']],
    [
      'a file that is missing',
      ended('cat: /srv/a: No such file or directory', { paths: [['/srv/a', missing('/srv')]] }),
      ['file-missing'],
    ],
    [
      'a file that is there',
      ended('cat: /srv/a: No such file or directory', { paths: [['/srv/a', file()]] }),
      [],
    ],
    ['the network', ended('connect: Network is unreachable'), ['network-unreachable']],
    [
      'a name',
      ended('curl: (6) Could not resolve host: example.com', {}, 6),
      ['name-not-resolved'],
    ],
    ['an answer, which says nothing', ended('connect: Connection refused'), []],
    [
      'an address',
      ended('bind 192.0.2.7:80: Cannot assign requested address'),
      ['address-not-here'],
    ],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });

  test.each([
    'cannot read /etc/a: Permission denied, going on',
    'No such file or directory: /srv/optional',
    'Temporary failure in name resolution, using the copy',
    'DISPLAY is not set, running without a window',
    'No space left on device',
  ])('counts only if nothing else is said after it: %s', (line) => {
    expect(
      causesOf(
        ended(
          [line, 'fatal: the licence ended'],
          { paths: [['/srv/optional', missing('/srv')]] },
          5,
        ),
      ),
    ).toEqual(['exit-code']);
  });

  test('counts only right before the end', () => {
    const told = ended('fatal: Permission denied');
    const symptoms = symptomsOf(told);
    const earlier = {
      ...symptoms,
      lines: symptoms.lines.map((line, index) => ({ ...line, at: line.at + index * 60_000 })),
    };
    expect(diagnose(earlier).causes).toEqual([]);
  });

  test('is given back where the person owns it', () => {
    const told = ended("PermissionError: [Errno 13] Permission denied: '/home/alice/key'", {
      paths: [
        ['/home/alice/key', file({ isReadable: false, mode: 0, realPath: '/home/alice/key' })],
      ],
    });
    expect(firstOf(told).remedies).toMatchObject([{ id: 'add-mode', level: 'safe' }]);
  });
});
