/** Xfce under X11. */
import { execa } from 'execa';
import { said } from '../../e2e/driving/outside.ts';
import { preferDark, type Shell, type ShownWindow } from '../shell.ts';
import { onX11 } from './x11.ts';

const { xdotool, ...x11 } = onX11(':99');

const shown = async (id: string): Promise<ShownWindow> => {
  const title = await said('xdotool', 'getwindowname', id);
  const app = /= "[^"]*", "([^"]*)"/.exec(await said('xprop', '-id', id, 'WM_CLASS'))?.[1] ?? '';
  const geometry = await said('xdotool', 'getwindowgeometry', '--shell', id);
  const of = (name: string): number =>
    Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(geometry)?.[1] ?? 0);
  return {
    title,
    app,
    bounds: { x: of('X'), y: of('Y'), width: of('WIDTH'), height: of('HEIGHT') },
  };
};

const set = (channel: string, property: string, type: string, value: string) =>
  execa('xfconf-query', [
    ...['--channel', channel, '--property', property],
    ...['--create', '--type', type, '--set', value],
  ]);

export const xfce: Shell = {
  ...x11,
  hasPanel: true,
  hasWaylandWindows: false,
  bar: { x: 0, y: 0, width: 1280, height: 28 },
  windows: async () => {
    const ids = await said('xdotool', 'search', '--onlyvisible', '--name', '.');
    return Promise.all(ids.split('\n').filter(Boolean).map(shown));
  },
  setDark: async (dark) => {
    await set('xsettings', '/Net/ThemeName', 'string', dark ? 'Adwaita-dark' : 'Adwaita');
    await preferDark(dark);
  },
  // Xfce has no fractional scale: letters grow.
  setScale: (factor) => set('xsettings', '/Xft/DPI', 'int', String(96 * factor)),
  // The button is the first of a row at the lower left of the notification, which is at the upper right.
  pressNotice: () => xdotool('mousemove', '1000', '170', 'sleep', '0.5', 'click', '1'),
};
