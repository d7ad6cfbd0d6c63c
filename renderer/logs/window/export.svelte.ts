/** The running export, as the main process reports it: it continues whatever page is shown. */
import type { LogExport } from '../../../electron/core/logs/export.ts';
import type { PageClient } from '../../client.svelte.ts';

/** Returns the export as it is now; null for none. */
export const followExport = (hearth: PageClient['hearth']) => {
  let current = $state.raw<LogExport | null>(null);
  hearth.on('logExport', (state) => (current = state));
  // A window opened during an export asks once.
  hearth.currentExport().then(
    (state) => (current ??= state),
    () => undefined,
  );

  return (): LogExport | null => current;
};
