/**
 * Keeps the notifications on the desktop as core/notices wants them, one call at a time: a slow server gets the newest
 * state next, never a queue of old ones.
 */
import type { AccountStore } from '../../core/app/store.ts';
import type { EngineCommand } from '../../core/app/tray-view.ts';
import { gravityOf, type Incident } from '../../core/incidents/incident.ts';
import { boardAfter, nextStep, type Posted, type Step } from '../../core/notices/board.ts';
import { isHeard, isQuiet } from '../../core/notices/notice-settings.ts';
import { wantedNotices, type Missed, type Notice } from '../../core/notices/notice.ts';
import { noticesTexts } from '../../core/texts/notices.ts';
import { isUp } from '../../core/units/unit.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import { BusError } from '../../system/manager/bus/bus-connection.ts';
import { keepNotifications, type DesktopNote } from '../../system/desktop/notifications.ts';
import type { Host } from '../../host/host.ts';
import type { Bugs } from '../app/bugs.ts';
import type { EndedIncident, IncidentChange } from '../incidents/incidents.ts';

/** What fails together is told together, with its cause. */
const gathering = { quietMs: 500, maxMs: 2000 };
/** How long good news stays, if the server doesn't take it away itself. */
const briefMs = 8000;
/** Without a server that answers: how long to wait before each next try. One that appears is asked at once. */
const retriesMs = [2000, 10_000, 60_000];
/** A slow server must not keep Hearth from quitting. */
const leaveMs = 500;
/** The end of quiet hours is noticed this late at most; timers stand still while a computer sleeps. */
const quietLookMs = 60_000;

interface Deps {
  store: AccountStore;
  host: Pick<Host, 'bus'>;
  icon: string;
  /** What failed since Hearth last watched, besides what it knew then; null at its very first start. */
  missed(begun: readonly Incident[]): Promise<readonly Missed[] | null>;
  /** Marks incidents as known to the person, or as news. */
  mark(units: readonly string[], seen: boolean): void;
  mute(unit: string): Promise<void>;
  command(command: EngineCommand): void;
  bugs: Pick<Bugs, 'report'>;
}

const noteOf = ({ title, body, actions, isQuiet: isBrief }: Notice): DesktopNote => ({
  title,
  body,
  actions: actions.map((key) => [key, noticesTexts.actions[key]]),
  isBrief,
});

const minuteNow = (): number => {
  const now = new Date();
  return now.getHours() * 60 + now.getMinutes();
};

