/**
 * Keeps the proofs of all running services in the state. Looks only when a proof is due, with one timer for all of them;
 * what the bus, the journal and the kernel tell by themselves is never asked for. Of a service that isn't running, or
 * names no proof, nothing is looked for.
 */
import type { AppEvent } from '../../core/app/state.ts';
import type { AccountStore } from '../../core/app/store.ts';
import { isServiceName } from '../../core/names/unit-name.ts';
import { ProblemError } from '../../core/problems/problem.ts';
import { dueAt, isLookDue, wakeAt } from '../../core/proof/due.ts';
import type { ProofReading } from '../../core/proof/proof-reading.ts';
import {
  readProofSettings,
  type ProofItem,
  type ProofSettings,
} from '../../core/proof/proof-settings.ts';
import { isNews, type ProofReports, type ProofState } from '../../core/proof/proof-state.ts';
import { placeOfPerson, unitSpecifiers } from '../../core/units/unit-specifiers.ts';
import type { Unit } from '../../core/units/unit.ts';
import type { Host } from '../../host/host.ts';
import type { JournalFiles } from '../../system/journal/access.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Actions } from '../units/actions.ts';
import type { Inventory } from '../units/inventory.ts';
import type { LookDeps } from './look-once.ts';
import { createLooking, isTold } from './looking.ts';
import { followProofSignals } from './proof-signals.ts';
import { clock, isOwned, reportOf, takeOwner, unknownReport, type Tracked } from './tracked.ts';
import {
  stateOfService,
  unwatchFiles,
  watchedAgain,
  type Watched,
  type WatchedProof,
} from './watched.ts';

export interface ProofDeps {
  store: AccountStore;
  host: Pick<Host, 'files' | 'checks' | 'bus' | 'watchFile' | 'account'>;
  inventory: Pick<Inventory, 'details' | 'proofItems'>;
  journalctl: Pick<Journalctl, 'follow'>;
  journalFiles: Pick<JournalFiles, 'access'>;
  noteRun: LookDeps['noteRun'];
  act: Actions['act'];
  bugs: Pick<Bugs, 'report'>;
}

/** The longest time a timer of Node can wait. */
const longestTimerMs = 2 ** 31 - 1;
/** Ages shown in a list are read again no more often. */
const refreshMs = 5000;
/** A page that shows ages asks for them again within this time. */
const agesMs = 30_000;

/** Its proof is looked for. */
export const isRunning = (unit: Unit | undefined): boolean =>
  unit !== undefined &&
  isServiceName(unit.name) &&
  unit.aliasOf === null &&
  ['active', 'reloading', 'refreshing'].includes(unit.activeState);

