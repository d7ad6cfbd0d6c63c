/** What a new service does: it keeps running, or a unit with a file of its own starts it: a timer, a path or a socket. */
import type { SettingItems } from '../fields/registry.ts';
import { needsScreen, screenTarget } from '../fields/switches.ts';
import { prefixOf, serviceNameOf, type UnitType } from '../names/unit-name.ts';
import { escapeName } from '../names/unit-escape.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { scheduleFaults } from '../schedule/faults/schedule-faults.ts';
import { timerSettings } from '../schedule/timer-settings.ts';
import { usualSchedule } from '../schedule/when-kinds.ts';
import { escapeSpecifiers } from '../syntax/exec-writer.ts';
import {
  emptyListen,
  listenFindings,
  listenSettings,
  startsForEach,
  type ListenFields,
  type ListenFinding,
} from './form-listen.ts';
import {
  emptyWatch,
  watchFindings,
  watchSettings,
  type WatchFields,
  type WatchFinding,
} from './form-watch.ts';

export const jobs = ['keeps-running', 'on-schedule', 'on-change', 'on-connection'] as const;
type Job = (typeof jobs)[number];

/** Of the form of a new service. What another job needs is kept, so that switching loses nothing. */
export interface JobFields extends WatchFields, ListenFields {
  job: Job;
  schedule: Schedule;
}

export const emptyJob = (): JobFields => ({
  job: 'keeps-running',
  schedule: usualSchedule(),
  ...emptyWatch(),
  ...emptyListen(),
});

/** The type of the unit that starts the service. */
const triggerTypes = {
  'keeps-running': null,
  'on-schedule': 'timer',
  'on-change': 'path',
  'on-connection': 'socket',
} as const satisfies Record<Job, UnitType | null>;

export const triggerTypeOf = ({ job }: Pick<JobFields, 'job'>) => triggerTypes[job];

type Named = Pick<JobFields, 'job' | 'handover'> & { name: string };

const isForEach = (form: Pick<JobFields, 'job' | 'handover'>): boolean =>
  form.job === 'on-connection' && startsForEach(form);

/** The service of the form: a template if each connection gets its own. */
export const serviceOf = (form: Named): string => {
  const service = serviceNameOf(form.name);
  return isForEach(form) ? `${prefixOf(service)}@.service` : service;
};

/** What starts the service; null if nothing does. */
export const triggerOf = (form: Named): string | null => {
  const type = triggerTypeOf(form);
  return type === null ? null : `${prefixOf(serviceNameOf(form.name))}.${type}`;
};

/** What is enabled, started and looked at: what starts the service, or else the service. */
export const startedUnitOf = (form: Named): string => triggerOf(form) ?? serviceOf(form);

/** What to stop to end every process of the service: instances come and go, but share a slice. */
export const stoppedUnitOf = (form: Named): string =>
  isForEach(form)
    ? `app-${escapeName(prefixOf(serviceNameOf(form.name)))}.slice`
    : serviceNameOf(form.name);

/** `connection`: once for each; `once`: it does its work and ends. */
export const serviceKindOf = (
  form: Pick<JobFields, 'job' | 'handover'>,
): 'lasting' | 'once' | 'connection' => {
  if (isForEach(form)) return 'connection';
  return form.job === 'on-schedule' || form.job === 'on-change' ? 'once' : 'lasting';
};

/** [Unit] of a file; none if it would be empty. */
export const unitSectionOf = (
  { description }: { description: string },
  more: readonly string[] = [],
): string[] => {
  const lines = [
    ...(description.trim() === '' ? [] : [`Description=${escapeSpecifiers(description.trim())}`]),
    ...more,
  ];
  return lines.length === 0 ? [] : [`[Unit]\n${lines.join('\n')}\n`];
};

const sections = {
  timer: {
    name: 'Timer',
    settings: ({ schedule }: JobFields) =>
      timerSettings(schedule).map(({ key, value }) => `${key}=${value}`),
  },
  path: { name: 'Path', settings: watchSettings },
  socket: { name: 'Socket', settings: listenSettings },
};

/** The file of what starts the service; '' if nothing does. */
export const triggerText = (
  form: JobFields & { description: string; startAutomatically: boolean; settings: SettingItems },
): string => {
  const type = triggerTypeOf(form);
  if (type === null) return '';
  const { name, settings } = sections[type];
  // What needs a screen isn’t started before there is one: the service alone would only be ordered after it.
  const hasScreen = needsScreen(form.settings);
  const target = hasScreen ? screenTarget : `${type}s.target`;
  return [
    ...unitSectionOf(form, hasScreen ? [`PartOf=${screenTarget}`] : []),
    `[${name}]\n${settings(form).join('\n')}\n`,
    ...(form.startAutomatically ? [`[Install]\nWantedBy=${target}\n`] : []),
  ].join('\n');
};

interface ScheduleFinding {
  field: 'schedule';
  level: 'error';
  text: string;
}

/** What keeps the schedule from being written, or from ever coming. @param now in milliseconds since the epoch. */
export const scheduleFindings = ({ job, schedule }: JobFields, now: number): ScheduleFinding[] =>
  job !== 'on-schedule'
    ? []
    : scheduleFaults(schedule, { now, knows: () => true })
        .filter(({ severity }) => severity === 'error')
        .map(({ what }) => ({ field: 'schedule', level: 'error', text: what }));

/** What is wrong with what the service waits for. @param runs what it runs, as typed. */
export const awaitedFindings = (
  form: JobFields,
  runs: string,
): (WatchFinding | ListenFinding)[] => {
  if (form.job === 'on-change') return watchFindings(form, runs);
  return form.job === 'on-connection' ? listenFindings(form) : [];
};
