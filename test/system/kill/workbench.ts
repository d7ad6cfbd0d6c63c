/** Hearth for a process that is killed, and for the one after it. */
import type { Limits } from '../../../electron/system/manager/systemctl.ts';
import { isMissing } from '../../../electron/host/files/errors.ts';
import type { Host } from '../../../electron/host/host.ts';
import { openHearth } from '../../open-engine.ts';

const report = (bug: unknown): void => {
  // The list is read while other units come and go; it is read again by itself.
  if (!isMissing(bug)) console.error('bug:', bug);
};

/** @param stateFolder `$XDG_STATE_HOME/hearth` of its own. @param limits where they differ from the usual ones. */
export const createWorkbench = (stateFolder: string, limits: Partial<Limits> = {}, host?: Host) => {
  const engine = openHearth({ stateFolder, limits }, { report }, host);
  return { ...engine, store: engine.store.account };
};
