/** What the choices of the form mean, for those who meet them for the first time. */
import type { RestartPolicy, ServiceType } from '../../electron/core/create/service-form.ts';

export const runWays = [
  { id: 'program', label: 'Run a program' },
  { id: 'script', label: 'Write a script' },
] as const;

export const typeWords: Record<ServiceType, string> = {
  exec: 'Started once the program has been found and runs. Right for most.',
  simple: 'Started at once, even when the program does not exist.',
  notify: 'Started when the program says so itself, through sd_notify.',
  oneshot: 'Does its work and ends; started when it is done.',
};

export const restartWords: Record<RestartPolicy, string> = {
  'on-failure': 'After a crash or an error, not after a clean end.',
  always: 'However it ended, except when you stop it.',
  no: 'Never: once ended, it stays so.',
  'on-abnormal': 'After a crash or a timeout, not after an error code.',
  'on-success': 'Only after a clean end.',
};
