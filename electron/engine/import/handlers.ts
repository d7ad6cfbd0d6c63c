import type { importMethods } from '../../ipc/contract/jobs/import.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { CronImport } from './cron-import.ts';

export const importHandlers = ({
  cronImport,
}: {
  cronImport: CronImport;
}): HandlersOf<typeof importMethods> => ({
  crontab: () => cronImport.view(),
  importCron: (wanted) => cronImport.run(wanted),
});
