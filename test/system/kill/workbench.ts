/** Hearth without windows, for the killed process and for the next start. */
import type { Limits } from '../../../electron/system/manager/systemctl.ts';
import { isMissing } from '../../../electron/host/files/errors.ts';
import type { Host } from '../../../electron/host/host.ts';
import { openHearth } from '../../open-engine.ts';

const report = (bug: unknown): void => {
  // Ignore missing files: other units come and go, and Hearth re-reads the list anyway.
  if (!isMissing(bug)) console.error('bug:', bug);
};

/** @param stateFolder used as `$XDG_STATE_HOME/hearth`. @param limits overrides for the defaults. */
export const createWorkbench = (stateFolder: string, limits: Partial<Limits> = {}, host?: Host) => {
  const engine = openHearth({ stateFolder, limits }, { report }, host);
  return { ...engine, store: engine.store.account };
};
