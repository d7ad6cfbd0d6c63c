/** A new service that runs on a schedule: its two files, its steps, and forms kept by earlier versions. */
import { describe, expect, test } from 'vitest';
import { emptyJob, scheduleFindings, triggerText } from '../../../electron/core/create/form-job.ts';
import { currentForm } from '../../../electron/core/create/kept-form.ts';
import { sameForm } from '../../../electron/core/create/same-form.ts';
import {
  emptyForm,
  formFindings,
  unitText,
  type ServiceForm,
} from '../../../electron/core/create/service-form.ts';
import {
  creationPaths,
  creationSteps,
  type CreationPaths,
} from '../../../electron/core/create/steps.ts';
import type { Schedule, When } from '../../../electron/core/schedule/schedule.ts';
import { isSchedule } from '../../../electron/core/schedule/schedule-shape.ts';
import { whenKinds, whenOfKind } from '../../../electron/core/schedule/when-kinds.ts';
import { replay, type JournalLine } from '../../../electron/core/transactions/transaction.ts';

const folders = { home: '/home/a', runtime: '/run/user/1', units: '/u' };
const nine = { hour: 9, minute: 0, second: 0 };
const now = Date.UTC(2026, 0, 1);

const form = (change: Partial<ServiceForm> = {}): ServiceForm => ({
  ...emptyForm(),
  name: 'backup',
  description: 'Backs 100% up',
  command: '/bin/true',
  job: 'on-schedule',
  ...change,
});

const withWhen = (when: When): ServiceForm => form({ schedule: { ...emptyJob().schedule, when } });

describe('a job on a schedule', () => {
  test('has a service that nothing enables, and that isn’t restarted', () => {
    expect(unitText(form())).toBe(`[Unit]
Description=Backs 100%% up

[Service]
Type=oneshot
ExecStart=/bin/true
`);
  });

  test('has a timer with its description, schedule and target', () => {
    const schedule: Schedule = {
      when: { kind: 'weekly', days: [1, 5], time: nine },
      persistent: true,
      randomDelay: '5min',
      accuracy: '1s',
      deferReactivation: false,
    };
    expect(triggerText(form({ schedule }))).toBe(`[Unit]
Description=Backs 100%% up

[Timer]
OnCalendar=Mon,Fri *-*-* 09:00:00
Persistent=yes
RandomizedDelaySec=5min
AccuracySec=1s

[Install]
WantedBy=timers.target
`);
  });

  test('starts the timer, verifies both files, and waits for no proof', () => {
    const own = form({ proofFile: '/tmp/proof' });
    const steps = creationSteps(own, creationPaths(own, folders));
    expect(steps.map(({ id }) => id)).toEqual([
      'folders',
      'unit',
      'trigger',
      'verify',
      'verify-trigger',
      'reload',
      'enable',
      'status',
    ]);
    const commands = steps.map(({ command }) => command);
    expect(commands).toContain('systemctl --user enable --now -- backup.timer');
    expect(commands.at(-1)).toMatch(/status .*backup\.timer$/);
    expect(commands.join('\n')).toContain('systemd-analyze --user verify /u/backup.timer');
  });

  test('ignores how the service would be restarted', () => {
    const own = form({
      type: 'oneshot',
      restart: 'always',
      restartSec: 'soon',
      proofFile: '/tmp/proof',
    });
    expect(formFindings(own)).toEqual([]);
    expect(formFindings({ ...own, job: 'keeps-running' }).map(({ field }) => field)).toEqual([
      'restartSec',
      'restart',
    ]);
  });

  test('is refused with a schedule that never comes', () => {
    const never = withWhen({
      kind: 'by-hand',
      triggers: [{ key: 'OnUnitActiveSec', value: '1h' }],
    });
    expect(scheduleFindings(never, now).map(({ level }) => level)).toEqual(['error']);
    expect(scheduleFindings({ ...never, job: 'keeps-running' }, now)).toEqual([]);
    expect(scheduleFindings(form(), now)).toEqual([]);
  });

  test('is another form with another schedule', () => {
    expect(sameForm(form(), form({ schedule: { ...emptyJob().schedule } }))).toBe(true);
    expect(sameForm(form(), withWhen({ kind: 'weekdays', time: nine }))).toBe(false);
  });
});

describe('the kinds of schedules', () => {
  test.each(whenKinds)('%s is a schedule without faults from any other kind', (kind) => {
    for (const before of whenKinds) {
      const when = whenOfKind(kind, whenOfKind(before, emptyJob().schedule.when));
      const own = withWhen(when);
      expect(when.kind).toBe(kind);
      expect(scheduleFindings(own, now)).toEqual([]);
      expect(isSchedule(own.schedule)).toBe(true);
    }
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['another kind', { ...emptyJob().schedule, when: { kind: 'constructor' } }],
    [
      'no number',
      { ...emptyJob().schedule, when: { kind: 'daily', time: { ...nine, hour: NaN } } },
    ],
    ['more than it has', { ...emptyJob().schedule, more: 1 }],
    [
      'an unknown key',
      {
        ...emptyJob().schedule,
        when: { kind: 'by-hand', triggers: [{ key: 'Unit', value: 'x' }] },
      },
    ],
    [
      'a clock of weeks',
      { ...emptyJob().schedule, when: { kind: 'by-clock', unit: 'weeks', count: 1 } },
    ],
  ])('%s is no schedule', (_, value) => {
    expect(isSchedule(value)).toBe(false);
  });
});

describe('a form of an earlier version', () => {
  const without = (of: object, ...keys: string[]): object =>
    Object.fromEntries(Object.entries(of).filter(([key]) => !keys.includes(key)));
  const older = without(emptyForm(), 'job', 'schedule');

  test('keeps running', () => {
    expect(currentForm(older)).toEqual(emptyForm());
  });

  test('is still read in the plan of a creation', () => {
    const paths = without(creationPaths(emptyForm(), folders), 'triggerFile') as CreationPaths;
    const plan = { kind: 'create', unit: 'x.service', form: older as ServiceForm, paths } as const;
    const line: JournalLine = { kind: 'begin', id: '1', at: 1, plan };
    expect(replay([line])?.plan).toMatchObject({ form: { job: 'keeps-running' } });
    expect(creationSteps(emptyForm(), paths).map(({ id }) => id)).not.toContain('timer');
  });
});
