/** The tray as plain data: which icon, which menu. `shell/tray.ts` only paints it. */
import type { Page } from './page.ts';
import { isServiceName, prefixOf } from '../names/unit-name.ts';
import { factsOfType } from '../units/types.ts';
import { allowedNow, type AccountState, type AppState } from './state.ts';
import {
  compareUnits,
  isFailed,
  isRunnable,
  stateWord,
  type Unit,
  type UnitAction,
} from '../units/unit.ts';

type TrayIcon = 'well' | 'working' | 'failed' | 'absent';

export type TrayCommand =
  | { kind: 'act'; unit: string; action: UnitAction }
  | { kind: 'open'; page: Page }
  | { kind: 'panel' }
  | { kind: 'linger'; enable: boolean }
  | { kind: 'autostart'; enable: boolean }
  | { kind: 'log' }
  | { kind: 'quit' };

/** What a choice asks of Hearth itself; the panel is the shell's. */
export type EngineCommand = Exclude<TrayCommand, { kind: 'panel' }>;

export type TrayItem =
  | { kind: 'separator' }
  | { kind: 'text'; label: string }
  | { kind: 'command'; label: string; command: TrayCommand }
  | { kind: 'check'; label: string; checked: boolean; enabled: boolean; command: TrayCommand }
  | { kind: 'submenu'; label: string; items: TrayItem[] };

export interface TrayView {
  icon: TrayIcon;
  /** How many services failed; 0 shows no number. */
  count: number;
  tooltip: string;
  items: TrayItem[];
}

/** A menu longer than a screen helps nobody; the rest is in the window. */
const shownUnits = 20;

const separator: TrayItem = { kind: 'separator' };

const command = (label: string, what: TrayCommand): TrayItem => ({
  kind: 'command',
  label,
  command: what,
});

/** Menus read a single `_` as the mark of a shortcut key, so it is doubled. */
const menuText = (text: string): string => text.replaceAll('_', '__');

const marks: Record<Unit['activeState'], string> = {
  active: '●',
  reloading: '↻',
  refreshing: '↻',
  inactive: '○',
  failed: '✕',
  activating: '◐',
  deactivating: '◑',
  maintenance: '◌',
};

const unitItem = (state: AccountState, unit: Unit): TrayItem => {
  const allowed = allowedNow(unit, state.actions[unit.name]);
  const act = (label: string, action: UnitAction): TrayItem[] =>
    allowed.has(action) ? [command(label, { kind: 'act', unit: unit.name, action })] : [];
  const open = (label: string, section: 'status' | 'logs'): TrayItem =>
    command(label, { kind: 'open', page: { kind: 'unit', unit: unit.name, section } });
  return {
    kind: 'submenu',
    label: menuText(`${marks[unit.activeState]} ${prefixOf(unit.name)} (${stateWord(unit)})`),
    items: [
      ...act('Start', 'start'),
      ...act('Stop', 'stop'),
      ...act('Restart', 'restart'),
      ...act('Kill', 'kill'),
      open('Logs', 'logs'),
      open('Open', 'status'),
    ],
  };
};

const unitItems = (state: AccountState, units: readonly Unit[]): TrayItem[] => {
  if (state.manager.kind !== 'running') {
    return [{ kind: 'text', label: managerText(state) }];
  }
  if (units.length === 0) return [{ kind: 'text', label: 'No services of yours yet' }];
  const rest = units.length - shownUnits;
  return [
    ...units.slice(0, shownUnits).map((unit) => unitItem(state, unit)),
    ...(rest > 0
      ? [command(`${String(rest)} more…`, { kind: 'open', page: { kind: 'list' } })]
      : []),
  ];
};

const managerText = (state: AccountState): string =>
  state.manager.kind === 'connecting' ? 'Looking for your services…' : 'No user manager';

const isWorking = (state: AccountState, own: readonly Unit[]): boolean =>
  Object.keys(state.actions).length > 0 ||
  own.some((unit) => ['activating', 'deactivating', 'reloading'].includes(unit.activeState));

const plural = (count: number, what: string): string =>
  `${String(count)} ${what}${count === 1 ? '' : 's'}`;

const tooltipOf = (state: AccountState, own: readonly Unit[], broken: readonly Unit[]): string => {
  const failed = broken.length;
  const what = broken.every(({ name }) => isServiceName(name)) ? 'service' : 'unit';
  if (state.manager.kind !== 'running') return `Hearth: ${managerText(state)}`;
  if (failed > 0) return `Hearth: ${plural(failed, what)} failed`;
  const running = own.filter((unit) => unit.activeState === 'active').length;
  return `Hearth: ${plural(running, 'service')} of yours running`;
};

/** Of all that is the person's own, the menu shows what runs programs. */
const isOwnService = (unit: Unit): boolean =>
  unit.own && isRunnable(unit) && factsOfType(unit.name).runsProgram;

/** Failed units of anybody are told; of the others, the menu shows the person's own. */
export const trayView = ({ app, account: state }: AppState): TrayView => {
  if (state.manager.kind === 'refused') {
    return {
      icon: 'absent',
      count: 0,
      tooltip: 'Hearth cannot work here',
      items: [
        command('Open Hearth', { kind: 'open', page: { kind: 'list' } }),
        separator,
        command('Quit', { kind: 'quit' }),
      ],
    };
  }
  const all = Object.values(state.units);
  const own = all.filter(isOwnService);
  const shown = all
    .filter((unit) => isOwnService(unit) || (isFailed(unit) && unit.aliasOf === null))
    .sort((a, b) => Number(isFailed(b)) - Number(isFailed(a)) || compareUnits(a, b));
  const broken = all.filter((unit) => isFailed(unit) && unit.aliasOf === null);
  const failed = broken.length;
  const running = state.manager.kind === 'running';
  const linger = state.linger.current?.linger ?? false;
  const icon = (): TrayIcon => {
    if (!running) return 'absent';
    if (failed > 0) return 'failed';
    return isWorking(state, own) ? 'working' : 'well';
  };
  return {
    icon: icon(),
    count: running ? failed : 0,
    tooltip: tooltipOf(state, own, broken),
    items: [
      ...unitItems(state, shown),
      separator,
      ...(running ? [command('New service…', { kind: 'open', page: { kind: 'create' } })] : []),
      command('Open Hearth', { kind: 'open', page: { kind: 'list' } }),
      command('Show the panel', { kind: 'panel' }),
      separator,
      {
        kind: 'check',
        label: 'Keep running after logout',
        checked: linger,
        enabled: state.linger.current !== null && !state.linger.changing,
        command: { kind: 'linger', enable: !linger },
      },
      {
        kind: 'check',
        label: 'Start Hearth at login',
        checked: app.autostart.enabled,
        enabled: true,
        command: { kind: 'autostart', enable: !app.autostart.enabled },
      },
      separator,
      { kind: 'submenu', label: 'Help', items: [command('Show log', { kind: 'log' })] },
      command('Quit', { kind: 'quit' }),
    ],
  };
};
