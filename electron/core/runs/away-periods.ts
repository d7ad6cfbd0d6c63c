/** Records of a timer, its manager and the computer → when the timer could not start anything, as far as they show. */
import type { JournalBoot } from '../logs/query.ts';
import type { AwayPeriod } from '../schedule/missed-runs.ts';
import type { AwayRecord } from './away-records.ts';

export interface AwayFacts {
  /** Oldest first. */
  records: readonly AwayRecord[];
  /** Of the whole system; none if they aren’t known. */
  boots: readonly JournalBoot[];
  /** Since when the manager stays after a logout, in milliseconds since the epoch; null if it doesn’t. */
  lingersSince: number | null;
  /** Since when the timer has been on; null if it is off. */
  onSince: number | null;
}

/** journalctl lists boots in whole seconds. */
const bootMs = 1000;

/** The periods from a record of one kind to the next of another. */
const between = (
  records: readonly AwayRecord[],
  from: AwayRecord['kind'],
  to: AwayRecord['kind'],
): { from: number; to: number }[] => {
  const periods: { from: number; to: number }[] = [];
  let began: number | null = null;
  for (const { kind, at } of records) {
    if (kind === from) began = at;
    else if (kind === to && began !== null) {
      periods.push({ from: began, to: at });
      began = null;
    }
  }
  return periods;
};

/** A new manager has its timers off until it starts them. */
const timerOff = ({ records, onSince }: Pick<AwayFacts, 'records' | 'onSince'>): AwayPeriod[] => {
  const periods: AwayPeriod[] = [];
  let off: number | null = null;
  for (const { kind, at } of records) {
    if (kind === 'timer-off' || kind === 'manager-up') off ??= at;
    else if (kind === 'timer-on' && off !== null) {
      periods.push({ why: 'timer-off', from: off, to: at });
      off = null;
    }
  }
  return off === null
    ? periods
    : [
        ...periods,
        { why: 'timer-off', from: off, to: onSince === null ? null : Math.max(off, onSince) },
      ];
};

export const awayPeriods = (facts: AwayFacts): AwayPeriod[] => {
  // A manager is up only after it has started its timers, but its record tells when it began.
  const records = [...facts.records].sort((one, other) => one.at - other.at);
  const boots = [...facts.boots].sort((one, other) => one.from - other.from);
  return [
    ...boots.slice(1).map((boot, index): AwayPeriod => ({
      why: 'computer-off',
      from: (boots[index]?.to ?? 0) + bootMs,
      to: boot.from,
    })),
    ...between(records, 'asleep', 'awake').map((at): AwayPeriod => ({ why: 'asleep', ...at })),
    ...between(records, 'manager-down', 'manager-up')
      // A lingering manager ends for other reasons.
      .filter(({ from }) => facts.lingersSince === null || facts.lingersSince > from)
      .map((at): AwayPeriod => ({ why: 'logged-out', ...at })),
    ...timerOff({ records, onSince: facts.onSince }),
  ];
};
