/** The export under way, as the main process tells it: it goes on whatever page is shown. */
import type { LogExport } from '../../../electron/core/logs/export.ts';
import type { PageClient } from '../../client.svelte.ts';

/** Answers the export as it is now; null for none. */
export const followExport = (hearth: PageClient['hearth']) => {
  let current = $state.raw<LogExport | null>(null);
  hearth.on('logExport', (state) => (current = state));
  // A window opened meanwhile asks once.
  hearth.currentExport().then(
    (state) => (current ??= state),
    () => undefined,
  );

  return (): LogExport | null => current;
};
