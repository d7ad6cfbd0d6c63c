import { describe, expect, test } from 'vitest';
import { offeredRemedy } from '../../../electron/core/diagnosis/diagnose.ts';
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import { service, step } from './failed-step.ts';
import {
  causesOf,
  file,
  firstOf,
  folder,
  missing,
  report,
  symptomsOf,
  type Told,
} from './symptoms-of.ts';

const EACCES = 13;

const noEnvironment = (setting: string, answers: Told['answers']): Told => ({
  text: service(setting),
  result: 'resources',
  lines: [report('Failed to load environment files: No such file or directory')],
  answers: { unmounted: [], ...answers },
});

describe('what a program needs before it runs', () => {
  test.each<[string, Told, CauseName[]]>([
    [
      'a working directory that is missing',
      step(200, 'CHDIR', 'WorkingDirectory=/srv/web', { paths: [['/srv/web', missing('/srv')]] }),
      ['working-folder-missing'],
    ],
    [
      'a working directory that is a file',
      step(200, 'CHDIR', 'WorkingDirectory=/srv/web', { paths: [['/srv/web', file()]] }, 20),
      ['working-folder-is-file'],
    ],
    [
      'a working directory that is closed',
      step(
        200,
        'CHDIR',
        'WorkingDirectory=/srv/web',
        { paths: [['/srv/web', folder({ isEnterable: false })]] },
        EACCES,
      ),
      ['working-folder-closed'],
    ],
    [
      'a working directory on a file system that isn’t mounted',
      step(200, 'CHDIR', 'WorkingDirectory=/srv/web', {
        paths: [['/srv/web', missing('/srv')]],
        unmounted: ['/srv'],
      }),
      ['not-mounted'],
    ],
    [
      'a working directory that is there now',
      step(200, 'CHDIR', 'WorkingDirectory=/srv/web', { paths: [['/srv/web', folder()]] }),
      ['not-there-yet'],
    ],
    [
      'an environment file that is missing',
      noEnvironment('EnvironmentFile=/srv/a.env', { paths: [['/srv/a.env', missing('/srv')]] }),
      ['environment-file-missing'],
    ],
    [
      'an environment file that can’t be read',
      noEnvironment('EnvironmentFile=/srv/a.env', {
        paths: [['/srv/a.env', file({ isReadable: false })]],
      }),
      ['environment-file-unreadable'],
    ],
    [
      'no environment file that may be missing',
      noEnvironment('EnvironmentFile=-/srv/a.env', { paths: [['/srv/a.env', missing('/srv')]] }),
      [],
    ],
    [
      'an output folder that is missing',
      step(209, 'STDOUT', 'StandardOutput=append:/srv/log/a.log', {
        paths: [['/srv/log/a.log', missing('/srv')]],
      }),
      ['output-folder-missing'],
    ],
    [
      'an error output folder that is missing',
      step(222, 'STDERR', 'StandardError=file:/srv/log/a.log', {
        paths: [['/srv/log/a.log', missing('/srv')]],
      }),
      ['output-folder-missing'],
    ],
    [
      'an output file that can’t be written',
      step(
        209,
        'STDOUT',
        'StandardOutput=append:/srv/a.log',
        { paths: [['/srv/a.log', file({ isWritable: false })]] },
        EACCES,
      ),
      ['output-not-writable'],
    ],
    [
      'an output folder that can’t be written',
      step(
        209,
        'STDOUT',
        'StandardOutput=append:/srv/a.log',
        {
          paths: [
            ['/srv/a.log', missing('/srv')],
            ['/srv', folder({ isWritable: false })],
          ],
        },
        EACCES,
      ),
      ['output-not-writable'],
    ],
    [
      'an input that is missing',
      step(208, 'STDIN', 'StandardInput=file:/srv/in', { paths: [['/srv/in', missing('/srv')]] }),
      ['input-missing'],
    ],
    [
      'a folder that systemd can’t make',
      step(238, 'STATE_DIRECTORY', 'StateDirectory=web', {}, 17),
      ['own-folder-impossible'],
    ],
    [
      'a credential that is missing',
      step(243, 'CREDENTIALS', 'LoadCredential=key:/srv/key', {
        paths: [['/srv/key', missing('/srv')]],
      }),
      ['credential-missing'],
    ],
    [
      'a sandbox path that is missing',
      step(226, 'NAMESPACE', 'ReadWritePaths=/tmp /srv/data', {
        paths: [
          ['/tmp', folder()],
          ['/srv/data', missing('/srv')],
        ],
      }),
      ['sandbox-path-missing'],
    ],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });

  test('creates a folder only where the person may', () => {
    const of = (isWritable: boolean): Told =>
      step(200, 'CHDIR', 'WorkingDirectory=/srv/web', {
        paths: [
          ['/srv/web', missing('/srv')],
          ['/srv', folder({ isWritable })],
        ],
      });
    expect(firstOf(of(true)).remedies).toMatchObject([{ id: 'make-folder', level: 'safe' }]);
    expect(firstOf(of(false)).remedies).toEqual([]);
    expect(
      offeredRemedy(symptomsOf(of(true)), { cause: 'HE-201', remedy: 'make-folder' })?.actions,
    ).toEqual([
      { do: 'make-folder', path: '/srv/web' },
      { do: 'start', unit: 'web.service' },
    ]);
  });

  test('creates no folder in place of a link to nothing', () => {
    const paths: [string, ReturnType<typeof missing>][] = [['/srv/web', missing('/srv', 'web')]];
    const told = step(200, 'CHDIR', 'WorkingDirectory=/srv/web', {
      paths: [...paths, ['/srv', folder()]],
    });
    expect(firstOf(told).remedies).toEqual([]);
  });

  test('makes a sandbox path optional by the sign before it', () => {
    const told = step(226, 'NAMESPACE', 'ReadWritePaths=/tmp +/srv/data', {
      paths: [
        ['/tmp', folder()],
        ['/srv/data', missing('/srv')],
        ['/srv', folder({ isWritable: false })],
      ],
    });
    expect(
      offeredRemedy(symptomsOf(told), { cause: 'HE-312', remedy: 'make-optional' })?.actions[0],
    ).toMatchObject({
      do: 'set',
      line: 2,
      value: '/tmp -+/srv/data',
    });
  });

  test('changes what isn’t the person’s own in a drop-in', () => {
    const told = noEnvironment('EnvironmentFile=/srv/a.env', {
      paths: [['/srv/a.env', missing('/srv')]],
    });
    const symptoms = symptomsOf(told);
    const foreign = { ...symptoms, files: symptoms.files.map((one) => ({ ...one, isOwn: false })) };
    expect(
      offeredRemedy(foreign, { cause: 'HE-204', remedy: 'make-optional' })?.actions[0],
    ).toEqual({
      do: 'override',
      section: 'Service',
      key: 'EnvironmentFile',
      values: ['', '-/srv/a.env'],
    });
  });
});
