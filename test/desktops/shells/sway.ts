/** sway, with waybar for the tray and mako for notifications. */
import { execa } from 'execa';
import { said } from '../../e2e/driving/outside.ts';
import type { Area } from '../../../electron/core/app/panel-bounds.ts';
import { preferDark, type Shell, type ShownWindow } from '../shell.ts';

interface Node {
  pid?: number;
  name: string | null;
  app_id?: string | null;
  window_properties?: { class?: string };
  rect: Area;
  nodes: Node[];
  floating_nodes: Node[];
}

const windowsOf = (node: Node): ShownWindow[] => [
  ...(node.pid === undefined
    ? []
    : [
        {
          title: node.name ?? '',
          app: node.app_id ?? node.window_properties?.class ?? '',
          bounds: node.rect,
        },
      ]),
  ...[...node.nodes, ...node.floating_nodes].flatMap(windowsOf),
];

export const sway: Shell = {
  hasPanel: false,
  hasWaylandWindows: false,
  bar: { x: 0, y: 0, width: 1280, height: 34 },
  picture: (file) => execa('grim', [file]),
  windows: async () =>
    windowsOf(JSON.parse(await said('swaymsg', '--type', 'get_tree', '--raw')) as Node),
  // Without a monitor sway has no pointer, and one of wlrctl(1) is gone before waybar has seen it.
  click: null,
  // There is no keyboard either: the agent’s window takes letters of wtype(1), but no Enter.
  enter: null,
  setDark: preferDark,
  setScale: (factor) => execa('swaymsg', ['output', '*', 'scale', String(factor)]),
  pressNotice: (button) => execa('makoctl', ['menu', 'grep', `^${button}$`]),
};
