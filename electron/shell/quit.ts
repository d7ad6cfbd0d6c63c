/** Quitting waits for what must not be left half done, then happens. */
import { app } from 'electron';

interface Options {
  /** Answers a wait while something is under way, null otherwise. */
  underWay(): Promise<unknown> | null;
  /** Once, when Hearth really ends. */
  onLeave(): void;
}

export const leaveWell = ({ underWay, onLeave }: Options): void => {
  let waiting = false;
  app.on('before-quit', (event) => {
    const work = underWay();
    if (work === null) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    void work.finally(() => {
      waiting = false;
      app.quit();
    });
  });
  app.on('will-quit', onLeave);
};
