/** Exports log lines in the background, one export at a time; goes on while the window is closed. */
import { fail } from '../../core/problems/problem.ts';
import type { LogQuery } from '../../core/logs/query.ts';
import {
  suffixes,
  type ExportFormat,
  type ExportPlace,
  type LogExport,
} from '../../core/logs/export.ts';
import { openExport, type ExportFile } from '../../system/journal/export-file.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { Emit } from '../../ipc/contract/index.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { Runner } from '../../system/programs/runner.ts';
import type { Bugs } from '../app/bugs.ts';

const progressMs = 200;

export interface LogExports {
  /**
   * Asks for a file and begins; answers at once when none was chosen.
   * @throws export-running, export-program-missing, folder-not-writable, file-failed.
   */
  start(
    query: LogQuery,
    format: ExportFormat,
    range: { from: string; to: string } | null,
  ): Promise<void>;
  stop(): void;
  /** The one under way or the last one; null before, and once it was dismissed. */
  current(): LogExport | null;
  dismiss(): void;
  /** Stops; null when nothing is under way. */
  leave(): Promise<void> | null;
}

interface Deps {
  files: Pick<HostFiles, 'receive'>;
  runner: Runner;
  journalctl: Journalctl;
  /** The person's choice, null for none. `name` is what is offered. */
  chooseFile(name: string, format: ExportFormat): Promise<ExportPlace | null>;
  emit: Emit;
  bugs: Bugs;
}

/** `hearth.service-2026-11-22.log`; a unit's name holds no slash. */
const offeredName = (query: LogQuery, format: ExportFormat): string => {
  const of = query.units.length === 1 ? (query.units[0] ?? '') : 'journal';
  return `${of}-${new Date().toISOString().slice(0, 10)}${suffixes[format]}`;
};

export const createLogExports = ({
  files,
  runner,
  journalctl,
  chooseFile,
  emit,
  bugs,
}: Deps): LogExports => {
  let current: LogExport | null = null;
  let stopper: AbortController | null = null;
  let running: Promise<void> | null = null;

  const change = (part: Partial<LogExport>): void => {
    if (current === null) return;
    current = { ...current, ...part };
    emit('logExport', current);
  };

  const write = async (
    file: ExportFile,
    query: LogQuery,
    range: { from: string; to: string } | null,
    { signal }: AbortController,
  ): Promise<void> => {
    let lines = 0;
    let bytes = 0;
    const timer = setInterval(() => {
      change({ lines, bytes });
    }, progressMs);
    try {
      await journalctl.records(query, range, {
        signal,
        onRecord: (record, flow) => {
          bytes += file.write(record, flow);
          lines += 1;
        },
      });
      if (signal.aborted) {
        await file.discard();
        change({ lines, bytes, status: 'stopped' });
      } else {
        change({ lines, bytes, files: await file.commit(), status: 'done' });
      }
    } catch (thrown) {
      await file.discard();
      change({ lines, bytes, status: 'failed', problem: bugs.toProblem(thrown) });
    } finally {
      clearInterval(timer);
    }
  };

  return {
    start: async (query, format, range) => {
      if (running !== null) throw fail('export-running', {});
      if (format === 'journal' && !(await runner.has('systemd-journal-remote')))
        throw fail('export-program-missing', { apt: await runner.has('apt') });
      const chosen = await chooseFile(offeredName(query, format), format);
      if (chosen === null) return;
      const { path } = chosen;
      const file = await openExport({ runner, files }, chosen, format);
      current = { format, path, status: 'running', lines: 0, bytes: 0, files: [], problem: null };
      emit('logExport', current);
      stopper = new AbortController();
      running = write(file, query, range, stopper).finally(() => (running = null));
    },
    stop: () => stopper?.abort(),
    current: () => current,
    dismiss: () => {
      if (running !== null) return;
      current = null;
      emit('logExport', null);
    },
    leave: () => {
      stopper?.abort();
      return running;
    },
  };
};
