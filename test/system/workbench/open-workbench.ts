/** Hearth without windows, for a test: it has a manager, and is closed after the test. */
import type { Limits } from '../../../electron/system/manager/systemctl.ts';
import { afterwards, until } from './bench.ts';
import { createWorkbench } from '../kill/workbench.ts';

/** @param stateFolder `$XDG_STATE_HOME/hearth` of its own. */
export const openWorkbench = async (
  stateFolder: string,
  limits?: Partial<Limits>,
): Promise<ReturnType<typeof createWorkbench>> => {
  const bench = createWorkbench(stateFolder, limits);
  afterwards(bench.dispose);
  await until('the manager', () => bench.store.state().manager.kind === 'running');
  await bench.inventory.refresh();
  return bench;
};
