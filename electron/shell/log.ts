/** Hearth's own log and what ends up in it: bugs, whatever part of Hearth they are in. */
import path from 'node:path';
import { app } from 'electron';
import { logEntry } from '../core/app/log-line.ts';
import { openLogFile } from '../host/log-file.ts';
import { beginRun, endRun, sessionMark } from '../host/run-marker.ts';

/** @param stateFolder `$XDG_STATE_HOME/hearth`. @param runtimeFolder $XDG_RUNTIME_DIR, where the session bus is. */
export const openLog = (stateFolder: string, runtimeFolder: string) => {
  const file = path.join(stateFolder, 'log', 'hearth.log');
  const log = openLogFile(file);
  const report = (bug: unknown): void => {
    console.error('hearth:', bug);
    log.write(logEntry(Date.now(), bug, process.env));
  };
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
  const marker = path.join(stateFolder, 'running');
  const crashed = beginRun(marker, sessionMark(path.join(runtimeFolder, 'bus')));
  app.on('will-quit', () => {
    endRun(marker);
  });
  return { stateFolder, file, report, crashed };
};
