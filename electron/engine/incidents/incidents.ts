/**
 * Follows the person's own and pinned units from failure to recovery. It looks at a unit only once its state has been
 * quiet for a moment: a restart stops a unit for an instant, and may even call it failed.
 */
import type { Page } from '../../core/app/page.ts';
import type { AppEvent } from '../../core/app/state.ts';
import type { AccountStore } from '../../core/app/store.ts';
import {
  followIncident,
  incidentKind,
  isSameIncident,
  isWatched,
  type Incident,
} from '../../core/incidents/incident.ts';
import { isMasked, isRestarting, type ActiveState, type Unit } from '../../core/units/unit.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Explain } from './explain.ts';
import { createExplanations } from './explanations.ts';
import { createPageInView, showsUnit } from './page-in-view.ts';
import { createPersonActs } from './person-acts.ts';
import { createSteadiness } from './steadiness.ts';

const judging = { quietMs: 200, maxMs: 1000 };
/** How long a unit must stay up, or stopped, before its incident is over. */
const steadyMs = 2000;
const stoppedMs = 500;

export interface EndedIncident {
  incident: Incident;
  /** It works again, rather than having been stopped or deleted. */
  works: boolean;
  /** The person started it just now, in Hearth. */
  byPerson: boolean;
  /** The person sees it in the window. */
  inView: boolean;
}

export interface IncidentChange {
  begun: readonly Incident[];
  ended: readonly EndedIncident[];
  /** What was wrong when Hearth or the manager began. */
  isFirst: boolean;
}

const isSteady = (state: ActiveState): boolean =>
  state === 'active' || state === 'reloading' || state === 'refreshing';

interface Deps {
  store: AccountStore;
  explain: Explain;
  /** Called after the state has changed. */
  onChange(change: IncidentChange): void;
  bugs: Pick<Bugs, 'report'>;
  now?: () => number;
}

