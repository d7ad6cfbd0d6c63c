/** Reports uncaught errors in any of Hearth's processes. */
import { app } from 'electron';

interface Log {
  report(bug: unknown): void;
  /** Called on a normal quit. */
  end(): void;
}

/** Without these listeners Electron would show each uncaught error in a dialog that stops everything else. */
export const catchBugs = ({ report, end }: Log) => {
  let tell: (() => void) | null = null;
  const onUncaught = (thrown: unknown): void => {
    report(thrown);
    const tellOnce = tell;
    tell = null;
    tellOnce?.();
  };
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  app.on('render-process-gone', (_, __, { reason, exitCode }) => {
    if (reason !== 'clean-exit')
      report(new Error(`a page is gone: ${reason}, ${String(exitCode)}`));
  });
  app.on('child-process-gone', (_, { type, reason, exitCode }) => {
    if (reason === 'clean-exit' || reason === 'killed') return;
    report(new Error(`a process is gone: ${type}, ${reason}, ${String(exitCode)}`));
  });
  // Not will-quit: that can still be prevented.
  app.on('quit', end);
  return {
    /** Calls `listener` once, at the next uncaught error. */
    onceUncaught: (listener: () => void): void => {
      tell = listener;
    },
  };
};

export type CaughtBugs = ReturnType<typeof catchBugs>;
