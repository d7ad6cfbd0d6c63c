/** The export under way, as the main process tells it: it goes on whatever page is shown. */
import type { LogExport } from '../../electron/core/logs/export.ts';
import { hearth } from '../client.svelte.ts';

let current = $state.raw<LogExport | null>(null);
hearth.on('logExport', (state) => (current = state));
// A window opened meanwhile asks once.
hearth.currentExport().then(
  (state) => (current ??= state),
  () => undefined,
);

export const currentExport = (): LogExport | null => current;
