import { describe, expect, test } from 'vitest';
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import { causesOf, firstOf, look, said, type Told } from './symptoms-of.ts';

const ended = (
  line: string | readonly string[],
  answers: Told['answers'] = {},
  exit = 1,
): Told => ({
  exit,
  lines: said(...(typeof line === 'string' ? [line] : line)),
  answers: { unmounted: [], ...answers },
});

describe('the environment', () => {
  const session = (activeState: 'active' | 'inactive') =>
    look('graphical-session.target', { activeState, subState: activeState });

  test.each<[string, Told, CauseName[]]>([
    [
      'lacks a display',
      ended('xdpyinfo:  unable to open display "".', {
        units: [session('active')],
        variables: [
          ['DISPLAY', null],
          ['WAYLAND_DISPLAY', null],
        ],
      }),
      ['display-missing'],
    ],
    [
      'lacks a session',
      ended('failed to connect to a Wayland server: WAYLAND_DISPLAY is not set', {
        units: [session('inactive')],
        variables: [
          ['DISPLAY', null],
          ['WAYLAND_DISPLAY', null],
        ],
      }),
      ['display-missing', 'no-graphical-session'],
    ],
    [
      'lacks a variable of the shell',
      ended('/opt/server: 3: API_HOST: parameter not set', { variables: [['API_HOST', 'x']] }, 2),
      ['variable-missing'],
    ],
    [
      'lacks a variable that nobody sets',
      ended('environment variable API_HOST is not set', { variables: [['API_HOST', null]] }),
      ['variable-missing'],
    ],
    [
      'is no reason for a variable of a script',
      ended('/opt/server: 3: count: unbound variable', { variables: [['count', null]] }),
      [],
    ],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });

  test('that has the display is no reason', () => {
    const told = ended('unable to open display ":0"', { variables: [] });
    expect(causesOf({ ...told, symptoms: { managerEnvironment: { DISPLAY: ':0' } } })).toEqual([]);
  });

  test('shows a value before it’s set, and never one that looks like a secret', () => {
    const of = (name: string): Told =>
      ended(`error: environment variable ${name} is not set`, {
        variables: [[name, 'value-of-it']],
      });
    expect(firstOf(of('JAVA_HOME')).remedies).toMatchObject([{ level: 'safe' }]);
    expect(JSON.stringify(firstOf(of('JAVA_HOME')))).toContain('value-of-it');
    expect(firstOf(of('FEED_TOKEN')).remedies).toMatchObject([{ level: 'ask' }]);
    expect(JSON.stringify(firstOf(of('FEED_TOKEN')))).not.toContain('value-of-it');
  });
});
