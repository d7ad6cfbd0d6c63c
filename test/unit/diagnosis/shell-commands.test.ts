import { describe, expect, test } from 'vitest';
import { offeredRemedy } from '../../../electron/core/diagnosis/diagnose.ts';
import { causesOf, file, firstOf, said, symptomsOf, type Told } from './symptoms-of.ts';

const nowhere = { service: null, shell: null, elsewhere: null };

describe('a command that a shell couldn’t run', () => {
  const notFound = (line: string, answers: Told['answers']): Told => ({
    exit: 127,
    lines: said(line),
    answers: { paths: [['/opt/server', file()]], ...answers },
  });

  test.each([
    'sh: 1: convert: not found',
    '/opt/server: 3: convert: not found',
    '/opt/server: line 3: convert: command not found',
    'zsh:1: command not found: convert',
    'exec: convert: not found',
    'timeout: failed to run command ‘convert’: No such file or directory',
  ])('is missing by “%s”', (line) => {
    expect(causesOf(notFound(line, { programs: [['convert', nowhere]] }))).toEqual([
      'command-missing',
    ]);
  });

  test('is in the PATH of the terminal only', () => {
    const convert = { ...nowhere, shell: '/home/alice/.local/bin/convert' };
    const told = notFound('/opt/server: 3: convert: not found', {
      programs: [['convert', convert]],
    });
    expect(causesOf(told)).toEqual(['not-in-path']);
    expect(
      offeredRemedy(symptomsOf(told), { cause: 'HE-801', remedy: 'extend-path' })?.actions[0],
    ).toMatchObject({
      do: 'set',
      line: null,
      key: 'Environment',
      value: 'PATH=/home/alice/.local/bin:/usr/local/bin:/usr/bin:/bin',
    });
  });

  test('isn’t executable', () => {
    const told: Told = {
      exit: 126,
      lines: said('/opt/server: 3: /opt/step: Permission denied'),
      answers: { paths: [['/opt/step', file({ isExecutable: false })]] },
    };
    expect(causesOf(told)[0]).toBe('command-not-executable');
  });

  test('is only an exit code where no line says more', () => {
    expect(
      causesOf({ exit: 127, lines: said('done'), answers: { paths: [['/opt/server', file()]] } }),
    ).toEqual(['exit-code']);
  });

  test('is an interpreter that env doesn’t find', () => {
    const told: Told = {
      exit: 127,
      lines: said('/usr/bin/env: ‘node’: No such file or directory'),
      answers: {
        paths: [['/opt/server', file({ head: '#!/usr/bin/env node\n' })]],
        programs: [['node', { ...nowhere, shell: '/home/alice/.nvm/bin/node' }]],
      },
    };
    expect(causesOf(told)[0]).toBe('interpreter-not-in-path');
    expect(firstOf(told).remedies.map(({ id }) => id)).toEqual(['extend-path', 'run-with']);
  });

  test('is a name with a carriage return for env', () => {
    const told: Told = {
      exit: 127,
      answers: { paths: [['/opt/server', file({ head: '#!/usr/bin/env bash\r\n' })]] },
    };
    expect(causesOf(told)).toEqual(['carriage-return']);
  });

  test('lacks a shared library', () => {
    const line =
      '/opt/server: error while loading shared libraries: libx.so.1: cannot open shared object file: No such file or directory';
    expect(
      causesOf({ exit: 127, lines: said(line), answers: { paths: [['/opt/server', file()]] } }),
    ).toEqual(['library-missing']);
  });
});