export const createIncidents = ({
  store,
  explain,
  onChange,
  bugs,
  now = () => Date.now(),
}: Deps) => {
  const acts = createPersonActs(now);
  /** Incidents of the last session, or of the manager before this one; null until they are known. */
  let remembered: ReadonlyMap<string, Incident> | null = null;
  let isFirst = true;
  const waiting = new Set<string>();
  /** Failed while they were stopped on request. */
  const stopped = new Set<string>();
  /** Has been up since its incident began. */
  const ran = new Set<string>();
  const crashes = new Map<string, number>();
  const restarting = new Set<string>();
  const steadiness = createSteadiness(now, (unit) => {
    judge(unit);
  });

  const forget = (unit: string): void => {
    steadiness.forget(unit);
    explanations.forget(unit);
    ran.delete(unit);
    restarting.delete(unit);
    crashes.delete(unit);
  };

  /** How the incident of a unit without trouble ended; null while that isn't clear. */
  const endOf = (old: Incident, unit: Unit | undefined): { works: boolean } | null => {
    const gone = { works: false };
    if (unit === undefined || isMasked(unit) || !isWatched(unit, store.state())) return gone;
    const { name, activeState } = unit;
    if (isSteady(activeState)) {
      // A crash is over only once the service has stayed up.
      const isKnown = old.kind === 'crashing' || old.kind === 'proof-lost';
      return isKnown || steadiness.lasts(name, 'up', steadyMs) ? { works: true } : null;
    }
    if (activeState === 'inactive') {
      if (!steadiness.lasts(name, 'stopped', stoppedMs)) return null;
      return { works: ran.has(name) && !acts.expectsFailure(name) };
    }
    // Stopped on request; otherwise there would be trouble.
    if (activeState === 'failed') return gone;
    steadiness.forget(name);
    return null;
  };

  const looking = createPageInView((page) => {
    see(page);
  });

  const judgeOne = (name: string, first: boolean): Incident | EndedIncident | null => {
    const { units, incidents } = store.state();
    const unit = units[name];
    const old = incidents[name] ?? (first ? remembered?.get(name) : undefined);
    const isTrouble = unit !== undefined && isWatched(unit, store.state()) && !stopped.has(name);
    const proof = store.state().proofs[name];
    const kind = isTrouble ? incidentKind(unit, proof?.status === 'lost') : null;
    if (kind === null) {
      if (incidents[name] === undefined) return null;
      const end = endOf(incidents[name], unit);
      if (end === null) return null;
      const byPerson = acts.hasStarted(name);
      forget(name);
      return { incident: incidents[name], ...end, byPerson, inView: looking.sees(name) };
    }
    steadiness.forget(name);
    const followed = followIncident(name, old, {
      kind,
      at: units[name]?.changedAt ?? now(),
      times: Math.max(1, crashes.get(name) ?? 0),
      isExpected: acts.expectsFailure(name) || looking.sees(name),
    });
    // Only the look at its proof says why; nothing of it has ended.
    const isUnproven = kind === 'proof-lost';
    const next = isUnproven ? { ...followed, sentence: proof?.why ?? null } : followed;
    const isNews = old?.kind !== next.kind;
    if (isNews) ran.delete(name);
    if (!isUnproven && (isNews || next.times > old.times)) explanations.want(name, isNews);
    return incidents[name] !== undefined && isSameIncident(incidents[name], next) ? null : next;
  };

  const judgeAll = (): void => {
    if (store.state().manager.kind !== 'running' || remembered === null) return;
    const first = isFirst;
    isFirst = false;
    const names = first ? Object.keys(store.state().units) : [...waiting];
    const changed: Incident[] = [];
    const ended: EndedIncident[] = [];
    for (const name of names) {
      // Its outcome comes with the end of the action.
      if (store.state().actions[name] !== undefined) continue;
      waiting.delete(name);
      const found = judgeOne(name, first);
      if (found === null) continue;
      if ('incident' in found) ended.push(found);
      else changed.push(found);
    }
    const isKnown = new Set(first ? remembered.keys() : []);
    if (first) remembered = new Map();
    if (changed.length === 0 && ended.length === 0 && !first) return;
    const { incidents } = store.state();
    const begun = changed.filter(({ unit }) => incidents[unit] === undefined && !isKnown.has(unit));
    store.dispatch({
      kind: 'incidents',
      changed,
      ended: ended.map(({ incident }) => incident.unit),
    });
    onChange({ begun, ended, isFirst: first });
  };
  const soon = coalesce(judgeAll, judging);
  const judge = (unit: string): void => {
    waiting.add(unit);
    soon.call();
  };

  /** Changes what is known of an incident; nothing if it is over. */
  const amend = (unit: string, change: (old: Incident) => Incident): void => {
    const old = store.state().incidents[unit];
    if (old === undefined) return;
    const next = change(old);
    if (isSameIncident(old, next)) return;
    store.dispatch({ kind: 'incidents', changed: [next], ended: [] });
    onChange({ begun: [], ended: [], isFirst: false });
  };

  const explanations = createExplanations({ explain, amend, bugs, now });

  const see = (page: Page): void => {
    const { incidents } = store.state();
    const wanted = Object.values(incidents).filter(
      ({ unit, seen }) => !seen && showsUnit(page, unit),
    );
    if (wanted.length === 0) return;
    const changed = wanted.map((incident) => ({ ...incident, seen: true }));
    store.dispatch({ kind: 'incidents', changed, ended: [] });
    onChange({ begun: [], ended: [], isFirst: false });
  };

  const takeRow = (unit: Unit): void => {
    const { incidents } = store.state();
    const isOpen = incidents[unit.name] !== undefined;
    if (unit.activeState === 'active' || unit.activeState === 'activating') {
      stopped.delete(unit.name);
      if (isOpen) ran.add(unit.name);
    }
    if (!isRestarting(unit)) restarting.delete(unit.name);
    else if (unit.crashing && !restarting.has(unit.name)) {
      restarting.add(unit.name);
      crashes.set(unit.name, (crashes.get(unit.name) ?? 0) + 1);
    }
    if (isOpen || (isWatched(unit, store.state()) && incidentKind(unit, false) !== null))
      judge(unit.name);
  };

  const restart = (): void => {
    steadiness.clear();
    for (const unit of [...crashes.keys()]) forget(unit);
    waiting.clear();
    stopped.clear();
    isFirst = true;
  };

  return {
    looking,
    /** Takes each change of the state, after it. @param before the incidents before it. */
    follow: (event: AppEvent, before: Readonly<Record<string, Incident>>): void => {
      acts.follow(event);
      if (event.kind === 'units') {
        for (const unit of event.changed) takeRow(unit);
        for (const name of event.removed) {
          stopped.delete(name);
          if (before[name] !== undefined) judge(name);
        }
      } else if (event.kind === 'proofs') {
        for (const { unit } of event.changed) judge(unit);
        for (const name of event.removed) judge(name);
      } else if (event.kind === 'action-ended') judge(event.unit);
      else if (event.kind === 'notices') Object.values(store.state().units).forEach(takeRow);
      else if (event.kind === 'pins') {
        for (const name of [...event.pins, ...Object.keys(before)]) judge(name);
      } else if (event.kind === 'manager') {
        if (event.manager.kind === 'running') soon.call();
        else {
          if (Object.keys(before).length > 0) remembered = new Map(Object.entries(before));
          restart();
        }
      }
    },
    /** Takes units that failed while they were stopped on request. */
    stop: (units: ReadonlySet<string>): void => {
      for (const unit of units) {
        stopped.add(unit);
        judge(unit);
      }
    },
    /** Takes the incidents of the last session; nothing is judged before. */
    begin: (last: ReadonlyMap<string, Incident>): void => {
      remembered = last;
      soon.call();
    },
    /** Marks incidents as known to the person, or as news. */
    mark: (units: Iterable<string>, seen: boolean): void => {
      for (const unit of units) {
        amend(unit, (old) => ({ ...old, seen: seen || looking.sees(unit) }));
      }
    },
    close: (): void => {
      soon.cancel();
      looking.close();
      explanations.close();
      restart();
    },
  };
};
