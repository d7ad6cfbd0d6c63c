/** Paints trayView(state) as a native tray icon and menu (StatusNotifierItem and dbusmenu on Linux). */
import path from 'node:path';
import {
  Menu,
  nativeImage,
  Tray,
  type MenuItemConstructorOptions,
  type NativeImage,
  type Rectangle,
} from 'electron';
import type { TrayCommand, TrayItem, TrayView } from '../core/app/tray-view.ts';
import { visibleText } from '../core/text/visible.ts';

interface Options {
  iconFolder: string;
  onCommand(command: TrayCommand): void;
  onClick(): void;
}

/** The icon counts to 9, and has a mark without a number for what was seen; the menu shows every failed unit. */
const iconFile = ({ icon, count }: TrayView): string =>
  icon === 'failed' ? `tray-failed-${String(Math.min(count, 9))}.png` : `tray-${icon}.png`;

const template = (
  items: readonly TrayItem[],
  onCommand: (command: TrayCommand) => void,
  onCheck: (command: TrayCommand) => void,
): MenuItemConstructorOptions[] =>
  items.map((item): MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'text':
        return { label: visibleText(item.label), enabled: false };
      case 'command':
        return {
          label: visibleText(item.label),
          click: () => {
            onCommand(item.command);
          },
        };
      case 'check':
        return {
          label: visibleText(item.label),
          type: 'checkbox',
          checked: item.checked,
          enabled: item.enabled,
          click: () => {
            onCheck(item.command);
          },
        };
      case 'submenu':
        return {
          label: visibleText(item.label),
          submenu: template(item.items, onCommand, onCheck),
        };
    }
  });

export const createTrayIcon = ({ iconFolder, onCommand, onClick }: Options) => {
  let tray: Tray | null = null;
  let items = '';
  let tooltip = '';
  let icon = '';

  const make = (image: NativeImage): Tray => {
    const made = new Tray(image);
    // Not every panel passes clicks on; the menu has everything.
    made.on('click', onClick);
    return made;
  };

  const setMenu = (view: TrayView): void => {
    tray?.setContextMenu(
      Menu.buildFromTemplate(
        template(view.items, onCommand, (command) => {
          // Electron has already flipped the check mark; show the real state until it changes.
          setMenu(view);
          onCommand(command);
        }),
      ),
    );
  };

  return {
    paint: (view: TrayView): void => {
      // Setting an image reads, scales and sends it, so do it only when it changes.
      if (tray === null || icon !== iconFile(view)) {
        icon = iconFile(view);
        const image = nativeImage.createFromPath(path.join(iconFolder, icon));
        if (tray === null) tray = make(image);
        else tray.setImage(image);
      }
      if (tooltip !== view.tooltip) {
        tooltip = view.tooltip;
        tray.setToolTip(visibleText(tooltip));
      }
      // Setting a menu closes an open one, so do it only after a change.
      const text = JSON.stringify(view.items);
      if (text === items) return;
      items = text;
      setMenu(view);
    },
    bounds: (): Rectangle => tray?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 },
    close: (): void => {
      tray?.destroy();
      tray = null;
      [items, tooltip] = ['', ''];
    },
  };
};
