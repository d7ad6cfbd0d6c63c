/**
 * What the journal says about when a timer could not start anything, and the journalctl arguments that ask for it.
 *
 * A user manager of systemd 252, measured: a timer leaves “Started” and “Stopped”, also when the manager starts and
 * ends. A manager that ends reaches exit.target; a killed one, as by a power cut, leaves nothing. systemd-sleep, which
 * runs as root, records in the system’s journal when the computer falls asleep and wakes up.
 */
import { fieldOf, type RawRecord } from '../logs/entry.ts';
import { messageIds } from '../logs/message-ids.ts';
import type { JournalScope } from '../logs/query.ts';
import { isFromManager, numberIn } from './run-records.ts';

export interface AwayRecord {
  kind: 'timer-on' | 'timer-off' | 'manager-up' | 'manager-down' | 'asleep' | 'awake';
  /** Milliseconds since the epoch. For a manager that came up: when it began to. */
  at: number;
}

const exitTarget = 'exit.target';

const fields = ['MESSAGE_ID', 'USER_UNIT', 'USERSPACE_USEC', '_SYSTEMD_USER_UNIT'];

/** Newest first. */
export const awayRecordWords = (timer: string, { uid, system }: JournalScope): string[] => {
  const own = `_UID=${String(uid)}`;
  const id = (name: keyof typeof messageIds): string => `MESSAGE_ID=${messageIds[name]}`;
  return [
    ...(system ? [] : ['--user']),
    ...['--reverse', `--output-fields=${fields.join(',')}`],
    ...[`USER_UNIT=${timer}`, own, id('started'), id('stopped')],
    ...['+', `USER_UNIT=${exitTarget}`, own, id('started')],
    ...['+', id('managerUp'), own],
    ...(system ? ['+', id('asleep'), id('awake'), '_UID=0'] : []),
  ];
};

const kindOf = (id: string, unit: string): AwayRecord['kind'] | null => {
  switch (id) {
    case messageIds.managerUp:
      return 'manager-up';
    case messageIds.asleep:
      return 'asleep';
    case messageIds.awake:
      return 'awake';
    case messageIds.started:
      return unit === exitTarget ? 'manager-down' : 'timer-on';
    case messageIds.stopped:
      return 'timer-off';
    default:
      return null;
  }
};

/** null for what no manager wrote. */
export const awayRecordOf = (record: RawRecord): AwayRecord | null => {
  const kind = kindOf(fieldOf(record, 'MESSAGE_ID') ?? '', fieldOf(record, 'USER_UNIT') ?? '');
  const us = numberIn(record, '__REALTIME_TIMESTAMP');
  if (kind === null || us === null || !isFromManager(record)) return null;
  const startup = kind === 'manager-up' ? (numberIn(record, 'USERSPACE_USEC') ?? 0) : 0;
  return { kind, at: (us - startup) / 1000 };
};
