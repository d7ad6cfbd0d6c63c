/** What a Wayland session lets Hearth do. */
import { app } from 'electron';

export const isWaylandSession = (): boolean =>
  process.env['XDG_SESSION_TYPE'] === 'wayland' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '';

/** From Electron 38 on windows there are Wayland’s own, unless `--ozone-platform` says otherwise; before it, X11’s. */
const hasWaylandWindows = (): boolean => {
  const platform = app.commandLine.getSwitchValue('ozone-platform');
  if (platform !== '') return platform === 'wayland';
  return isWaylandSession() && Number.parseInt(process.versions.electron) >= 38;
};

/**
 * Whether a window appears where it asks to. Wayland has no such thing; windows of X11 are put there in a session of X11,
 * and by Mutter and KWin, but not by sway (seen: in the middle of the screen).
 */
export const canPlaceWindows = (): boolean =>
  !hasWaylandWindows() &&
  (!isWaylandSession() || /GNOME|KDE/.test(process.env['XDG_CURRENT_DESKTOP'] ?? ''));
