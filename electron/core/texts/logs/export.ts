import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** Exporting a log to a file. */
export const logsExportTexts = texts({
  en: {
    export: 'Export',
    exportSelection: 'Export selection',
    formats: { text: 'As text', json: 'As JSON', journal: 'As a journal file' },
    formatHints: {
      text: 'One line per message, with precise timestamps',
      json: 'All fields, one record per line',
      journal: 'All fields; journalctl can read it',
    },

    running: (of: { lines: number; size: string }) =>
      plural(of.lines, {
        one: `Exporting… 1 line, ${of.size} so far`,
        other: `Exporting… ${number(of.lines)} lines, ${of.size} so far`,
      }),
    stopped: 'Export stopped. No file was left behind.',
    doneTo: (of: { lines: number; size: string; file: string }) =>
      plural(of.lines, {
        one: `Exported 1 line, ${of.size}, to ${of.file}`,
        other: `Exported ${number(of.lines)} lines, ${of.size}, to ${of.file}`,
      }),
    doneToFiles: (of: { lines: number; size: string; files: number }) =>
      plural(of.lines, {
        one: `Exported 1 line, ${of.size}, to ${number(of.files)} files`,
        other: `Exported ${number(of.lines)} lines, ${of.size}, to ${number(of.files)} files`,
      }),
    stop: 'Stop',

    /** The desktop’s own dialogs. */
    dialogTitle: 'Export log',
    fileTypes: { text: 'Text', json: 'JSON, one record per line', journal: 'Journal file' },
    replaceTitle: (file: string) => `Replace ${file}?`,
    replaceExplained: (folder: string) =>
      `A journal file needs this name, and ${folder} already has a file of this name. Replacing it overwrites its contents.`,
    replace: 'Replace',
  },
});
