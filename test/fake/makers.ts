/** What the scenes are made of: units and their details as systemd would tell them, with only what differs named. */
import { parseText } from '../../electron/core/unit-file.ts';
import type { Person } from '../../electron/core/state.ts';
import type { Unit, UnitDetails } from '../../electron/core/unit.ts';
import { proofPathOf } from '../../electron/core/proof.ts';

/** Every scene takes place at this moment, so that pictures and ages are the same each time. */
export const noon = Date.UTC(2026, 10, 28, 12, 0, 0);
export const minutes = (count: number): number => noon - count * 60_000;

export const person: Person = {
  name: 'alice',
  uid: 1000,
  home: '/home/alice',
  runtimeFolder: '/run/user/1000',
  configFolder: '/home/alice/.config',
  unitFolder: '/home/alice/.config/systemd/user',
};

export const versions = { hearth: '0.1.0', electron: '45.4.1', systemd: '257 (257.9-1)' };

/** A unit in the list: a service of Alice's that runs, unless said. */
export const unit = (name: string, differs: Partial<Unit> = {}): Unit => ({
  name,
  description: '',
  loadState: 'loaded',
  activeState: 'active',
  subState: 'running',
  unitFileState: 'enabled',
  own: true,
  origin: 'mine',
  aliasOf: null,
  dropIns: false,
  needDaemonReload: false,
  command: '',
  refusesStart: false,
  refusesStop: false,
  changedAt: minutes(95),
  ...differs,
});

export const stopped: Partial<Unit> = { activeState: 'inactive', subState: 'dead' };
export const failed: Partial<Unit> = { activeState: 'failed', subState: 'failed' };
export const ofDistribution: Partial<Unit> = {
  own: false,
  origin: 'distribution',
  unitFileState: 'static',
};

/** What systemd tells of a unit of the list when its page is open. */
export const detailsOf = (of: Unit, text: string | null): UnitDetails => {
  const isUp = of.activeState === 'active' || of.activeState === 'reloading';
  return {
    name: of.name,
    description: of.description,
    loadState: of.loadState,
    loadError: null,
    fragmentPath: text === null ? null : pathOf(of),
    dropInPaths: [],
    unitFileState: of.unitFileState,
    activeState: of.activeState,
    subState: of.subState,
    stateSince: of.changedAt,
    invocation: isUp ? '7d0f3c8e5b1a4f0e9c2d6a7b8e1f0a3c' : null,
    type: 'exec',
    mainPid: isUp ? 4711 : null,
    lastMainPid: of.changedAt === null ? null : 4711,
    controlGroup: isUp ? `/user.slice/user-1000.slice/app.slice/${of.name}` : null,
    result: of.activeState === 'failed' ? 'exit-code' : 'success',
    exitKind: of.activeState === 'failed' ? 'exited' : null,
    exitStatus: of.activeState === 'failed' ? 1 : null,
    restarts: 0,
    needDaemonReload: of.needDaemonReload,
    canReload: false,
    timeoutStopSeconds: 90,
    timeoutStartSeconds: 90,
    proofPath:
      text === null
        ? null
        : proofPathOf([parseText(text)], { home: person.home, runtime: person.runtimeFolder }),
  };
};

/** Where the file of a unit is, by whose it is. */
export const pathOf = ({ name, own }: Pick<Unit, 'name' | 'own'>): string =>
  `${own ? person.unitFolder : '/usr/lib/systemd/user'}/${name}`;

export const recordOf = <Named extends { name: string }>(
  all: readonly Named[],
): Record<string, Named> => Object.fromEntries(all.map((one) => [one.name, one]));
