/** An export of log lines to a file, as window and main process see it. */
import { readJournalFiles, readJson, readText, shellLine } from '../commands.ts';
import type { Problem } from '../problems/problem.ts';

export const exportFormats = ['text', 'json', 'journal'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface LogExport {
  format: ExportFormat;
  /** The chosen file. */
  path: string;
  status: 'running' | 'done' | 'stopped' | 'failed';
  lines: number;
  bytes: number;
  /** The files written: a journal may be several. */
  files: string[];
  problem: Problem | null;
}

/** Where to write an export. */
export interface ExportPlace {
  path: string;
  /** The person agreed to replace what is there. */
  replaces: boolean;
}

export const suffixes: Record<ExportFormat, string> = {
  text: '.log',
  json: '.json',
  journal: '.journal',
};

/** The file to write for a chosen name: journalctl and systemd-journal-remote both go by the name. */
export const withSuffix = (file: string, format: ExportFormat): string =>
  format === 'journal' && !file.endsWith('.journal') ? `${file}.journal` : file;

/** The line that reads an export back. */
export const readingLine = ({ format, path, files }: LogExport): string => {
  if (format === 'journal') return shellLine(readJournalFiles(files));
  return shellLine(format === 'json' ? readJson(path) : readText(path));
};
