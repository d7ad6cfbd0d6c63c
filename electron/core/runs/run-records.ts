/**
 * What the manager writes into the journal about one unit, and the journalctl arguments that ask for it.
 * Sources: sd-messages.h, systemd.journal-fields(7), the catalog.
 *
 * A user manager of systemd 252, measured:
 * - “Starting” appears only if the start takes a while: never for Type=simple, where “Started” is the first record of a
 *   run. For Type=oneshot, “Finished” takes its place once the commands have succeeded; nothing else says so.
 * - Nothing at all is recorded when another service ends well by itself: “Deactivated successfully” is a debug message.
 *   Whatever fails has a record: EXIT_CODE, EXIT_STATUS and COMMAND (ExecStart, …) of the process, then “failed” with
 *   UNIT_RESULT of the unit. What is told to stop has “Stopping” and “Stopped”.
 * - A start that a condition skips gets “Started” with JOB_RESULT=done, too, and the invocation ID of the run before, if
 *   there was one: only its message differs. With ExecCondition= it has an ID of its own, and “skipped” comes first. A failed
 *   assertion or dependency gives “start failed”, also with the ID of the run before.
 * - When it refuses a start (start limit), the manager repeats “failed” for the run before.
 * - “Scheduled restart job” and the “Stopped” after it have the invocation ID of the run that ended.
 */
import { fieldOf, type Decode, type RawRecord } from '../logs/entry.ts';
import { messageIds, tellsOfSkip } from '../logs/message-ids.ts';
import { stamp, type JournalScope } from '../logs/query.ts';

const messageKinds = {
  [messageIds.starting]: 'starting',
  [messageIds.started]: 'started',
  [messageIds.startFailed]: 'start-failed',
  [messageIds.stopping]: 'stopping',
  [messageIds.stopped]: 'stopped',
  [messageIds.processExit]: 'exited',
  [messageIds.success]: 'succeeded',
  [messageIds.skipped]: 'skipped',
  [messageIds.failureResult]: 'failed',
  [messageIds.restartScheduled]: 'restarting',
  [messageIds.resources]: 'resources',
} as const;

export interface RunRecord {
  kind: (typeof messageKinds)[keyof typeof messageKinds] | 'manager-up';
  /** '' for what is about the manager. */
  unit: string;
  cursor: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Milliseconds since the boot; null if it isn't recorded. */
  sinceBoot: number | null;
  /** 32 hex digits; '' for none. */
  invocation: string;
  message: string;
  /** `done`, `failed`, `dependency`, …; '' for what is no job. */
  jobResult: string;
  unitResult: string;
  exit: { kind: 'exited' | 'killed' | 'dumped'; status: number } | null;
  /** Whose process exited, such as `ExecStart`; '' for none. */
  directive: string;
  cpuNanoseconds: number | null;
  /** How long the manager took to start, in milliseconds; null for other records. */
  startupMs: number | null;
}

const recordFields = [
  'MESSAGE_ID',
  'MESSAGE',
  'USER_INVOCATION_ID',
  'JOB_RESULT',
  'UNIT_RESULT',
  'EXIT_CODE',
  'EXIT_STATUS',
  'COMMAND',
  'CPU_USAGE_NSEC',
  'USERSPACE_USEC',
  'USER_UNIT',
  '_SYSTEMD_USER_UNIT',
];

const mostWanted = 16;

/**
 * journalctl’s arguments for what the manager wrote about runs of these units, and about its own starts; newest first. Of
 * more than a few units, for what it wrote about all.
 * @param since in milliseconds since the epoch; null for the whole journal.
 */
export const runRecordWords = (
  units: readonly string[],
  since: number | null,
  { uid, system }: JournalScope,
): string[] => {
  const own = `_UID=${String(uid)}`;
  return [
    ...(system ? [] : ['--user']),
    ...(since === null ? [] : [`--since=${stamp(since)}`]),
    ...['--reverse', `--output-fields=${recordFields.join(',')}`],
    // For each record journalctl looks at all that is wanted: many units take longer than reading all of them.
    ...(units.length > mostWanted ? [] : units.map((unit) => `USER_UNIT=${unit}`)),
    ...[own, ...Object.keys(messageKinds).map((id) => `MESSAGE_ID=${id}`)],
    ...['+', `MESSAGE_ID=${messageIds.managerUp}`, own],
  ];
};

const exitKinds = ['exited', 'killed', 'dumped'] as const;

export const numberIn = (record: RawRecord, name: string): number | null => {
  const value = fieldOf(record, name);
  return value === undefined || !/^\d{1,20}$/.test(value) ? null : Number(value);
};

/** Any process may send a record with the manager’s fields, but only journald sets this one; the manager runs in init.scope. */
export const isFromManager = (record: RawRecord): boolean =>
  (fieldOf(record, '_SYSTEMD_USER_UNIT') ?? 'init.scope') === 'init.scope';

/** null for what no manager wrote. */
export const runRecordOf = (record: RawRecord, decode: Decode): RunRecord | null => {
  const id = fieldOf(record, 'MESSAGE_ID') ?? '';
  const kind =
    id === messageIds.managerUp
      ? ('manager-up' as const)
      : (messageKinds as Partial<Record<string, RunRecord['kind']>>)[id];
  const at = numberIn(record, '__REALTIME_TIMESTAMP');
  if (kind === undefined || !isFromManager(record) || at === null) return null;
  const text = (name: string): string => fieldOf(record, name) ?? '';
  const exitKind = exitKinds.find((one) => one === text('EXIT_CODE'));
  const exitStatus = numberIn(record, 'EXIT_STATUS');
  const invocation = text('USER_INVOCATION_ID');
  const inMs = (name: string): number | null => {
    const value = numberIn(record, name);
    return value === null ? null : value / 1000;
  };
  return {
    kind,
    unit: text('USER_UNIT'),
    cursor: text('__CURSOR'),
    at: at / 1000,
    sinceBoot: inMs('__MONOTONIC_TIMESTAMP'),
    invocation: /^[0-9a-f]{32}$/.test(invocation) ? invocation : '',
    message: decode(text('MESSAGE')).text,
    jobResult: text('JOB_RESULT'),
    unitResult: text('UNIT_RESULT'),
    exit:
      exitKind === undefined || exitStatus === null ? null : { kind: exitKind, status: exitStatus },
    directive: text('COMMAND'),
    cpuNanoseconds: numberIn(record, 'CPU_USAGE_NSEC'),
    startupMs: kind === 'manager-up' ? inMs('USERSPACE_USEC') : null,
  };
};

/** A start that a condition skipped looks like a start, but for its words. */
export const isSkippedStart = ({ kind, message }: RunRecord): boolean =>
  kind === 'started' && tellsOfSkip(message);

/** The commands of a oneshot have all succeeded. */
export const isFinishedStart = ({ kind, message }: RunRecord): boolean =>
  kind === 'started' && message.startsWith('Finished ');

/** Whether it ends a start job: as many of these as starts were asked for. */
export const endsStart = ({ kind }: RunRecord): boolean =>
  kind === 'started' || kind === 'start-failed';
