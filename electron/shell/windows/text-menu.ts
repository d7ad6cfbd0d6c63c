/** The context menu of fields and selected text. Rows and log lines have menus of their own, in the page. */
import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import { uiTexts } from '../../core/texts/ui.ts';

/** Opens at a right click, and for the Menu key and Shift+F10. */
export const addTextMenu = (contents: WebContents): void => {
  contents.on('context-menu', (_, { isEditable, selectionText, editFlags, x, y }) => {
    if (!isEditable && selectionText.trim() === '') return;
    const { cut, copy, paste, selectAll } = uiTexts.textMenu;
    const items: MenuItemConstructorOptions[] = [
      ...(isEditable ? [{ role: 'cut' as const, label: cut, enabled: editFlags.canCut }] : []),
      { role: 'copy', label: copy, enabled: editFlags.canCopy },
      ...(isEditable
        ? [{ role: 'paste' as const, label: paste, enabled: editFlags.canPaste }]
        : []),
      { role: 'selectAll', label: selectAll, enabled: editFlags.canSelectAll },
    ];
    Menu.buildFromTemplate(items).popup({ x, y });
  });
};
