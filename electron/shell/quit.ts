/** Delays quitting until unfinished work is done. */
import { app, type Event } from 'electron';

interface Options {
  /** A promise for unfinished work; null if there is none. */
  underWay(): Promise<unknown> | null;
  /** Called once, when Hearth really quits. */
  onLeave(): void;
}

const quit = (): void => {
  app.quit();
};

export const leaveWell = ({ underWay, onLeave }: Options): void => {
  let waiting = false;
  const waitFirst = (event: Event): boolean => {
    // Asks only once: asking ends a creation under way, and starts its undo.
    if (!waiting) {
      const work = underWay();
      if (work === null) return false;
      waiting = true;
      void work.finally(() => {
        waiting = false;
        quit();
      });
    }
    event.preventDefault();
    return true;
  };
  // Chromium’s own handlers end Hearth at once, without a quit.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);
  app.on('before-quit', waitFirst);
  app.on('will-quit', (event) => {
    // Check again: a closing window may only now hand over what was typed last.
    if (!waitFirst(event)) onLeave();
  });
};
