/**
 * The times that a timer missed: those of its calendar since it was started, against the runs and the times away that the
 * journal shows. It looks only as far back as the journal shows both.
 */
import type { RunHistory } from '../../core/runs/run.ts';
import { awayPeriods } from '../../core/runs/away-periods.ts';
import type { AwayRecord } from '../../core/runs/away-records.ts';
import { missedGroups } from '../../core/schedule/missed-groups.ts';
import { latestMs, missedRuns, type MissedRun } from '../../core/schedule/missed-runs.ts';
import { soonest } from '../../core/schedule/next-runs.ts';
import type { MissedReport, MissedSince } from '../../core/schedule/timer-report.ts';
import { isUp } from '../../core/units/unit.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { CalendarReader } from '../../system/schedule/calendar-reader.ts';
import { calendarsOf, type ReadTimer, type Timer } from './timer-reading.ts';

export interface MissedLookDeps {
  readTimer: ReadTimer;
  files: Pick<HostFiles, 'look'>;
  journalctl: Pick<Journalctl, 'awayRecords' | 'systemBoots'>;
  calendarReader: Pick<CalendarReader, 'runsOf'>;
  runs(of: { unit: string; count: number }): RunHistory | Promise<RunHistory>;
  lingersSince(): Promise<number | null>;
}

/** Further back, nobody remembers why. */
const longestMs = 30 * 24 * 60 * 60_000;
const runCount = 200;
const timesMax = 1000;
/** How often to look for a later beginning, where they are more. */
const rounds = 6;
const groupsMax = 20;
const limitMs = 10_000;
/** A run that is this late may still come. */
const settleMs = 2000;

interface Bound {
  at: number;
  bound: MissedSince;
}

/** Since when the journal shows that the timer was there; null if it doesn’t. */
const knownSince = (
  timer: Timer,
  records: readonly AwayRecord[],
  runs: RunHistory['runs'],
): number | null => {
  const first = records.find(({ kind }) => kind === 'timer-on' || kind === 'timer-off');
  if (first?.kind === 'timer-on') return first.at;
  if (!isUp(timer) || timer.stateSince === null) return first?.at ?? null;
  const seen = [
    ...records.map(({ at }) => at),
    ...runs.flatMap(({ startedAt }) => startedAt ?? []),
  ];
  return seen.length === 0 ? null : Math.max(timer.stateSince, Math.min(...seen));
};

export const createMissedLook = (deps: MissedLookDeps) => {
  /**
   * The last times of the calendar until now, oldest first, and since when they are all of them; null if there are too
   * many to find those.
   */
  const expectedOf = async (
    calendars: readonly string[],
    { since, until }: { since: number; until: number },
  ): Promise<{ since: number; times: number[]; isShort: boolean } | null> => {
    const signal = AbortSignal.timeout(limitMs);
    let from = since;
    for (let round = 0; round < rounds; round += 1) {
      const asked = { from, count: timesMax, signal };
      const runs = await Promise.all(
        calendars.map((text) => deps.calendarReader.runsOf(text, asked)),
      );
      const times = soonest(runs, timesMax);
      const last = times.at(-1);
      if (times.length < timesMax || last === undefined || last >= until) {
        const began = from;
        const past = times.filter((at) => at > began && at <= until);
        return { since: began, times: past, isShort: began > since };
      }
      // As if they came evenly until now.
      from = Math.max(last, until - (last - from) * 0.9);
    }
    return null;
  };

  /** When the newest of the timer’s files changed, and with it maybe the schedule. */
  const changedAt = async ({ fragmentPath, dropInPaths }: Timer): Promise<number> => {
    const paths = [...(fragmentPath === null ? [] : [fragmentPath]), ...dropInPaths];
    const looks = await deps.files.look(paths);
    return Math.max(0, ...looks.map((look) => look?.modifiedAt ?? 0));
  };

  /** @throws no-such-unit for what is no timer; as the inventory, the journal and systemd-analyze. */
  return async ({ unit }: { unit: string }): Promise<MissedReport> => {
    const now = Date.now();
    const { timer, service, schedule } = await deps.readTimer(unit);
    const calendars = calendarsOf(timer);
    if (service === null) return { kind: 'unknown', why: 'no-record' };
    if (calendars.length === 0) return { kind: 'unknown', why: 'spans' };
    const [history, records, lingersSince, filesAt] = await Promise.all([
      deps.runs({ unit: service, count: runCount }),
      deps.journalctl.awayRecords(timer.name, now - longestMs),
      deps.lingersSince(),
      changedAt(timer),
    ]);
    if (!history.readable) return { kind: 'unknown', why: 'unreadable' };
    const started = knownSince(timer, records, history.runs);
    if (started === null) return { kind: 'unknown', why: 'no-record' };
    const known = [...history.runs]
      .reverse()
      .flatMap(({ startedAt, endedAt, outcome }) =>
        startedAt === null
          ? []
          : [{ startedAt, endedAt: outcome === 'running' ? null : (endedAt ?? startedAt) }],
      );
    const oldest = known[0]?.startedAt ?? 0;
    const bounds: Bound[] = [
      { at: started, bound: 'started' },
      { at: filesAt, bound: 'changed' },
      { at: history.complete ? 0 : oldest, bound: 'oldest-run' },
      { at: now - longestMs, bound: 'limit' },
    ];
    const newest = bounds.reduce((one, other) => (other.at > one.at ? other : one));
    const lateMs = latestMs(schedule);
    const until = now - lateMs - settleMs;
    const found = await expectedOf(calendars, { since: newest.at, until });
    if (found === null) return { kind: 'unknown', why: 'too-many' };
    const { since, times, isShort } = found;

    const find = async (withBoots: boolean): Promise<MissedRun[]> => {
      const boots = withBoots ? await deps.journalctl.systemBoots() : [];
      const onSince = isUp(timer) ? timer.stateSince : null;
      const away = awayPeriods({ records, boots, lingersSince, onSince });
      return missedRuns({ expected: times, runs: known, away, lateMs });
    };
    const first = await find(false);
    // Listing the boots of a large journal takes long.
    const mayBeOff = first.some(({ why }) => why !== 'asleep' && why !== 'still-running');
    const missed = mayBeOff ? await find(true) : first;
    return {
      kind: 'looked',
      since,
      bound: isShort ? 'limit' : newest.bound,
      expected: times.length,
      missed: missed.length,
      groups: missedGroups(times, missed).slice(0, groupsMax),
    };
  };
};
