/** When a job runs: in words, as a form shows it, and as settings of [Timer]. systemd.timer(5), systemd.time(7). */

/** Local time, 24 hours. */
export interface TimeOfDay {
  hour: number;
  minute: number;
  second: number;
}

/** 1 is Monday, 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type IntervalUnit = 'seconds' | 'minutes' | 'hours' | 'days';

export interface Interval {
  count: number;
  unit: IntervalUnit;
}

/** The settings that start the job. The last two are yes or no: at a jump of the clock, and at a change of the time zone. */
export const triggerKeys = [
  'OnCalendar',
  'OnActiveSec',
  'OnBootSec',
  'OnStartupSec',
  'OnUnitActiveSec',
  'OnUnitInactiveSec',
  'OnClockChange',
  'OnTimezoneChange',
] as const;

export type TriggerKey = (typeof triggerKeys)[number];

export interface Trigger {
  key: TriggerKey;
  /** As in the file. */
  value: string;
}

export type When =
  /** `first` after the timer starts, at each login, then `interval` after each start of the job; time asleep doesn’t count. */
  | { kind: 'every'; first: Interval; interval: Interval }
  /** At :00, :15, :30, … Starts over each hour. */
  | { kind: 'by-clock'; unit: 'minutes'; count: number }
  /** At 00:30, 06:30, … Starts over each day. */
  | { kind: 'by-clock'; unit: 'hours'; count: number; minute: number }
  /** On days 1, 4, 7, … Starts over each month. Not with a count of 1, which is daily. */
  | { kind: 'by-clock'; unit: 'days'; count: number; time: TimeOfDay }
  | { kind: 'daily'; time: TimeOfDay }
  /** Monday to Friday. */
  | { kind: 'weekdays'; time: TimeOfDay }
  /** The days are sorted, at least one. */
  | { kind: 'weekly'; days: readonly Weekday[]; time: TimeOfDay }
  | { kind: 'monthly'; day: number | 'last'; time: TimeOfDay }
  | { kind: 'yearly'; month: number; day: number; time: TimeOfDay }
  /** `delay` after the user manager starts, which is at login, or at boot with lingering; then `again` after each start. */
  | { kind: 'at-login'; delay: Interval; again: Interval | null }
  /** Whatever else there is, in its order. */
  | { kind: 'by-hand'; triggers: readonly Trigger[] };

export interface Schedule {
  when: When;
  /** Persistent=: makes up for a time missed while the timer was off. */
  persistent: boolean;
  /** RandomizedDelaySec= and AccuracySec=, as in the file; null if not set. */
  randomDelay: string | null;
  accuracy: string | null;
  /** DeferReactivation=, since systemd 257: a time that comes while the job runs is left out, not made up for. */
  deferReactivation: boolean;
}
