/** Exports log lines in the background, one export at a time; continues while the window is closed. */
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
import type { Runner } from '../../host/runner.ts';
import type { Bugs } from '../app/bugs.ts';

const progressMs = 200;

interface Deps {
  files: Pick<HostFiles, 'receive'>;
  runner: Runner;
  journalctl: Journalctl;
  /** The person's choice; null if they cancel. `name` is the suggested name. */
  chooseFile(name: string, format: ExportFormat): Promise<ExportPlace | null>;
  emit: Emit;
  bugs: Bugs;
}

/** `hearth.service-2026-11-22.log`; a unit name contains no slash. */
const offeredName = (query: LogQuery, format: ExportFormat): string => {
  const of = query.units.length === 1 ? (query.units[0] ?? '') : 'journal';
  return `${of}-${new Date().toISOString().slice(0, 10)}${suffixes[format]}`;
};

export const createLogExports = ({ files, runner, journalctl, chooseFile, emit, bugs }: Deps) => {
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
    /**
     * Asks for a file and starts; returns at once if none was chosen.
     * @throws export-running, export-program-missing, folder-not-writable, file-failed.
     */
    start: async (
      query: LogQuery,
      format: ExportFormat,
      range: { from: string; to: string } | null,
    ): Promise<void> => {
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
    stop: (): void => stopper?.abort(),
    /** The current or last export; null before the first, and once dismissed. */
    current: (): LogExport | null => current,
    dismiss: (): void => {
      if (running !== null) return;
      current = null;
      emit('logExport', null);
    },
    /** Stops the export; null when nothing is under way. */
    leave: (): Promise<void> | null => {
      stopper?.abort();
      return running;
    },
  };
};

export type LogExports = ReturnType<typeof createLogExports>;