export const createNotices = (deps: Deps) => {
  const { store, command, bugs } = deps;
  let board: readonly Posted[] = [];
  /** How grave each incident was when its notification was closed, or when there was no need for one. */
  const closed = new Map<string, number>();
  let missed: readonly Missed[] = [];
  const recovered = new Map<string, Incident>();
  /** Units of which the person was notified since their incidents began. */
  const told = new Set<string>();
  /** Restarted by the button of a notification. */
  const restarted = new Set<string>();
  /** Until it is known what happened while Hearth wasn't running, nothing is told. */
  let isBegun = false;
  let isOver = false;
  let isBusy = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Closed before the answer with their number was handled. */
  let closedMeanwhile = new Set<number>();
  const briefTimers = new Set<NodeJS.Timeout>();

  const notifications = keepNotifications({
    host: deps.host,
    icon: deps.icon,
    events: {
      closed: (id) => {
        onClosed(id);
      },
      chosen: (id, action) => {
        onChosen(id, action);
      },
      forgotten: () => {
        board = [];
        failures = 0;
        refresh.call();
      },
    },
  });

  const wanted = (): Notice[] => {
    const { incidents, notices: settings } = store.state();
    return wantedNotices({
      incidents: Object.values(incidents),
      settings,
      minute: minuteNow(),
      closed,
      missed,
      recovered: [...recovered.values()],
      isGrouped: board.some(({ notice }) => notice.key === 'several'),
    });
  };

  const dropBrief = (units: readonly string[]): void => {
    for (const unit of units) recovered.delete(unit);
    refresh.call();
  };
  const onPosted = ({ units, isQuiet: isBrief }: Notice): void => {
    if (!isBrief) {
      for (const unit of units) told.add(unit);
      return;
    }
    const brief = setTimeout(() => {
      briefTimers.delete(brief);
      dropBrief(units);
    }, briefMs);
    briefTimers.add(brief);
  };

  /** It isn't shown again: the tray and the window keep what nobody has seen. */
  const settle = ({ key, units, isQuiet: isBrief }: Notice): void => {
    if (isBrief) {
      dropBrief(units);
      return;
    }
    if (key === 'missed') missed = [];
    const { incidents } = store.state();
    for (const unit of units) {
      const incident = incidents[unit];
      if (incident !== undefined) closed.set(unit, gravityOf(incident));
    }
    refresh.call();
  };
  const onClosed = (id: number): void => {
    const posted = board.find((one) => one.id === id);
    if (posted === undefined) {
      closedMeanwhile.add(id);
      return;
    }
    board = board.filter((one) => one !== posted);
    settle(posted.notice);
  };

  const onChosen = (id: number, action: string): void => {
    const units = board.find((one) => one.id === id)?.notice.units;
    const [unit] = units ?? [];
    if (units === undefined || unit === undefined) return;
    if (action === 'restart') {
      const row = store.state().units[unit];
      if (row === undefined) return;
      restarted.add(unit);
      command({ kind: 'act', unit, action: isUp(row) ? 'restart' : 'start' });
    } else if (action === 'mute') {
      deps.mute(unit).catch(bugs.report);
    } else if (units.length > 1) {
      command({ kind: 'open', page: { kind: 'home' } });
    } else {
      command({ kind: 'open', page: { kind: 'unit', unit, section: 'overview' } });
    }
  };

  /** @returns the number of what was posted; 0 otherwise. @throws BusError. */
  const carryOut = async (step: Step): Promise<number> => {
    if (step.kind === 'post') return notifications.post(noteOf(step.notice), step.replaces);
    await notifications.withdraw(step.posted.id);
    return 0;
  };
  const advance = async (step: Step): Promise<void> => {
    closedMeanwhile = new Set();
    const id = await carryOut(step);
    board = boardAfter(board, step, id);
    if (step.kind === 'post') onPosted(step.notice);
    if (closedMeanwhile.has(id)) onClosed(id);
  };

  const retry = (): void => {
    const wait = retriesMs[failures];
    failures += 1;
    // Then only a change, or a server that appears, starts again.
    if (wait !== undefined) timer = setTimeout(refresh.call, wait);
  };
  const run = async (): Promise<void> => {
    if (isBusy || isOver || !isBegun) return;
    isBusy = true;
    clearTimeout(timer);
    try {
      for (;;) {
        const step = nextStep(board, wanted());
        if (step === null) break;
        await advance(step);
        failures = 0;
      }
      waitForQuietEnd();
    } catch (thrown) {
      if (thrown instanceof BusError) retry();
      else bugs.report(thrown);
    } finally {
      isBusy = false;
    }
  };
  const refresh = coalesce(() => void run(), gathering);

  /** What is held back is shown when quiet hours end. */
  const waitForQuietEnd = (): void => {
    const { incidents, notices: settings } = store.state();
    const isHeld =
      missed.length + recovered.size > 0 || Object.values(incidents).some(({ seen }) => !seen);
    if (isHeld && isQuiet(settings, minuteNow())) timer = setTimeout(refresh.call, quietLookMs);
  };

  /** What the person doesn’t want to hear now is no news either when they want to again. */
  const dropUnheard = (): void => {
    const { notices: settings } = store.state();
    missed = missed.filter(({ unit }) => isHeard('failed', unit, settings));
    for (const unit of recovered.keys()) {
      if (!isHeard('recovered', unit, settings)) recovered.delete(unit);
    }
  };

  const begin = async (begun: readonly Incident[]): Promise<void> => {
    // What was known stays in tray and window.
    for (const incident of Object.values(store.state().incidents)) {
      closed.set(incident.unit, gravityOf(incident));
    }
    const found = await deps.missed(begun);
    if (found !== null) {
      const units = found.map(({ unit }) => unit);
      const others = begun.map(({ unit }) => unit).filter((unit) => !units.includes(unit));
      deps.mark(others, true);
      deps.mark(units, false);
    }
    const { incidents } = store.state();
    missed = (found ?? []).filter(({ unit }) => incidents[unit]?.seen !== true);
    dropUnheard();
    isBegun = true;
    refresh.call();
  };

  const end = ({ incident, works, byPerson, inView }: EndedIncident): void => {
    const { unit } = incident;
    const isKnown = inView || (byPerson && !restarted.has(unit));
    const isNews = works && told.has(unit) && !isKnown;
    told.delete(unit);
    restarted.delete(unit);
    closed.delete(unit);
    missed = missed.filter((one) => one.unit !== unit);
    if (isNews) recovered.set(unit, incident);
  };

  return {
    /** Takes a change of the incidents, after the state has it. */
    take: ({ begun, ended, isFirst }: IncidentChange): void => {
      for (const one of ended) end(one);
      for (const { unit } of begun) {
        recovered.delete(unit);
        told.delete(unit);
      }
      const { incidents } = store.state();
      missed = missed.filter(({ unit }) => incidents[unit]?.seen !== true);
      dropUnheard();
      if (isFirst && !isBegun) begin(begun).catch(bugs.report);
      else refresh.call();
    },
    /** Call when the settings have changed. */
    refresh: (): void => {
      dropUnheard();
      refresh.call();
    },
    /** Takes back what is shown, as its buttons would do nothing any more; null if nothing is. */
    leave: (): Promise<unknown> | null => {
      if (isOver || board.length === 0) return null;
      isOver = true;
      const withdrawn = Promise.all(board.map(({ id }) => notifications.withdraw(id)));
      return Promise.race([withdrawn, new Promise((resolve) => setTimeout(resolve, leaveMs))]);
    },
    close: (): void => {
      isOver = true;
      refresh.cancel();
      clearTimeout(timer);
      for (const brief of briefTimers) clearTimeout(brief);
      notifications.close();
    },
  };
};
