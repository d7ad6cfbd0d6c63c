/**
 * Keys that open Hearth from any program. Under Wayland no program may take keys from the others: Electron would report
 * success, and the keys would work in windows of X11 alone (electron/electron#15863). The desktop’s own settings can.
 */
import { app, globalShortcut } from 'electron';
import type { ShortcutOutcome } from '../core/app/preferences.ts';
import { isWaylandSession } from './windows/wayland.ts';

/** @returns what takes other keys in place of those before; '' for none. */
export const keepShortcut = (onPress: () => void): ((keys: string) => ShortcutOutcome) => {
  app.on('will-quit', () => {
    globalShortcut.unregisterAll();
  });
  return (keys) => {
    globalShortcut.unregisterAll();
    if (keys === '') return 'done';
    if (isWaylandSession()) return 'shortcut-wayland';
    return globalShortcut.register(keys, onPress) ? 'done' : 'shortcut-taken';
  };
};
