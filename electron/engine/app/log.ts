/** Hearth's own log, and whether Hearth crashed last time. */
import path from 'node:path';
import { logEntry } from '../../core/app/log-line.ts';
import type { Person } from '../../core/app/state.ts';
import { stateFolderOf } from '../../host/account.ts';
import { openLogFile } from '../../host/log-file.ts';
import { beginRun, endRun, sessionMark } from '../../host/run-marker.ts';

/** @param environment of this process: names the folder; its values are kept out of the log. */
export const openLog = (
  { home, runtimeFolder }: Pick<Person, 'home' | 'runtimeFolder'>,
  environment: NodeJS.ProcessEnv,
) => {
  const stateFolder = stateFolderOf(environment, home);
  const file = path.join(stateFolder, 'log', 'hearth.log');
  const log = openLogFile(file);
  const marker = path.join(stateFolder, 'running');
  return {
    stateFolder,
    file,
    report: (bug: unknown): void => {
      console.error('hearth:', bug);
      log.write(logEntry(Date.now(), bug, environment));
    },
    crashed: beginRun(marker, sessionMark(path.join(runtimeFolder, 'bus'))),
    /** Marks this run as ended cleanly. */
    end: (): void => {
      endRun(marker);
    },
  };
};

export type Log = ReturnType<typeof openLog>;
