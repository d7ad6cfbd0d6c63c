/** The desktop's own dialog for a file to save: the only way in which a path of the person's choice comes in. */
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { suffixes, withSuffix, type ExportFormat, type ExportPlace } from '../core/logs/export.ts';

const names: Record<ExportFormat, string> = {
  text: 'Text',
  json: 'JSON, a record a line',
  journal: 'Journal file',
};

/** The dialog has asked about the name that was typed in it, not about the one with the suffix. */
const mayReplace = async (file: string): Promise<boolean> => {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: `Replace ${path.basename(file)}?`,
    detail: `A journal file needs this name, and there is one in ${path.dirname(file)}. Replacing it overwrites what is in it.`,
    buttons: ['Cancel', 'Replace'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
};

/**
 * The file chosen, null for none. It asks before a file is replaced.
 * @param exists whether there is anything of that name.
 */
export const chooseExportFile = async (
  exists: (file: string) => Promise<boolean>,
  name: string,
  format: ExportFormat,
): Promise<ExportPlace | null> => {
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
  if (canceled || !filePath) return null;
  const file = withSuffix(filePath, format);
  const replaces = await exists(file);
  if (replaces && file !== filePath && !(await mayReplace(file))) return null;
  return { path: file, replaces };
};
