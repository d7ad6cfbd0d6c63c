/** An export of log lines to a file, as window and main process know it. */
import { readJournalFiles, readJson, readText, shellLine } from '../commands.ts';
import type { Problem } from '../problems/problem.ts';

export const exportFormats = ['text', 'json', 'journal'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface LogExport {
  format: ExportFormat;
  /** The file that was chosen. */
  path: string;
  status: 'running' | 'done' | 'stopped' | 'failed';
  lines: number;
  bytes: number;
  /** What was made: a journal may be several files. */
  files: string[];
  problem: Problem | null;
}

/** Where an export goes. */
export interface ExportPlace {
  path: string;
  /** Somebody was asked and agreed that what is there is replaced. */
  replaces: boolean;
}

export const suffixes: Record<ExportFormat, string> = {
  text: '.log',
  json: '.json',
  journal: '.journal',
};

/** The file that is made where this one was chosen: both journalctl and systemd-journal-remote go by the name. */
export const withSuffix = (file: string, format: ExportFormat): string =>
  format === 'journal' && !file.endsWith('.journal') ? `${file}.journal` : file;

/** The line that reads an export back. */
export const readingLine = ({ format, path, files }: LogExport): string => {
  if (format === 'journal') return shellLine(readJournalFiles(files));
  return shellLine(format === 'json' ? readJson(path) : readText(path));
};
