/** Reports uncaught errors in any of Hearth's processes. */
import { app } from 'electron';

interface Log {
  report(bug: unknown): void;
  /** Called on a normal quit. */
  end(): void;
}

export const catchBugs = ({ report, end }: Log): void => {
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
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
};
