import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { runsMethods } from '../../ipc/contract/runs.ts';
import type { JournalFiles } from '../../system/journal/access.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { Loginctl } from '../../system/login/loginctl.ts';
import { createRunHistory, type RunHistoryDeps } from './run-history.ts';

interface Deps extends Pick<RunHistoryDeps, 'store' | 'inventory' | 'commandLog'> {
  journal: { files: JournalFiles; journalctl: Pick<Journalctl, 'runRecords'> };
  loginctl: Pick<Loginctl, 'lingersSince'>;
}

export const runsHandlers = ({
  journal: { files, journalctl },
  loginctl,
  ...deps
}: Deps): HandlersOf<typeof runsMethods> => {
  const { runRecords } = journalctl;
  const { lingersSince } = loginctl;
  return { runs: createRunHistory({ ...deps, runRecords, files, lingersSince }) };
};