export const keepProofs = (deps: ProofDeps) => {
  const { store, inventory, bugs } = deps;
  const place = placeOfPerson(store.state().person);
  const watched = new Map<string, Watched>();
  /** Units whose proofs are being set up, with the latest request for each. */
  const arming = new Map<string, { made: string }>();
  /** Running services, with when they last changed: a quick restart changes nothing else. */
  const running = new Map<string, number | null>();
  /** Until when somebody looks at how long ago proofs were, on the clock. */
  let agesUntil = -Infinity;
  /** Called when something about a unit's proofs changed, for its page. */
  let onChange: (unit: string) => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  /** What the timer is set for, on the clock. */
  let wakesAt = Infinity;
  let closed = false;

  const settingsOf = (unit: string): { settings: ProofSettings<ProofItem>; made: string } => {
    const items = inventory.proofItems(unit);
    return {
      settings: readProofSettings(items, unitSpecifiers(unit, place)),
      made: JSON.stringify(items),
    };
  };

  const all = (): WatchedProof[] =>
    [...watched.values()].flatMap((of) => of.tracked.map((tracked) => ({ of, tracked })));
  const isCurrent = (of: Watched): boolean => !closed && watched.get(of.unit) === of;

  const restartIfLost = (of: Watched, { misses }: ProofState): void => {
    const { restartAfter } = of.settings;
    const isUp = isRunning(store.state().units[of.unit]);
    if (restartAfter === null || misses < restartAfter || of.restarted || !isUp) return;
    of.restarted = true;
    deps.act({ unit: of.unit, action: 'restart' }).catch((thrown: unknown) => {
      // Something else is being done to it; the next missed proof asks again.
      of.restarted = false;
      if (!(thrown instanceof ProblemError)) bugs.report(thrown);
    });
  };

  const publish = (of: Watched): void => {
    if (!isCurrent(of)) return;
    const state = stateOfService(of);
    if (isNews(store.state().proofs[of.unit], state, clock() < agesUntil))
      store.dispatch({ kind: 'proofs', changed: [state], removed: [] });
    onChange(of.unit);
    restartIfLost(of, state);
  };
  const publishAll = (): void => {
    for (const of of [...watched.values()]) publish(of);
  };

  /** Wakes up in time for these proofs; what was planned for others stays. */
  const wakeFor = (proofs: readonly Tracked[]): void => {
    const now = clock();
    const dues = proofs
      .filter(({ looking }) => !looking)
      .map(({ proof, progress }) => ({
        at: dueAt(proof, progress, now),
        periodMs: proof.periodMs,
      }));
    const at = wakeAt(dues);
    if (closed || at >= wakesAt) return;
    wakesAt = at;
    clearTimeout(timer);
    const wait = Math.max(0, at - now);
    timer = setTimeout(tick, Math.min(Math.ceil(wait), longestTimerMs));
  };
  const schedule = (): void => {
    clearTimeout(timer);
    wakesAt = Infinity;
    wakeFor(all().map(({ tracked }) => tracked));
  };
  // Planning anew for all of them would cost more than the looks.
  const onNews = (of: Watched): void => {
    publish(of);
    wakeFor(of.tracked);
  };

  const { lookAt, watchIfOverdue } = createLooking({ ...deps, isCurrent, onLooked: onNews });
  const signals = followProofSignals({ ...deps, all, onTold: onNews });

  const tick = (): void => {
    const now = clock();
    for (const { of, tracked } of all()) {
      const { proof, progress } = tracked;
      if (tracked.looking) continue;
      if (!isTold(tracked)) {
        if (isLookDue(proof, progress, now)) lookAt(of, tracked);
      } else if (proof.target.kind === 'log' && dueAt(proof, progress, now) <= now) {
        // Whatever was logged has been told by now.
        tracked.progress = { ...progress, checkedAt: now };
      }
    }
    publishAll();
    schedule();
  };

  const disarm = (units: readonly string[]): void => {
    const gone = units.flatMap((unit) => {
      arming.delete(unit);
      const of = watched.get(unit);
      if (of === undefined) return [];
      unwatchFiles(of);
      watched.delete(unit);
      return [unit];
    });
    if (gone.length === 0) return;
    const removed = gone.filter((unit) => store.state().proofs[unit] !== undefined);
    if (removed.length > 0) store.dispatch({ kind: 'proofs', changed: [], removed });
    signals.follow();
    for (const unit of gone) onChange(unit);
    schedule();
  };

  const arm = async (unit: string): Promise<void> => {
    const { settings, made } = settingsOf(unit);
    const mine = { made };
    arming.set(unit, mine);
    const details = await inventory.details(unit);
    if (closed || arming.get(unit) !== mine) return;
    arming.delete(unit);
    const before = watched.get(unit);
    if (before !== undefined) unwatchFiles(before);
    const of = watchedAgain(before, { unit, settings, made, details });
    watched.set(unit, of);
    signals.follow();
    for (const tracked of of.tracked) watchIfOverdue(of, tracked);
    onNews(of);
  };
  const tryArm = (unit: string): void => {
    arm(unit).catch((thrown: unknown) => {
      arming.delete(unit);
      // The manager or the service is gone.
      if (!(thrown instanceof ProblemError)) bugs.report(thrown);
    });
  };

  const takeUnit = (unit: Unit): void => {
    const { name, changedAt } = unit;
    const before = running.get(name);
    if (!isRunning(unit)) {
      if (running.delete(name)) disarm([name]);
      return;
    }
    running.set(name, changedAt);
    const isKnown = watched.has(name) || arming.has(name);
    const mayBeOther = isKnown && changedAt !== null && before !== changedAt;
    const isNew = before === undefined && inventory.proofItems(name).length > 0;
    if (mayBeOther || isNew) tryArm(name);
  };

  return {
    /** Takes what changed in the state. */
    onEvent: (event: AppEvent): void => {
      if (closed) return;
      if (event.kind === 'units') {
        for (const unit of event.changed) takeUnit(unit);
        for (const name of event.removed) running.delete(name);
        disarm(event.removed);
      } else if (event.kind === 'manager' && event.manager.kind !== 'running') {
        running.clear();
        disarm([...watched.keys(), ...arming.keys()]);
      }
    },
    /** The unit files were read again. */
    onFiles: (): void => {
      for (const unit of running.keys()) {
        const items = inventory.proofItems(unit);
        const known = arming.get(unit) ?? watched.get(unit);
        if (items.length === 0) disarm([unit]);
        else if (known?.made !== JSON.stringify(items)) tryArm(unit);
      }
    },
    /** What is known of a unit's proofs, also while it isn't running. */
    reports: (unit: string): ProofReports => {
      const of = watched.get(unit);
      const { settings } = of ?? settingsOf(unit);
      return {
        reports: of?.tracked.map(reportOf) ?? settings.proofs.map(unknownReport),
        restartAfter: settings.restartAfter,
        faults: settings.faults.length,
      };
    },
    /** The page of this unit has just read a file, as a look would. */
    onPageFile: (unit: string, path: string, reading: ProofReading): void => {
      for (const { of, tracked } of all()) {
        const { target } = tracked.proof;
        const isOfFile = target.kind === 'file' && target.path === path;
        if (of.unit === unit && isOfFile) lookAt(of, tracked, reading);
      }
    },
    /** Reads the ages that a list shows: of what services do by themselves, and is free to look at. */
    refresh: (): void => {
      const now = clock();
      agesUntil = now + agesMs;
      for (const { of, tracked } of all()) {
        const { proof, progress } = tracked;
        if (proof.target.kind === 'bus-name' && isOwned(tracked)) takeOwner(tracked, true);
        const isOld = now - (progress.checkedAt ?? -Infinity) >= refreshMs;
        const isFree = proof.target.kind === 'file' && proof.target.match === null;
        if (isFree && isOld) lookAt(of, tracked);
      }
      publishAll();
    },
    /** Calls it whenever something about the proofs of a unit changed. */
    follow: (listener: (unit: string) => void): void => {
      onChange = listener;
    },
    close: (): void => {
      closed = true;
      clearTimeout(timer);
      signals.close();
      for (const of of watched.values()) unwatchFiles(of);
    },
  };
};

export type Proofs = ReturnType<typeof keepProofs>;
