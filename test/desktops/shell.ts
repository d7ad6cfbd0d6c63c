/** What the tests ask of a desktop, each in its own way. */
import type { Area } from '../../electron/core/app/panel-bounds.ts';
import { said } from '../e2e/driving/outside.ts';

/** A window as the desktop itself knows it. */
export interface ShownWindow {
  title: string;
  /** The application that the desktop takes it for: its app id or window class. */
  app: string;
  bounds: Area;
}

export interface Shell {
  /** Where the desktop’s bar with the tray is on the screen; null if it has no tray. */
  bar: Area | null;
  /** Whether Hearth has a panel there: the desktop puts a window where it asks to be. */
  hasPanel: boolean;
  /** Whether this run’s Electron can have Wayland’s windows there: in sway, the older one crashes. */
  hasWaylandWindows: boolean;
  picture(file: string): Promise<unknown>;
  windows(): Promise<ShownWindow[]>;
  /** A left click with the desktop’s pointer; null where nothing moves it. */
  click: ((x: number, y: number) => Promise<unknown>) | null;
  /** Types a line and Enter, for whatever has the focus; null where nothing can. */
  enter: ((line: string) => Promise<unknown>) | null;
  setDark(dark: boolean): Promise<unknown>;
  setScale(factor: number): Promise<unknown>;
  /** Presses this button of the only notification that is shown. */
  pressNotice(button: string): Promise<unknown>;
}

/** What GNOME’s and GTK’s portals report. */
export const preferDark = (dark: boolean): Promise<string> =>
  said(
    'gsettings',
    'set',
    'org.gnome.desktop.interface',
    'color-scheme',
    dark ? 'prefer-dark' : 'default',
  );
