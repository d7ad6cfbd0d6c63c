import { describe, expect, test } from 'vitest';
import { offeredRemedy } from '../../../electron/core/diagnosis/diagnose.ts';
import type { CauseName } from '../../../electron/core/diagnosis/causes.ts';
import type { Symptoms } from '../../../electron/core/diagnosis/symptoms.ts';
import { withoutMarks } from '../../../electron/core/texts/marks.ts';
import { noEnabling } from '../../../electron/core/units/enabling.ts';
import { causesOf, firstOf, ids, look, report, symptomsOf, type Told } from './symptoms-of.ts';

const none: Symptoms['relations'] = {
  requires: [],
  requisite: [],
  bindsTo: [],
  after: [],
  triggeredBy: [],
};
const works = '[Service]\nExecStart=/opt/server\n';
const off = { loadState: 'not-found', activeState: 'inactive', subState: 'dead' } as const;
const noTriggers = [look('web.timer', off), look('web.socket', off), look('web.path', off)];

const requiring = (
  differs: Parameters<typeof look>[1],
  key: 'Requires' | 'Requisite' = 'Requires',
): Told => ({
  text: `[Unit]\n${key}=db.service\n${works}`,
  lines: [
    report('Job web.service/start failed with result ‘dependency’.', {
      MESSAGE_ID: ids.startFailed,
      JOB_RESULT: 'dependency',
    }),
  ],
  symptoms: { relations: { ...none, [key.toLowerCase()]: ['db.service', 'basic.target'] } },
  answers: { units: [look('db.service', differs)] },
});

describe('a start that others prevented', () => {
  test.each<[string, Told, CauseName[]]>([
    [
      'by a unit that failed',
      requiring({ activeState: 'failed', subState: 'failed' }),
      ['dependency-failed'],
    ],
    ['by a unit that is missing', requiring(off), ['dependency-missing']],
    [
      'by a unit that is masked',
      requiring({ ...off, loadState: 'masked' }),
      ['dependency-missing'],
    ],
    [
      'by a unit that should have been up',
      requiring({ activeState: 'inactive', subState: 'dead' }, 'Requisite'),
      ['dependency-failed'],
    ],
    ['by one that works by now', requiring({}), ['dependency-failed']],
    [
      'by a circle',
      {
        lines: [
          report('Found ordering cycle on a.service/start'),
          report(
            'Job web.service/start deleted to break ordering cycle starting with a.service/start',
          ),
        ],
      },
      ['ordering-cycle'],
    ],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });

  test('is none that began since', () => {
    const told = requiring({ activeState: 'failed' });
    const later = {
      ...told,
      lines: [...(told.lines ?? []), report('Started.', { MESSAGE_ID: ids.started })],
    };
    expect(causesOf(later)).toEqual([]);
  });

  test('can be started without what is missing', () => {
    expect(
      offeredRemedy(symptomsOf(requiring(off)), { cause: 'HE-604', remedy: 'without-dependency' })
        ?.actions[0],
    ).toMatchObject({ do: 'unset', line: 2 });
  });

  test('names the condition that wasn’t met, as no failure', () => {
    const told: Told = {
      text: `[Unit]\nConditionPathExists=/srv/a\nConditionPathExists=/srv/b\n${works}`,
      details: {
        skippedAt: 1_764_000_000_000,
        checks: [
          { text: 'ConditionPathExists=/srv/a', state: 'met' },
          { text: 'ConditionPathExists=/srv/b', state: 'unmet' },
        ],
      },
    };
    expect(causesOf(told)).toEqual(['condition-unmet']);
    const { sentence, evidence } = firstOf(told);
    expect(withoutMarks(sentence)).toBe(
      'Skipped, which isn’t a failure: ConditionPathExists=/srv/b wasn’t met.',
    );
    expect(evidence).toContainEqual({
      text: 'ConditionPathExists=/srv/b',
      from: 'setting',
      at: { kind: 'setting', path: '/home/alice/.config/systemd/user/web.service', line: 3 },
    });
  });

  test.each([
    ['was skipped because of an unmet condition check (ConditionUser=root).', 'ConditionUser=root'],
    ['skipped, unmet condition check ConditionUser=root', 'ConditionUser=root'],
    [
      'skipped, unmet condition check ConditionPathExists=/srv/(a).',
      'ConditionPathExists=/srv/(a).',
    ],
    ['skipped, no trigger condition checks were met.', 'ConditionPathExists=|/srv/b'],
  ])('knows the condition by the journal alone: %s', (words, condition) => {
    const skip = report('', { MESSAGE_ID: ids.started });
    const told: Told = {
      text: `[Unit]\n${condition}\n${works}`,
      lines: [{ ...skip, message: `web.service ${words}` }],
      details: { invocation: null, activeState: 'inactive' },
    };
    expect(causesOf(told)).toEqual(['condition-unmet']);
    expect(withoutMarks(firstOf(told).sentence)).toContain(condition);
  });

  test('names an assertion, and the command of ExecCondition=', () => {
    const skippedAt = 1_764_000_000_000;
    const checks = [{ text: 'AssertPathExists=/srv/a', state: 'unmet' as const }];
    expect(causesOf({ details: { skippedAt, checks } })).toEqual(['assertion-unmet']);
    expect(causesOf({ result: 'exec-condition', details: { activeState: 'inactive' } })).toEqual([
      'exec-condition',
    ]);
  });
});

