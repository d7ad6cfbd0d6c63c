import type { importMethods } from '../../ipc/contract/jobs/import.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { AutostartImport } from './autostart-import.ts';
import type { CronImport } from './cron-import.ts';

export const importHandlers = ({
  cronImport,
  autostartImport,
}: {
  cronImport: CronImport;
  autostartImport: AutostartImport;
}): HandlersOf<typeof importMethods> => ({
  crontab: () => cronImport.view(),
  importCron: (wanted) => cronImport.run(wanted),
  autostartEntries: () => autostartImport.view(),
  importAutostart: (wanted) => autostartImport.run(wanted),
});
