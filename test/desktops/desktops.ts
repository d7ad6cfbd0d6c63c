/** The desktops that Hearth is tried on, as Debian 13 ships them. */
import { rootWith } from '../roots.ts';
import type { DesktopOptions } from '../machine/session.ts';

interface Desktop {
  /** Its root, which desktops may share, and what is in it. */
  root: string;
  packages: readonly string[];
  session: NonNullable<DesktopOptions['session']>;
  env: Record<string, string>;
}

const gnome = {
  root: 'gnome',
  packages: [
    'gnome-shell',
    'gnome-shell-extension-appindicator',
    'xdg-desktop-portal-gnome',
    'xdg-desktop-portal-gtk',
    'gnome-settings-daemon',
    'xwayland',
    'libgl1-mesa-dri',
  ],
  session: { script: 'test/desktops/sessions/gnome.sh', type: 'wayland' },
} as const;

export const desktops = {
  gnome: { ...gnome, env: { TRAY: 'no' } },
  'gnome-appindicator': { ...gnome, env: { TRAY: 'yes' } },
  plasma: {
    root: 'plasma',
    packages: [
      'plasma-workspace',
      'plasma-desktop',
      'kwin-wayland',
      'polkit-kde-agent-1',
      'xdg-desktop-portal-kde',
      'breeze-icon-theme',
      'kde-config-screenlocker',
      'kscreen',
      'xwayland',
      'libgl1-mesa-dri',
    ],
    session: { script: 'test/desktops/sessions/plasma.sh', type: 'wayland' },
    env: {},
  },
  xfce: {
    root: 'xfce',
    packages: [
      'xfce4-session',
      'xfce4-panel',
      'xfce4-settings',
      'xfce4-notifyd',
      'xfwm4',
      'xfdesktop4',
      'mate-polkit',
      'xdg-desktop-portal-xapp',
      'xdg-desktop-portal-gtk',
      'dbus-x11',
    ],
    session: { script: 'test/desktops/sessions/xfce.sh', type: 'x11' },
    env: {},
  },
  sway: {
    root: 'sway',
    packages: [
      'sway',
      'swaybg',
      'waybar',
      'mako-notifier',
      'mate-polkit',
      'grim',
      'xdg-desktop-portal-wlr',
      'xdg-desktop-portal-gtk',
      'xwayland',
      'libgl1-mesa-dri',
    ],
    session: { script: 'test/desktops/sessions/sway.sh', type: 'wayland' },
    env: {},
  },
} as const satisfies Record<string, Desktop>;

export type DesktopName = keyof typeof desktops;
export const desktopNames = Object.keys(desktops) as DesktopName[];

/** The folder with its root; made first if need be. @throws ProblemError. */
export const rootOfDesktop = (name: DesktopName): Promise<string> => {
  const { root, packages } = desktops[name];
  return rootWith('debian-13', root, packages);
};
