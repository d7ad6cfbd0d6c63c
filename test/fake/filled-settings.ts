/** Settings in each folded group of the form of a new service; one of them has a mistake. */
import type { SettingItems } from '../../electron/core/fields/registry.ts';

export const filledSettings: SettingItems = {
  MemoryMax: ['500M'],
  CPUQuota: ['half'],
  After: ['notes.service', 'network-online.target'],
  PartOf: ['graphical-session.target'],
  ExecStartPre: ['/usr/bin/mkdir -p %h/work', '-/usr/bin/rclone check notes:'],
  StartLimitBurst: ['3'],
  SuccessExitStatus: ['75', 'SIGTERM'],
  EnvironmentFile: ['-~/.config/worker.env'],
  LoadCredential: ['token:~/.secrets/token'],
  StandardOutput: ['append:~/worker.log'],
};
