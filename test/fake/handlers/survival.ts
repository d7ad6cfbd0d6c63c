/** What becomes of the fake's units: foretold by the app's own rules from what the scene's units look like. */
import { unitTypeOf } from '../../../electron/core/names/unit-name.ts';
import {
  inOrderOfConcern,
  startedUnits,
  stoppingUnits,
  waitingUnits,
} from '../../../electron/core/survival/review.ts';
import { createStartGraph, type StartGraph } from '../../../electron/core/survival/start-graph.ts';
import { survivalIn, usualTarget } from '../../../electron/core/survival/survival.ts';
import { isEnabled, isUp, type Unit } from '../../../electron/core/units/unit.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { survivalMethods } from '../../../electron/ipc/contract/survival.ts';
import type { Scene } from '../scene.ts';
import type { FakeStore } from '../units.ts';
import { moment } from './moment.ts';

const rules = { stopDelaySeconds: 10, endsLeftovers: false };

/** A folder with a link for each enabled unit. */
const folderOf = (units: readonly Unit[], kind: 'config' | 'global', scene: Scene) => {
  const pulls = new Map<string, string[]>();
  for (const { name, unitFileState } of units) {
    const subfolder = `${scene.wantedBy?.[name] ?? usualTarget(name)}.wants`;
    if (isEnabled(unitFileState)) pulls.set(subfolder, [...(pulls.get(subfolder) ?? []), name]);
  }
  return { kind, runtime: false, pulls };
};

const graphOf = (units: Readonly<Record<string, Unit>>, scene: Scene): StartGraph => {
  const all = Object.values(units);
  return createStartGraph({
    folders: [
      folderOf(
        all.filter(({ own }) => own),
        'config',
        scene,
      ),
      folderOf(
        all.filter(({ own }) => !own),
        'global',
        scene,
      ),
    ],
    names: Object.keys(units),
    upholds: true,
    aliasesOf: () => [],
    find: (name) => {
      const unit = units[name];
      if (unit === undefined) {
        return unitTypeOf(name) === 'target' && name !== 'multi-user.target'
          ? { name, state: 'static', folder: { kind: 'vendor', runtime: false }, facts: [] }
          : null;
      }
      const target = scene.wantedBy?.[name] ?? usualTarget(name);
      return {
        name: unit.aliasOf ?? name,
        state: unit.unitFileState,
        folder: { kind: unit.own ? 'config' : 'vendor', runtime: false },
        facts:
          unit.unitFileState === 'disabled' ? [{ key: 'Install.WantedBy', value: target }] : [],
      };
    },
  });
};

export const survivalHandlers = (
  scene: Scene,
  store: FakeStore,
): HandlersOf<typeof survivalMethods> => {
  const factsWith = (lingering: boolean) => {
    const { units } = store.state().account;
    const isActive = (name: string): boolean => {
      const unit = units[name];
      return unit !== undefined && isUp(unit);
    };
    const facts = {
      graph: graphOf(units, scene),
      rules: { ...rules, lingering },
      isActive,
      upholds: true,
    };
    return { ...facts, units, survival: survivalIn(facts) };
  };
  const change = async (unit: string, differs: Partial<Unit>): Promise<null> => {
    await moment();
    store.dispatch({
      kind: 'units',
      changed: [{ ...store.unit(unit), ...differs }],
      removed: [],
    });
    return null;
  };
  return {
    survival: ({ unit }) =>
      factsWith(store.state().account.linger.current?.linger === true).survival.of(unit),
    lingerReview: () => {
      const facts = factsWith(true);
      const units = startedUnits(facts).map((one) => ({
        load: null,
        needs: [],
        ...one,
        ...scene.review?.[one.unit],
      }));
      return { units: units.sort(inOrderOfConcern), waiting: waitingUnits(facts), home: null };
    },
    logoutReview: () => {
      const { units, isActive, survival } = factsWith(false);
      return {
        units: stoppingUnits(units, isActive, (unit) => survival.of(unit)?.survives ?? null),
        stopDelaySeconds: rules.stopDelaySeconds,
      };
    },
    startWithManager: ({ unit }) => change(unit, { unitFileState: 'enabled' }),
    bindToDesktop: ({ unit }) => change(unit, { dropIns: true }),
    unbindFromDesktop: ({ unit }) => change(unit, { dropIns: false }),
  };
};
