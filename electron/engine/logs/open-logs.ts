/** Reading and exporting logs, connected to a host and a shell. */
import type { Host } from '../../host/host.ts';
import type { Runner } from '../../host/runner.ts';
import type { openJournal } from '../../system/journal/journalctl.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Ports } from '../app/ports.ts';
import type { Inventory } from '../units/inventory.ts';
import { createLogExports } from './export.ts';
import { createLogs } from './reads.ts';

interface Deps {
  host: Pick<Host, 'files'>;
  runner: Runner;
  journal: ReturnType<typeof openJournal>;
  inventory: Pick<Inventory, 'details'>;
  ports: Pick<Ports, 'copy' | 'emit' | 'chooseExportFile'>;
  bugs: Bugs;
}

export const openLogs = ({ host, runner, journal, inventory, ports, bugs }: Deps) => {
  const { journalctl, files: journalFiles } = journal;
  const { files } = host;
  const { emit } = ports;
  const exists = async (file: string): Promise<boolean> =>
    (await files.areThere([file])).includes(true);
  return {
    logs: createLogs({
      journalctl,
      files: journalFiles,
      inventory,
      emit,
      bugs,
      copy: ports.copy,
    }),
    logExports: createLogExports({
      files,
      runner,
      journalctl,
      chooseFile: (name, format) => ports.chooseExportFile(exists, name, format),
      emit,
      bugs,
    }),
  };
};
