/** The desktop’s own save dialog: the only way a chosen path gets into Hearth. */
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { suffixes, withSuffix, type ExportFormat, type ExportPlace } from '../core/logs/export.ts';
import { logsExportTexts } from '../core/texts/logs/export.ts';
import { uiTexts } from '../core/texts/ui.ts';

/** The save dialog checks the typed name, not the one with the suffix. */
const mayReplace = async (file: string): Promise<boolean> => {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: logsExportTexts.replaceTitle(path.basename(file)),
    detail: logsExportTexts.replaceExplained(path.dirname(file)),
    buttons: [uiTexts.cancel, logsExportTexts.replace],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
};

/**
 * The chosen file; null for none. Asks before replacing a file.
 * @param exists whether anything has that name.
 */
export const chooseExportFile = async (
  exists: (file: string) => Promise<boolean>,
  name: string,
  format: ExportFormat,
): Promise<ExportPlace | null> => {
  const options: Electron.SaveDialogOptions = {
    title: logsExportTexts.dialogTitle,
    defaultPath: path.join(app.getPath('home'), name),
    filters: [{ name: logsExportTexts.fileTypes[format], extensions: [suffixes[format].slice(1)] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  // Newer Electron versions return '' instead of undefined.
  if (canceled || !filePath) return null;
  const file = withSuffix(filePath, format);
  const replaces = await exists(file);
  if (replaces && file !== filePath && !(await mayReplace(file))) return null;
  return { path: file, replaces };
};
