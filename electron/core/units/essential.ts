/** Units that a desktop session depends on: Hearth asks before stopping or restarting them. */
import { unitTypeOf } from '../names/unit-name.ts';
import type { Unit, UnitAction } from './unit.ts';

/** A key of `unitsEssentialTexts.reasons`. */
export type Essential = 'bus' | 'desktop' | 'slice' | 'target';

/** Sessions and compositors as their units are named by GNOME, Plasma, Xfce, sway, Hyprland, niri, COSMIC and uwsm. */
const desktops =
  /^(?:gnome-(?:session|shell)|org\.gnome\.(?:Shell|SettingsDaemon)|plasma|kde|kwin|xfce4?|sway|hyprland|niri|cosmic|labwc|river|wayland-(?:session|wm)|graphical-session|xdg-desktop-portal)(?:[-_.@]|$)/i;
/** Targets that stay active for the whole session; units that belong to one may stop with it. */
const targets = [
  'default',
  'basic',
  'sockets',
  'timers',
  'paths',
  'session',
  'xdg-desktop-autostart',
];

/** Why a unit matters to more than itself; null for most. */
export const whyEssential = (name: string): Essential | null => {
  if (/^dbus(?:-broker)?\.(?:service|socket)$/.test(name)) return 'bus';
  if (unitTypeOf(name) === 'slice') return 'slice';
  if (desktops.test(name)) return 'desktop';
  return targets.some((target) => name === `${target}.target`) ? 'target' : null;
};

const ends: readonly UnitAction[] = ['stop', 'restart', 'kill', 'mask'];

/** Whether an action may take more with it than the unit, so that people should agree to it first. */
export const asksFirst = (unit: Pick<Unit, 'name' | 'own'>, action: UnitAction): boolean =>
  ends.includes(action) && !unit.own && whyEssential(unit.name) !== null;
