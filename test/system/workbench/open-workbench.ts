/** Hearth without windows, connected to a manager, and closed after the test. */
import type { Limits } from '../../../electron/system/manager/systemctl.ts';
import { afterwards, until } from './bench.ts';
import { createWorkbench } from '../kill/workbench.ts';

/** @param stateFolder used as `$XDG_STATE_HOME/hearth`. */
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
