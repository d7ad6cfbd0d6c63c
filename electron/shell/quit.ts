/** Quitting waits for what must not be left half done, then happens. */
import { app, type Event } from 'electron';

interface Options {
  /** Answers a wait while something is under way, null otherwise. */
  underWay(): Promise<unknown> | null;
  /** Once, when Hearth really ends. */
  onLeave(): void;
}

export const leaveWell = ({ underWay, onLeave }: Options): void => {
  let waiting = false;
  const waitFirst = (event: Event): boolean => {
    const work = underWay();
    if (work === null) return false;
    event.preventDefault();
    if (waiting) return true;
    waiting = true;
    void work.finally(() => {
      waiting = false;
      app.quit();
    });
    return true;
  };
  app.on('before-quit', waitFirst);
  app.on('will-quit', (event) => {
    // A window that closes hands over what was typed last: before that nothing knew of it.
    if (!waitFirst(event)) onLeave();
  });
};