describe('a service that isn’t running', () => {
  const idle = (differs: Partial<Symptoms>, told: Told = {}): Told => ({
    ...told,
    details: { invocation: null, stateSince: null, ...told.details },
    symptoms: differs,
    answers: { ...told.answers, units: [...noTriggers, ...(told.answers?.units ?? [])] },
  });
  const installed = (target: string): string => `${works}[Install]\nWantedBy=${target}\n`;
  const enabled = (target: string, differs: Parameters<typeof look>[1]): Told =>
    idle(
      { enabling: { ...noEnabling, by: [target] } },
      {
        text: installed(target),
        details: { unitFileState: 'enabled' },
        answers: { units: [look(target, differs)] },
      },
    );

  test.each<[string, Told, CauseName[]]>([
    [
      'is disabled',
      idle({}, { text: installed('default.target'), answers: { units: [look('default.target')] } }),
      ['disabled'],
    ],
    ['has no [Install]', idle({}, { details: { unitFileState: 'static' } }), ['no-install']],
    [
      'is wanted by a target that is missing',
      enabled('multi-user.target', off),
      ['target-missing'],
    ],
    [
      'is wanted by a target that isn’t active',
      enabled('graphical-session.target', { activeState: 'inactive' }),
      ['target-not-reached'],
    ],
    ['was enabled after its target was reached', enabled('default.target', {}), ['enabled-later']],
    [
      'would be enabled for a target that is missing',
      idle(
        {},
        {
          text: installed('multi-user.target'),
          answers: { units: [look('multi-user.target', off)] },
        },
      ),
      ['target-missing', 'disabled'],
    ],
    [
      'waits for its timer',
      idle(
        { relations: { ...none, triggeredBy: ['a.timer'] } },
        { answers: { units: [look('a.timer')] } },
      ),
      ['waits-for-trigger'],
    ],
    [
      'has a timer that is off',
      {
        details: { invocation: null, stateSince: null },
        answers: {
          units: [look('web.timer', { activeState: 'inactive' }), ...noTriggers.slice(1)],
        },
      },
      ['trigger-off'],
    ],
    ['was stopped', { lines: [report('Stopping…', { MESSAGE_ID: ids.stopping })] }, ['stopped']],
    ['ran, and nothing is known of its end', { answers: { units: noTriggers } }, []],
    ['is up', idle({}, { details: { activeState: 'active' } }), []],
  ])('%s', (_, told, causes) => {
    expect(causesOf(told)).toEqual(causes);
  });

  test('was stopped by the person, if that was here', () => {
    const told: Told = {
      lines: [report('Stopping…', { MESSAGE_ID: ids.stopping })],
      symptoms: { stopsHere: [{ from: 1_764_000_000_000, to: 1_764_000_001_000 }] },
    };
    expect(firstOf(told).short).toBe('stopped by you');
    expect(firstOf({ ...told, symptoms: { stopsHere: [{ from: 1, to: 2 }] } }).short).toBe(
      'stopped',
    );
  });

  test('starts with default.target after one click', () => {
    expect(
      offeredRemedy(symptomsOf(enabled('multi-user.target', off)), {
        cause: 'HE-903',
        remedy: 'default-target',
      })?.actions,
    ).toMatchObject([
      { do: 'set', key: 'WantedBy', value: 'default.target' },
      { do: 'reenable' },
      { do: 'start' },
    ]);
  });
});
