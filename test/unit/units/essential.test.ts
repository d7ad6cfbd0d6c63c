import { expect, test } from 'vitest';
import { asksFirst, whyEssential } from '../../../electron/core/units/essential.ts';

test.each([
  ['dbus.service', 'bus'],
  ['dbus.socket', 'bus'],
  ['dbus-broker.service', 'bus'],
  ['app.slice', 'slice'],
  ['org.gnome.Shell@wayland.service', 'desktop'],
  ['plasma-kwin_wayland.service', 'desktop'],
  ['wayland-wm@hyprland.desktop.service', 'desktop'],
  ['graphical-session.target', 'desktop'],
  ['default.target', 'target'],
  ['dbus-backup.service', null],
  ['notes.service', null],
  ['swaync.service', null],
] as const)('%s is essential: %s', (name, why) => {
  expect(whyEssential(name)).toBe(why);
});

test('asks before what ends an essential unit, not before what starts it', () => {
  const bus = { name: 'dbus.service', own: false };
  expect(asksFirst(bus, 'stop')).toBe(true);
  expect(asksFirst(bus, 'restart')).toBe(true);
  expect(asksFirst(bus, 'start')).toBe(false);
  expect(asksFirst({ name: 'notes.service', own: true }, 'stop')).toBe(false);
});
