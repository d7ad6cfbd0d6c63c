/** The desktop's own dialog for a file to save: the only way in which a path of the person's choice comes in. */
import { app, BrowserWindow, dialog } from 'electron';
import path from 'node:path';
import { suffixes, type ExportFormat } from '../core/log-export.ts';

const names: Record<ExportFormat, string> = {
  text: 'Text',
  json: 'JSON, a record a line',
  journal: 'Journal file',
};

/** The file chosen, null for none. It asks before a file is replaced. */
export const chooseExportFile = async (
  name: string,
  format: ExportFormat,
): Promise<string | null> => {
  const options: Electron.SaveDialogOptions = {
    title: 'Export log',
    defaultPath: path.join(app.getPath('home'), name),
    filters: [{ name: names[format], extensions: [suffixes[format].slice(1)] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  // Newer Electrons say '' where older ones say undefined.
  return canceled || !filePath ? null : filePath;
};
