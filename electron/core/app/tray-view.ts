/** The tray as plain data: icon and menu. `shell/tray.ts` only paints it. */
import type { Page } from './page.ts';
import { readableName } from '../names/unit-escape.ts';
import { isServiceName, prefixOf } from '../names/unit-name.ts';
import { appTexts } from '../texts/app.ts';
import { lingerTexts } from '../texts/linger.ts';
import { reportPageTexts } from '../texts/report/page.ts';
import { settingsTexts } from '../texts/settings.ts';
import { trayTexts } from '../texts/tray.ts';
import { unitsActionsTexts } from '../texts/units/actions.ts';
import { isUnproven } from '../proof/proof-state.ts';
import { factsOfType } from '../units/types.ts';
import { allowedNow, type AccountState, type AppState } from './state.ts';
import { needsAttentionIn, unitFact } from './unit-fact.ts';
import {
  compareUnits,
  isFailed,
  isRunnable,
  isUp,
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
  /** How many troubles nobody has seen yet; 0 shows no number. */
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

const unprovenMark = '!';

const shownName = (unit: string): string => shortened(readableName(prefixOf(unit)));

/** It runs, but without its proof. */
const lacksProof = ({ proofs }: AccountState, unit: Unit): boolean =>
  isUnproven(unit, proofs[unit.name]);

const markOf = (state: AccountState, unit: Unit): string => {
  if (lacksProof(state, unit)) return unprovenMark;
  const isOver = !isFailed(unit) && state.incidents[unit.name] === undefined;
  return isOver ? marks[unit.activeState] : marks.failed;
};

const unitItem = (state: AccountState, unit: Unit): TrayItem => {
  const allowed = allowedNow(unit, state.actions[unit.name]);
  const act = (label: string, action: UnitAction): TrayItem[] =>
    allowed.has(action) ? [command(label, { kind: 'act', unit: unit.name, action })] : [];
  const open = (label: string, section: 'overview' | 'log'): TrayItem =>
    command(label, { kind: 'open', page: { kind: 'unit', unit: unit.name, section } });
  return {
    kind: 'submenu',
    label: menuText(
      trayTexts.unit({
        mark: markOf(state, unit),
        name: shownName(unit.name),
        fact: shortened(unitFact(state, unit, null).text),
      }),
    ),
    items: [
      ...act(unitsActionsTexts.start, 'start'),
      ...act(unitsActionsTexts.stop, 'stop'),
      ...act(unitsActionsTexts.restart, 'restart'),
      ...act(unitsActionsTexts.kill, 'kill'),
      open(trayTexts.logs, 'log'),
      open(trayTexts.open, 'overview'),
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
    ...(rest > 0 ? [command(trayTexts.more(rest), { kind: 'open', page: { kind: 'home' } })] : []),
  ];
};

const isWorking = (state: AccountState, own: readonly Unit[]): boolean =>
  Object.keys(state.actions).length > 0 ||
  own.some((unit) => ['activating', 'deactivating', 'reloading'].includes(unit.activeState));

const tooltipOf = (state: AccountState, own: readonly Unit[], broken: readonly Unit[]): string => {
  if (state.manager.kind === 'connecting') return trayTexts.tooltipConnecting;
  if (state.manager.kind !== 'running') return trayTexts.tooltipLost;
  const failed = broken.filter((unit) => !lacksProof(state, unit));
  const [first] = failed;
  if (first !== undefined) {
    const count = failed.every(({ name }) => isServiceName(name))
      ? trayTexts.servicesFailed(failed.length)
      : trayTexts.unitsFailed(failed.length);
    const short = state.incidents[first.name]?.short ?? null;
    return failed.length > 1 || short === null
      ? count
      : trayTexts.withCause({ count, name: shownName(first.name), cause: shortened(short) });
  }
  if (broken.length > 0) return trayTexts.unproven(broken.length);
  return trayTexts.running(
    own.filter((unit) => unit.activeState === 'active' && !unit.crashing).length,
  );
};

/** The menu shows only those of the person’s own units that run programs. */
const isOwnService = (unit: Unit): boolean =>
  unit.own && isRunnable(unit) && factsOfType(unit.name).runsProgram;

/**
 * The menu shows every failed unit, and the person’s own services.
 * @param hasPanel whether there is a panel to show.
 */
export const trayView = ({ app, account: state }: AppState, hasPanel = true): TrayView => {
  if (state.manager.kind === 'refused') {
    return {
      icon: 'absent',
      count: 0,
      tooltip: trayTexts.tooltipRefused,
      items: [
        command(appTexts.openHearth, { kind: 'open', page: { kind: 'home' } }),
        separator,
        command(trayTexts.quit, { kind: 'quit' }),
      ],
    };
  }
  const all = Object.values(state.units);
  const needing = all.filter((unit) => needsAttentionIn(state, unit));
  const needed = new Set(needing);
  const own = all.filter(isOwnService);
  // Places are few: first what needs the person, then what runs.
  const others = own.filter((unit) => !needed.has(unit));
  const shown = [
    needing,
    others.filter((unit) => isUp(unit)),
    others.filter((unit) => !isUp(unit)),
  ].flatMap((units) => units.sort(compareUnits));
  // The menu also shows what failed of the distribution’s, but that alone doesn’t turn the icon red.
  const broken = all.filter(
    (unit) =>
      state.incidents[unit.name] !== undefined ||
      (unit.own && (isFailed(unit) || lacksProof(state, unit)) && unit.aliasOf === null),
  );
  const failed = broken.length;
  const unseen = broken.filter(({ name }) => state.incidents[name]?.seen !== true).length;
  const running = state.manager.kind === 'running';
  const linger = state.linger.current?.linger ?? false;
  const icon = (): TrayIcon => {
    if (!running) return 'absent';
    if (failed > 0) return 'failed';
    return isWorking(state, own) ? 'working' : 'well';
  };
  return {
    icon: icon(),
    count: running ? unseen : 0,
    tooltip: tooltipOf(state, own, broken),
    items: [
      ...unitItems(state, shown),
      separator,
      ...(running
        ? [command(appTexts.newServiceInWindow, { kind: 'open', page: { kind: 'create' } })]
        : []),
      command(appTexts.openHearth, { kind: 'open', page: { kind: 'home' } }),
      ...(hasPanel ? [command(trayTexts.showPanel, { kind: 'panel' })] : []),
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
        items: [
          command(reportPageTexts.open, { kind: 'open', page: { kind: 'report', unit: null } }),
          command(settingsTexts.showLog, { kind: 'log' }),
        ],
      },
      command(trayTexts.quit, { kind: 'quit' }),
    ],
  };
};
