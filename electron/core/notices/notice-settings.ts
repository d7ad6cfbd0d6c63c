/** Which notifications a person wants, and when. */
import type { IncidentKind } from '../incidents/incident.ts';

export const noticeKinds = ['failed', 'crashing', 'proof-lost', 'recovered'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Minutes since midnight, local time; `from` may be after `to`, across midnight. */
export interface Hours {
  from: number;
  to: number;
}

export interface NoticeSettings {
  kinds: Readonly<Record<NoticeKind, boolean>>;
  /** Units of the system count like the person’s own: in notifications, in the tray and on top of the list. */
  system: boolean;
  /** Shows nothing during `hours`. */
  quiet: boolean;
  hours: Hours;
  /** Units without notifications. */
  muted: readonly string[];
}

export const usualNotices: NoticeSettings = {
  kinds: { failed: true, crashing: true, 'proof-lost': true, recovered: true },
  system: false,
  quiet: false,
  hours: { from: 22 * 60, to: 7 * 60 },
  muted: [],
};

/** A unit that systemd refuses is one that fails. */
export const noticeKindOf = (kind: IncidentKind): NoticeKind =>
  kind === 'refused' ? 'failed' : kind;

/** Whether the person wants to hear this of a unit: at once, or after quiet hours. */
export const isHeard = (
  kind: NoticeKind,
  unit: string,
  { kinds, muted }: NoticeSettings,
): boolean => kinds[kind] && !muted.includes(unit);

/** @param minute since midnight, local time. */
export const isQuiet = (
  { quiet, hours: { from, to } }: NoticeSettings,
  minute: number,
): boolean => {
  if (!quiet) return false;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
};

const day = 24 * 60;

/** `07:30` for 450. */
export const clockOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** 450 for `07:30`; null for anything else. */
export const minuteOf = (clock: string): number | null => {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/.exec(clock.trim()) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours === '' || Number(minutes) > 59 || minute >= day ? null : minute;
};

/** `22:00-07:00`. */
export const hoursText = ({ from, to }: Hours): string => `${clockOf(from)}-${clockOf(to)}`;

/** null for anything but `22:00-07:00`. */
export const hoursOf = (text: string): Hours | null => {
  const [from, to, ...more] = text.split('-').map(minuteOf);
  return from == null || to == null || more.length > 0 ? null : { from, to };
};
