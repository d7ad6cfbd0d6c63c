/** The desktop’s own dialogs: the only way a chosen path gets into Hearth. */
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { suffixes, withSuffix, type ExportFormat, type ExportPlace } from '../core/logs/export.ts';
import { reportSuffix } from '../core/app/problem-report.ts';
import { visibleText } from '../core/text/visible.ts';
import { createFormTexts } from '../core/texts/create/form.ts';
import { logsExportTexts } from '../core/texts/logs/export.ts';
import { reportPageTexts } from '../core/texts/report/page.ts';
import { uiTexts } from '../core/texts/ui.ts';

/** The save dialog checks the typed name, not the one with the suffix. */
const mayReplace = async (file: string): Promise<boolean> => {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: logsExportTexts.replaceTitle(visibleText(path.basename(file))),
    detail: logsExportTexts.replaceExplained(visibleText(path.dirname(file))),
    buttons: [uiTexts.cancel, logsExportTexts.replace],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
};

/**
 * The chosen file; null for none. Asks before replacing a file.
 * @param exists whether anything has that name.
 * @param complete the file to write for the chosen name.
 */
const chooseNewFile = async (
  exists: (file: string) => Promise<boolean>,
  wanted: Pick<Electron.SaveDialogOptions, 'title' | 'filters'> & { name: string },
  complete: (file: string) => string,
): Promise<ExportPlace | null> => {
  const { name, ...words } = wanted;
  const options: Electron.SaveDialogOptions = {
    ...words,
    defaultPath: path.join(app.getPath('home'), name),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  // Newer Electron versions return '' instead of undefined.
  if (canceled || !filePath) return null;
  const file = complete(filePath);
  const replaces = await exists(file);
  if (replaces && file !== filePath && !(await mayReplace(file))) return null;
  return { path: file, replaces };
};

export const chooseExportFile = (
  exists: (file: string) => Promise<boolean>,
  name: string,
  format: ExportFormat,
): Promise<ExportPlace | null> => {
  const extensions = [suffixes[format].slice(1)];
  return chooseNewFile(
    exists,
    {
      name,
      title: logsExportTexts.dialogTitle,
      filters: [{ name: logsExportTexts.fileTypes[format], extensions }],
    },
    (file) => withSuffix(file, format),
  );
};

/** @param name without its suffix, which the file always has. */
export const chooseReportFile = (
  exists: (file: string) => Promise<boolean>,
  name: string,
): Promise<ExportPlace | null> =>
  chooseNewFile(
    exists,
    {
      name: `${name}${reportSuffix}`,
      title: reportPageTexts.dialogTitle,
      filters: [{ name: reportPageTexts.fileType, extensions: [reportSuffix.slice(1)] }],
    },
    (file) => (file.endsWith(reportSuffix) ? file : `${file}${reportSuffix}`),
  );

/** A file or a folder that exists; null for none. @param from where the dialog begins. */
export const choosePath = async (kind: 'file' | 'folder', from: string): Promise<string | null> => {
  const options: Electron.OpenDialogOptions = {
    title: createFormTexts.chooseTitles[kind],
    defaultPath: from,
    properties: kind === 'folder' ? ['openDirectory', 'createDirectory'] : ['openFile'],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
};
