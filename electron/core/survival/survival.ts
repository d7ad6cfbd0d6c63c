/**
 * What becomes of a unit at logout, at the next login and after a reboot: foretold from its files, its links, lingering
 * and the session.
 *
 * systemd 252, measured in the test machine:
 * - The user manager starts with the first login, or at boot for a person who lingers, and then starts default.target. A
 *   login while it runs starts nothing.
 * - It stops UserStopDelaySec= (10 s) after the last session ended, and everything in it stops; for `infinity`, at
 *   shutdown. $XDG_RUNTIME_DIR goes with it, and so does what was enabled with --runtime.
 * - KillUserProcesses= ends a session’s own processes, never a unit of the manager. With `no`, a process that stays
 *   behind keeps its session open (`closing`), and thus the manager.
 * - graphical-session.target can’t be started by hand: a desktop starts it, or not.
 * Sources: logind.conf(5), user@.service(5), systemd.special(7), user_may_gc() in logind-user.c.
 */
import { isTemplate, templateOf, unitTypeOf } from '../names/unit-name.ts';
import { installOf } from '../units/install-section.ts';
import { lastItem } from '../units/file-summary.ts';
import { expandedName } from '../units/unit-specifiers.ts';
import {
  isOwnLink,
  wayTo,
  type GraphUnit,
  type Reached,
  type StartGraph,
  type StartOccasion,
} from './start-graph.ts';

export type Survives = 'until-logout' | 'each-login' | 'from-boot' | 'never-by-itself';

/** What logind says about the person and itself. */
export interface SessionRules {
  lingering: boolean;
  /** From the end of the last session until the manager stops, in seconds; null: it stays until shutdown. */
  stopDelaySeconds: number | null;
  /** KillUserProcesses= applies to the person: processes that a session leaves behind are ended. */
  endsLeftovers: boolean;
}

export type WhySurvives =
  /** The manager starts it, at boot or at login. */
  | { kind: 'manager' }
  /** A desktop starts it, or a device: by this target, which is active now. */
  | { kind: 'session'; target: string }
  /** It waits for a target that this session has not reached. */
  | { kind: 'no-desktop'; target: string }
  /** Enabled for units that are there, but that nothing starts. */
  | { kind: 'not-reached'; by: readonly string[] }
  /** Enabled for units that don’t exist. */
  | { kind: 'missing'; by: readonly string[] }
  /** Another unit would start it, but nothing starts that one. */
  | { kind: 'trigger-off'; trigger: string }
  /** Its file or its link is gone with the session, or with the boot. */
  | { kind: 'runtime' }
  | { kind: 'masked' | 'unlinked' | 'refused' | 'transient' }
  | { kind: 'generated' | 'disabled' | 'static' };

/** More to know; see `survivalTexts.remarks`. */
export type SurvivalRemark =
  | { kind: 'stop-delay'; seconds: number }
  | {
      kind:
        'until-shutdown' | 'leftovers' | 'ends-with-desktop' | 'outlives-desktop' | 'until-boot';
    }
  | { kind: 'on-bus'; name: string };

/** What changes it, and what it would be then. */
export type SurvivalSwitch = { to: Survives } & (
  | { kind: 'enable' | 'disable' | 'unmask'; unit: string }
  | { kind: 'start-with'; unit: string; target: string }
  | { kind: 'linger'; enable: boolean }
);

export interface Survival {
  unit: string;
  survives: Survives;
  why: WhySurvives;
  /** From the first unit to the one that starts it, each with the occasion on which it starts the next. */
  startedBy: readonly { unit: string; occasion: StartOccasion }[];
  /** What the end of the last session does to it; null while it isn’t running. */
  atLogout: 'stops' | 'stays' | null;
  remarks: readonly SurvivalRemark[];
  switches: readonly SurvivalSwitch[];
}

/** What the manager starts first, and what every other unit depends on. systemd.special(7). */
export const managerRoots = [
  'default.target',
  'basic.target',
  'sockets.target',
  'timers.target',
  'paths.target',
];

/** What a desktop starts once it is there; passive targets of systemd.special(7). */
export const desktopTargets = [
  'graphical-session-pre.target',
  'graphical-session.target',
  'xdg-desktop-autostart.target',
];

/** udev starts them when such a device is plugged in. systemd.special(7). */
const deviceTargets = ['bluetooth.target', 'printer.target', 'smartcard.target', 'sound.target'];

/** The target that usually starts a unit of this type. */
export const usualTarget = (unit: string): string => {
  const type = unitTypeOf(unit);
  return type === 'timer' || type === 'socket' || type === 'path'
    ? `${type}s.target`
    : 'default.target';
};

