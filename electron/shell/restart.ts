/** Starts Hearth again, in place of this process. */
import { app } from 'electron';

/** A second start that asked for it waits for an answer, which quitting would cut off: it would then stay, as a third. */
const answeredMs = 100;

let asked = false;

/**
 * Quits first, so whatever is under way is finished; then starts what is installed now.
 * @param command the program and its own arguments, as in `ownCommand`.
 * @param words arguments, as for `hearth`. This process’s Chromium options are kept.
 */
export const restart = ([program = '', ...own]: string[], words: readonly string[]): void => {
  if (asked) return;
  asked = true;
  const options = process.argv.filter((word) => word.startsWith('--') && word !== '--hidden');
  app.relaunch({ execPath: program, args: [...own, ...options, ...words] });
  setTimeout(() => {
    app.quit();
  }, answeredMs);
};
