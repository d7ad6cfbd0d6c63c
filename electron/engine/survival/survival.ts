/** What becomes of units at logout and after a reboot, from what is on disk, in the state and with logind. */
import type { AccountStore } from '../../core/app/store.ts';
import { knowsUpholds } from '../../core/directives/systemd-version.ts';
import { desktopDropIn, desktopDropInName } from '../../core/survival/desktop-drop-in.ts';
import {
  startedUnits,
  stoppingUnits,
  waitingUnits,
  type LingerReview,
  type LogoutReview,
} from '../../core/survival/review.ts';
import {
  survivalIn,
  usualTarget,
  type Survival,
  type SurvivalFacts,
} from '../../core/survival/survival.ts';
import { encodeUtf8 } from '../../core/text/utf8.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { survivalReviewTexts } from '../../core/texts/survival/review.ts';
import { isUp } from '../../core/units/unit.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { toBase64 } from '../../system/files/base64.ts';
import type { LoginRules } from '../../system/login/login-rules.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Bugs } from '../app/bugs.ts';
import type { RemedySteps } from '../diagnosis/applying.ts';
import type { Editing } from '../files/editing.ts';
import type { Recovery } from '../transactions/recovery.ts';
import { refuseExisting, type TransactionWork } from '../transactions/transaction.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';
import type { Actions } from '../units/actions.ts';
import type { Inventory } from '../units/inventory.ts';
import type { ReviewFindings } from './findings.ts';

export interface SurvivalDeps {
  store: AccountStore;
  inventory: Pick<Inventory, 'startGraph' | 'enabling' | 'refresh'>;
  loginRules(): Promise<LoginRules>;
  findings: ReviewFindings;
  unitStore: Pick<UnitStore, 'source'>;
  host: { files: Pick<HostFiles, 'areThere'> };
  editing: Pick<Editing, 'removeDropIn'>;
  transactions: Pick<TransactionWork, 'begin'>;
  remedySteps: RemedySteps;
  recovery: Pick<Recovery, 'undo'>;
  actions: Actions;
  systemctl: Pick<Systemctl, 'addWants'>;
  lock: Pick<UnitLock, 'act' | 'whole'>;
  bugs: Pick<Bugs, 'toProblem'>;
}

/** What its button says. */
const bindLabel = (): string => survivalReviewTexts.ways.desktop;

export const createSurvivals = (deps: SurvivalDeps) => {
  const { store, inventory, actions } = deps;

  const isActive = (unit: string): boolean => {
    const row = store.state().units[unit];
    return row !== undefined && isUp(row);
  };
  const factsWith = (rules: LoginRules, lingering: boolean): SurvivalFacts | null => {
    const graph = inventory.startGraph();
    const upholds = knowsUpholds(store.state().systemd);
    return graph === null ? null : { graph, rules: { ...rules, lingering }, isActive, upholds };
  };
  const lingersNow = (): boolean => store.state().linger.current?.linger === true;

  /** systemctl knows no `reenable` for what a drop-in changes in between: both verbs, and nothing started or stopped. */
  const enableAnew = async (unit: string): Promise<Problem | null> =>
    (await actions.act({ unit, action: 'disable' })) ??
    (await actions.act({ unit, action: 'enable' }));

  /** The drop-in and both verbs as one transaction, which is undone as a whole, also by the window’s own undo. */
  const bind = async (asked: string): Promise<Problem | null> => {
    const { unit, ownDropIns } = await deps.unitStore.source(asked);
    const path = `${ownDropIns}/${desktopDropInName}`;
    return deps.lock.whole(unit, 'recover', async () => {
      await refuseExisting(deps.host.files, path);
      const file = { unit, ref: { kind: 'drop-in', name: desktopDropInName }, path } as const;
      const transaction = await deps.transactions.begin({
        kind: 'remedy',
        unit,
        label: bindLabel(),
        steps: [
          { do: 'write', file, before: null, bytes: toBase64(encodeUtf8(desktopDropIn)) },
          { do: 'reload', unit },
          { do: 'reenable', unit },
        ],
      });
      await deps.remedySteps.resume(transaction);
      return null;
    });
  };

  /** Undoes the binding itself if it was the last change; else does the opposite. */
  const unbind = async (asked: string): Promise<Problem | null> => {
    const { unit, files } = await deps.unitStore.source(asked);
    const { undoable } = store.state().transactions;
    if (undoable?.kind === 'remedy' && undoable.unit === unit && undoable.label === bindLabel())
      return deps.recovery.undo(undoable.id);
    const dropIn = files.find(
      ({ ref, origin }) =>
        ref.kind === 'drop-in' && ref.name === desktopDropInName && origin === 'mine',
    );
    if (dropIn?.content.kind === 'text') {
      const { version } = dropIn.content;
      const outcome = await deps.editing.removeDropIn({ unit, name: desktopDropInName, version });
      if (outcome.kind === 'saved' && outcome.reloadProblem !== null) return outcome.reloadProblem;
    }
    return enableAnew(unit);
  };

  return {
    of: async (unit: string): Promise<Survival | null> => {
      const facts = factsWith(await deps.loginRules(), lingersNow());
      return facts === null ? null : survivalIn(facts).of(unit);
    },
    /** What would run with nobody logged in. */
    lingerReview: async (): Promise<LingerReview> => {
      const facts = factsWith(await deps.loginRules(), true);
      if (facts === null) return { units: [], waiting: [], home: null };
      const { units } = store.state();
      const reviewed = { ...facts, units, survival: survivalIn(facts) };
      const started = startedUnits(reviewed).map((one) =>
        // Disabling it removes the link to its file as well, and nothing could be enabled again.
        inventory.enabling(one.unit).link === null
          ? one
          : { ...one, leaveOut: one.leaveOut.filter((way) => way !== 'desktop') },
      );
      return { ...(await deps.findings(started)), waiting: waitingUnits(reviewed) };
    },
    /** What the next logout stops, without lingering. */
    logoutReview: async (): Promise<LogoutReview> => {
      const rules = await deps.loginRules();
      const facts = factsWith(rules, false);
      if (facts === null) return { units: [], stopDelaySeconds: rules.stopDelaySeconds };
      const { of } = survivalIn(facts);
      const after = (unit: string) => of(unit)?.survives ?? null;
      return {
        units: stoppingUnits(store.state().units, isActive, after),
        stopDelaySeconds: rules.stopDelaySeconds,
      };
    },
    startWithManager: (unit: string): Promise<Problem | null> =>
      deps.lock.act(unit, 'enable', () => deps.systemctl.addWants(usualTarget(unit), unit)),
    bindToDesktop: (unit: string): Promise<Problem | null> => bind(unit).catch(deps.bugs.toProblem),
    unbindFromDesktop: (unit: string): Promise<Problem | null> =>
      unbind(unit).catch(deps.bugs.toProblem),
  };
};

export type Survivals = ReturnType<typeof createSurvivals>;