export interface SurvivalFacts {
  graph: StartGraph;
  rules: SessionRules;
  /** As the manager has it now. */
  isActive(unit: string): boolean;
  /** systemd is 254 or newer. */
  upholds: boolean;
}

/** Types whose units come and go with others: nobody asks when they start. */
const without = ['device', 'slice'];

/** What holds for all units while files, links and states stay the same. */
export const survivalIn = ({ graph, rules, isActive, upholds }: SurvivalFacts) => {
  const { lingering, stopDelaySeconds } = rules;
  const staysOn = lingering || stopDelaySeconds === null;
  const byManager = graph.reach(managerRoots, 'for-good');
  // /run lasts until the next boot; with lingering, that is when the manager starts.
  const thisBoot = lingering ? byManager : graph.reach(managerRoots, 'until-boot');
  const anyhow = graph.reach(managerRoots, 'until-logout');

  const isOfSession = (target: string): boolean =>
    desktopTargets.includes(target) ||
    deviceTargets.includes(target) ||
    graph.stopsWith(target, desktopTargets);
  const sessionTargets = [...graph.names()].filter(
    (name) =>
      unitTypeOf(name) === 'target' &&
      isActive(name) &&
      !byManager.has(name) &&
      graph.unit(name)?.name === name &&
      isOfSession(name),
  );
  const bySession = [...new Set([...desktopTargets.filter(isActive), ...sessionTargets])].map(
    (target) => ({ target, reached: graph.reach([target], 'for-good') }),
  );
  const desktopReached = desktopTargets.map((target) => ({
    target,
    reached: graph.reach([target], 'for-good'),
  }));

  const usual: Survives = lingering ? 'from-boot' : 'each-login';
  const otherwise = (running: boolean): Survives =>
    running && !staysOn ? 'until-logout' : 'never-by-itself';

  /** What it would be, were these units to start it. */
  const ifStartedBy = (holders: readonly string[]): Survives | null => {
    const names = holders.map((name) => graph.unit(name)?.name ?? name);
    /** Every instance of a template starts what is linked to the template. */
    const isAmong = (reached: Reached): boolean =>
      names.some((name) =>
        isTemplate(name)
          ? [...reached.keys()].some((one) => templateOf(one) === name)
          : reached.has(name),
      );
    if (isAmong(byManager)) return usual;
    return bySession.some(({ reached }) => isAmong(reached)) ? 'each-login' : null;
  };

  const installed = ({ name, facts }: GraphUnit): string[] =>
    Object.entries(installOf(name, facts, { upholds })?.lists ?? {}).flatMap(([key, names]) =>
      key === 'Alias' || (key === 'UpheldBy' && !upholds)
        ? []
        : names.flatMap((one) => expandedName(name, one) ?? []),
    );

  const isEnabled = ({ state }: GraphUnit): boolean => state.startsWith('enabled');
  const canBeEnabled = ({ state }: GraphUnit): boolean =>
    ['disabled', 'indirect', 'linked', 'linked-runtime'].includes(state);

  const whyNot = (unit: GraphUnit | null, name: string): WhySurvives => {
    // What has no file was made by a program.
    const state = unit?.state ?? 'transient';
    if (state.startsWith('masked')) return { kind: 'masked' };
    if (state === 'bad') return { kind: 'refused' };
    if (state === 'transient') return { kind: 'transient' };
    if (anyhow.has(name)) return { kind: 'runtime' };
    const desktop = desktopReached.find(({ reached }) => reached.has(name));
    if (desktop !== undefined) return { kind: 'no-desktop', target: desktop.target };
    const by = [...new Set(graph.links(name).map(({ holder }) => holder))];
    const missing = by.filter((holder) => !isTemplate(holder) && graph.unit(holder) === null);
    if (by.length > 0 && missing.length === by.length) return { kind: 'missing', by };
    if (by.length > 0) return { kind: 'not-reached', by };
    if (graph.isUnlinked(name)) return { kind: 'unlinked' };
    const [trigger] = graph.triggers(name);
    if (trigger !== undefined) return { kind: 'trigger-off', trigger };
    if (state === 'generated') return { kind: 'generated' };
    return { kind: unit !== null && canBeEnabled(unit) ? 'disabled' : 'static' };
  };

  const holdersOf = (name: string): string[] => graph.links(name).map(({ holder }) => holder);
  const unmasking = (name: string): SurvivalSwitch => ({
    kind: 'unmask',
    unit: name,
    to: ifStartedBy(holdersOf(name)) ?? 'never-by-itself',
  });

  const startSwitches = (unit: GraphUnit | null, why: WhySurvives): SurvivalSwitch[] => {
    if (unit === null || unit.state === 'transient' || unit.state === 'bad') return [];
    const { name } = unit;
    if (why.kind === 'masked') return [unmasking(name)];
    if (why.kind === 'trigger-off') {
      const trigger = graph.unit(why.trigger);
      if (trigger === null) return [];
      if (trigger.state.startsWith('masked')) return [unmasking(trigger.name)];
      const to = canBeEnabled(trigger) ? ifStartedBy(installed(trigger)) : null;
      return to === null ? [] : [{ kind: 'enable', unit: trigger.name, to }];
    }
    const isForNow = why.kind === 'runtime' && unit.lasts === 'for-good';
    const enabled = canBeEnabled(unit) || isForNow ? ifStartedBy(installed(unit)) : null;
    if (enabled !== null) return [{ kind: 'enable', unit: name, to: enabled }];
    // Something else that belongs to the desktop would find no display.
    const isTheirs = unit.own || isEnabled(unit) || canBeEnabled(unit);
    if (!isTheirs || ['no-desktop', 'runtime', 'unlinked'].includes(why.kind)) return [];
    return [{ kind: 'start-with', unit: name, target: usualTarget(name), to: usual }];
  };
  const stopSwitches = (unit: GraphUnit | null, running: boolean): SurvivalSwitch[] => {
    if (unit === null || !isEnabled(unit)) return [];
    const links = graph.links(unit.name);
    const stays = links.filter((link) => !isOwnLink(link)).map(({ holder }) => holder);
    if (!links.some(isOwnLink) || ifStartedBy(stays) !== null) return [];
    return [{ kind: 'disable', unit: unit.name, to: otherwise(running) }];
  };

  const remarksOf = (
    unit: GraphUnit | null,
    { why, running, survives }: { why: WhySurvives; running: boolean; survives: Survives },
  ): SurvivalRemark[] => {
    const name = unit?.name ?? '';
    const endsWithDesktop = graph.stopsWith(name, desktopTargets);
    const ends = survives === 'until-logout' || survives === 'each-login';
    const busName = lastItem(unit?.facts ?? [], 'Service.BusName');
    return [
      ...(ends && !staysOn && stopDelaySeconds > 0
        ? [{ kind: 'stop-delay' as const, seconds: stopDelaySeconds }]
        : []),
      ...(stopDelaySeconds === null && !lingering ? [{ kind: 'until-shutdown' as const }] : []),
      ...(ends && !staysOn && running && !rules.endsLeftovers
        ? [{ kind: 'leftovers' as const }]
        : []),
      ...(staysOn && running && endsWithDesktop ? [{ kind: 'ends-with-desktop' as const }] : []),
      ...(staysOn && why.kind === 'session' && !endsWithDesktop
        ? [{ kind: 'outlives-desktop' as const }]
        : []),
      ...(why.kind === 'manager' && !byManager.has(name) ? [{ kind: 'until-boot' as const }] : []),
      ...(busName === '' ? [] : [{ kind: 'on-bus' as const, name: busName }]),
    ];
  };

  /** null for a template, a device and a slice: they aren’t started in this sense. */
  const of = (asked: string): Survival | null => {
    if (without.includes(unitTypeOf(asked)) || isTemplate(asked) || asked === 'init.scope') {
      return null;
    }
    const unit = graph.unit(asked);
    const name = unit?.name ?? asked;
    const running = isActive(asked) || isActive(name);
    const session = thisBoot.has(name)
      ? undefined
      : bySession.find(({ reached }) => reached.has(name));
    const reached = thisBoot.has(name) ? thisBoot : session?.reached;
    const why: WhySurvives = thisBoot.has(name)
      ? { kind: 'manager' }
      : session === undefined
        ? whyNot(unit, name)
        : { kind: 'session', target: session.target };
    const survives =
      why.kind === 'manager' ? usual : why.kind === 'session' ? 'each-login' : otherwise(running);
    const stays = staysOn && !graph.stopsWith(name, desktopTargets);
    return {
      unit: name,
      survives,
      why,
      startedBy: reached === undefined ? [] : wayTo(reached, name),
      atLogout: running ? (stays ? 'stays' : 'stops') : null,
      remarks: remarksOf(unit, { why, running, survives }),
      switches:
        why.kind === 'manager'
          ? [
              { kind: 'linger', enable: !lingering, to: lingering ? 'each-login' : 'from-boot' },
              ...stopSwitches(unit, running),
            ]
          : why.kind === 'session'
            ? stopSwitches(unit, running)
            : startSwitches(unit, why),
    };
  };
  return { of, byManager, bySession };
};
