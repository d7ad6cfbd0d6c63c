/** The jobs of a person over some days: the runs from the journal in one reading, those to come from systemd-analyze. */
import { unitTypeOf } from '../../core/names/unit-name.ts';
import { runsOf } from '../../core/runs/runs-of.ts';
import { agendaRuns, comingRuns, type Agenda, type AgendaJob } from '../../core/runs/agenda.ts';
import { soonest } from '../../core/schedule/next-runs.ts';
import { whenOf } from '../../core/schedule/read-timer.ts';
import type { AccountStore } from '../../core/app/store.ts';
import { isUp } from '../../core/units/unit.ts';
import type { JournalFiles } from '../../system/journal/access.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { CalendarReader } from '../../system/schedule/calendar-reader.ts';
import type { Inventory } from '../units/inventory.ts';
import { calendarsOf, triggersOf, type Timer } from './timer-reading.ts';

export interface AgendaDeps {
  store: Pick<AccountStore, 'state'>;
  inventory: Pick<Inventory, 'details'>;
  journalFiles: Pick<JournalFiles, 'access'>;
  journalctl: Pick<Journalctl, 'runRecordsOfAll'>;
  calendarReader: Pick<CalendarReader, 'runsOfAll'>;
}

/** Most jobs come no more often in a week; what does is asked for again, up to the most that a chart can show. */
const counts = [20, 200] as const;
const limitMs = 10_000;
/** For so long, a calendar that is looked at again each minute costs nothing; then the time zone may have changed. */
const keptMs = 10 * 60_000;

interface Span {
  from: number;
  to: number;
}

/** The times of an expression from a moment on; as many as were asked for, unless there are no more. */
interface KnownTimes {
  askedAt: number;
  count: number;
  times: readonly number[];
}

interface Coming {
  times: number[];
  /** There are more after these. */
  goesOn: boolean;
}

const nothing: Coming = { times: [], goesOn: false };

export const createAgenda = (deps: AgendaDeps) => {
  const known = new Map<string, KnownTimes>();

  const isEnough = (text: string, { from, to }: Span): boolean => {
    const { askedAt, count, times } = known.get(text) ?? { askedAt: 0, count: 0, times: [] };
    if (from < askedAt || from - askedAt > keptMs) return false;
    return times.length < count || count === counts[1] || (times.at(-1) ?? 0) >= to;
  };

  /** The times of each expression in the span, and more if they are few. */
  const timesOf = async (
    texts: readonly string[],
    span: Span,
  ): Promise<(text: string) => Coming> => {
    for (const text of known.keys()) if (!texts.includes(text)) known.delete(text);
    const signal = AbortSignal.timeout(limitMs);
    for (const count of counts) {
      const missing = texts.filter((text) => !isEnough(text, span));
      const asked = { from: span.from, count, signal };
      for (const [text, { times }] of await deps.calendarReader.runsOfAll(missing, asked))
        known.set(text, { askedAt: span.from, count, times });
    }
    return (text) => {
      const { times, count } = known.get(text) ?? { times: [], count: 1 };
      return { times: times.filter((at) => at > span.from), goesOn: times.length === count };
    };
  };

  const timers = async (): Promise<Timer[]> => {
    const own = Object.values(deps.store.state().units).filter(
      ({ name, own: isOwn, aliasOf }) => isOwn && aliasOf === null && unitTypeOf(name) === 'timer',
    );
    const details = await Promise.all(
      // One may be gone by now.
      own.map(({ name }) => deps.inventory.details(name).catch(() => null)),
    );
    return details.filter((one): one is Timer => one?.kind === 'timer');
  };

  /** @throws program-missing, program-failed, program-timed-out. */
  return async ({ from, to }: Span): Promise<Agenda> => {
    const now = Date.now();
    const all = await timers();
    const services = [...new Set(all.flatMap(({ triggers }) => triggers.slice(0, 1)))];
    const coming = { from: Math.max(from, now), to };
    const texts = [...new Set(all.filter(isUp).flatMap(calendarsOf))];
    const [access, records, times] = await Promise.all([
      deps.journalFiles.access(),
      from < now ? deps.journalctl.runRecordsOfAll(services, from) : null,
      coming.from < to ? timesOf(texts, coming) : () => nothing,
    ]);

    const jobOf = (timer: Timer): AgendaJob => {
      const service = timer.triggers[0] ?? null;
      const row = service === null ? undefined : deps.store.state().units[service];
      const isOver = row !== undefined && !isUp(row);
      const calendars = calendarsOf(timer);
      const runs = calendars.map(times);
      const later = soonest(runs, counts[1]);
      const countsSpans = calendars.length < timer.times.length;
      const next = comingRuns(isUp(timer) ? timer.nextAt : null, later).filter(
        (at) => at >= coming.from && at < to,
      );
      const [last, before] = [later.at(-1), later.at(-2)];
      const goesOn = runs.some((one) => one.goesOn) && last !== undefined && last < to;
      return {
        timer: timer.name,
        service,
        isOn: isUp(timer),
        when: whenOf(triggersOf(timer)),
        runs: agendaRuns(runsOf(records?.of.get(service ?? '') ?? [], isOver), { from, to, now }),
        next,
        everyMs: goesOn && before !== undefined ? last - before : null,
        countsSpans,
      };
    };

    return {
      from,
      to,
      now,
      jobs: all.map(jobOf),
      knownSince: access === 'readable' ? Math.max(from, records?.since ?? from) : null,
    };
  };
};
