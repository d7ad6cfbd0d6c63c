/** The tray as plain data: icon and menu. `shell/tray.ts` only paints it. */
import type { Page } from './page.ts';
import { readableName } from '../names/unit-escape.ts';
import { isServiceName, prefixOf } from '../names/unit-name.ts';
import { appTexts } from '../texts/app.ts';
import { lingerTexts } from '../texts/linger.ts';
import { settingsTexts } from '../texts/settings.ts';
import { trayTexts } from '../texts/tray.ts';
import { unitsActionsTexts } from '../texts/units/actions.ts';
import { unitsStatesTexts } from '../texts/units/states.ts';
import { factsOfType } from '../units/types.ts';
import { allowedNow, type AccountState, type AppState } from './state.ts';
import {
  compareUnits,
  isFailed,
  isRunnable,
  isUp,
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

/** Commands for Hearth itself; the panel is the shell's. */
export type EngineCommand = Exclude<TrayCommand, { kind: 'panel' }>;

export type TrayItem =
  | { kind: 'separator' }
  | { kind: 'text'; label: string }
  | { kind: 'command'; label: string; command: TrayCommand }
  | { kind: 'check'; label: string; checked: boolean; enabled: boolean; command: TrayCommand }
  | { kind: 'submenu'; label: string; items: TrayItem[] };

export interface TrayView {
  icon: TrayIcon;
  /** How many of the person’s own units failed; 0 shows no number. */
  count: number;
  tooltip: string;
  items: TrayItem[];
}

/** The menu must fit on a screen; the window shows the rest. */
const shownUnits = 20;

const separator: TrayItem = { kind: 'separator' };

const command = (label: string, what: TrayCommand): TrayItem => ({
  kind: 'command',
  label,
  command: what,
});

/** Menus read a single `_` as the mark of a shortcut key, so double it. */
const menuText = (text: string): string => text.replaceAll('_', '__');

/** A menu is as wide as its longest line: more characters than this lose their middle. */
const nameLength = 40;

const shortened = (name: string): string => {
  const characters = Array.from(name);
  if (characters.length <= nameLength) return name;
  const half = nameLength / 2;
  return `${characters.slice(0, half).join('')}…${characters.slice(1 - half).join('')}`;
};

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
    label: menuText(
      trayTexts.unit({
        mark: isFailed(unit) ? marks.failed : marks[unit.activeState],
        name: shortened(readableName(prefixOf(unit.name))),
        state: unitsStatesTexts.states[stateWord(unit)],
      }),
    ),
    items: [
      ...act(unitsActionsTexts.start, 'start'),
      ...act(unitsActionsTexts.stop, 'stop'),
      ...act(unitsActionsTexts.restart, 'restart'),
      ...act(unitsActionsTexts.kill, 'kill'),
      open(trayTexts.logs, 'logs'),
      open(trayTexts.open, 'status'),
    ],
  };
};

const unitItems = (state: AccountState, units: readonly Unit[]): TrayItem[] => {
  if (state.manager.kind !== 'running') {
    return [
      {
        kind: 'text',
        label: state.manager.kind === 'connecting' ? trayTexts.connecting : trayTexts.lost,
      },
    ];
  }
  if (units.length === 0) return [{ kind: 'text', label: trayTexts.noServices }];
  const rest = units.length - shownUnits;
  return [
    ...units.slice(0, shownUnits).map((unit) => unitItem(state, unit)),
    ...(rest > 0 ? [command(trayTexts.more(rest), { kind: 'open', page: { kind: 'list' } })] : []),
  ];
};

const isWorking = (state: AccountState, own: readonly Unit[]): boolean =>
  Object.keys(state.actions).length > 0 ||
  own.some((unit) => ['activating', 'deactivating', 'reloading'].includes(unit.activeState));

const tooltipOf = (state: AccountState, own: readonly Unit[], broken: readonly Unit[]): string => {
  if (state.manager.kind === 'connecting') return trayTexts.tooltipConnecting;
  if (state.manager.kind !== 'running') return trayTexts.tooltipLost;
  if (broken.length > 0)
    return broken.every(({ name }) => isServiceName(name))
      ? trayTexts.servicesFailed(broken.length)
      : trayTexts.unitsFailed(broken.length);
  return trayTexts.running(
    own.filter((unit) => unit.activeState === 'active' && !unit.crashing).length,
  );
};

/** The menu shows only those of the person’s own units that run programs. */
const isOwnService = (unit: Unit): boolean =>
  unit.own && isRunnable(unit) && factsOfType(unit.name).runsProgram;

/** Places are few: first what failed, then what runs. */
const rankOf = (unit: Unit): number => (isFailed(unit) ? 0 : isUp(unit) ? 1 : 2);

/** The menu shows every failed unit, and the person’s own services. */
export const trayView = ({ app, account: state }: AppState): TrayView => {
  if (state.manager.kind === 'refused') {
    return {
      icon: 'absent',
      count: 0,
      tooltip: trayTexts.tooltipRefused,
      items: [
        command(appTexts.openHearth, { kind: 'open', page: { kind: 'list' } }),
        separator,
        command(trayTexts.quit, { kind: 'quit' }),
      ],
    };
  }
  const all = Object.values(state.units);
  const own = all.filter(isOwnService);
  const shown = all
    .filter((unit) => isOwnService(unit) || (isFailed(unit) && unit.aliasOf === null))
    .sort((a, b) => rankOf(a) - rankOf(b) || compareUnits(a, b));
  // The menu also shows what failed of the distribution’s, but that alone doesn’t turn the icon red.
  const broken = all.filter((unit) => unit.own && isFailed(unit) && unit.aliasOf === null);
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
      ...(running
        ? [command(appTexts.newServiceInWindow, { kind: 'open', page: { kind: 'create' } })]
        : []),
      command(appTexts.openHearth, { kind: 'open', page: { kind: 'list' } }),
      command(trayTexts.showPanel, { kind: 'panel' }),
      separator,
      {
        kind: 'check',
        label: lingerTexts.keepRunning,
        checked: linger,
        enabled: state.linger.current !== null && !state.linger.changing,
        command: { kind: 'linger', enable: !linger },
      },
      {
        kind: 'check',
        label: settingsTexts.startAtLogin,
        checked: app.autostart.enabled,
        enabled: true,
        command: { kind: 'autostart', enable: !app.autostart.enabled },
      },
      separator,
      {
        kind: 'submenu',
        label: settingsTexts.help,
        items: [command(settingsTexts.showLog, { kind: 'log' })],
      },
      command(trayTexts.quit, { kind: 'quit' }),
    ],
  };
};
