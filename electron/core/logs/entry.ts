/**
 * A journal record → a line of the log, and lines packed for transfer to a window.
 * Source: systemd.journal-fields(7), journal-fields of systemd-coredump(8), sd-messages.h.
 *
 * Only journald sets fields that begin with _. Any process may send any bytes, as many as it likes, in all others,
 * SYSLOG_IDENTIFIER, USER_UNIT and MESSAGE_ID included.
 */
import { isUnitName } from '../names/unit-name.ts';
import { messageIds } from './message-ids.ts';

/** Who wrote a line: the service, its manager about it, or journald about what it dropped. */
type Speaker = 'service' | 'manager' | 'journald';

export interface JournalEntry {
  cursor: string;
  /** Milliseconds since the epoch, with microseconds after the decimal point. */
  at: number;
  /** syslog levels: 0 emergency … 7 debug. */
  priority: number;
  /** Its beginning; `size` shows whether there is more. */
  message: string;
  /** Bytes of the message as stored; -1 if the record has none. */
  size: number;
  /** The message is complete. */
  whole: boolean;
  /** False if the stored bytes are not UTF-8: the message then contains U+FFFD. */
  isText: boolean;
  from: Speaker;
  /** Its beginning, on one line; it may contain any other character. */
  identifier: string;
  pid: number | null;
  /** The unit that wrote the line or that it is about, a valid name; null for none. */
  unit: string | null;
  /** How many messages journald dropped here; null for every other line. */
  dropped: number | null;
}

export const priorityWords = [
  'emergency',
  'alert',
  'critical',
  'error',
  'warning',
  'notice',
  'info',
  'debug',
] as const;

/** The fields a line is made of; cursor and timestamps always come along. */
export const journalFields = [
  'MESSAGE',
  'PRIORITY',
  'SYSLOG_IDENTIFIER',
  'MESSAGE_ID',
  'N_DROPPED',
  '_COMM',
  '_PID',
  '_SYSTEMD_USER_UNIT',
  'USER_UNIT',
  'USER_INVOCATION_ID',
  'COREDUMP_USER_UNIT',
  'OBJECT_SYSTEMD_USER_UNIT',
] as const;

/** Bytes of a message that a line carries; the rest is read on request. */
export const messageLimit = 4096;

/** The same for the identifier. */
export const identifierLimit = 64;

/** Field names and values in turn, as journalctl printed them, one character per byte. */
export type RawRecord = readonly string[];

/** The first value of a field, bytes as characters; undefined if the record has none. */
export const fieldOf = (record: RawRecord, name: string): string | undefined => {
  for (let at = 0; at < record.length; at += 2) if (record[at] === name) return record[at + 1];
  return undefined;
};

/** Bytes as characters → text; `exact` is false if they are not UTF-8. */
export type Decode = (bytes: string) => { text: string; exact: boolean };

/** Cuts where a UTF-8 character begins. */
const beginning = (bytes: string, limit: number): string => {
  if (bytes.length <= limit) return bytes;
  let end = limit;
  while (end > limit - 4 && (bytes.charCodeAt(end) & 0xc0) === 0x80) end -= 1;
  return bytes.slice(0, end);
};

type Message = Pick<JournalEntry, 'message' | 'size' | 'whole' | 'isText'>;

const messageOf = (bytes: string | undefined, decode: Decode): Message => {
  if (bytes === undefined) return { message: '', size: -1, whole: true, isText: true };
  const { text, exact } = decode(beginning(bytes, messageLimit));
  const whole = bytes.length <= messageLimit;
  return { message: text, size: bytes.length, whole, isText: exact };
};

/** ␊ for a newline: a row has as many lines as its message, whatever the identifier contains. */
const identifierOf = (bytes: string, decode: Decode): string =>
  decode(beginning(bytes, identifierLimit)).text.replace(/[\t\n]/g, (sign) =>
    String.fromCharCode(0x2400 + sign.charCodeAt(0)),
  );

const numberOf = (bytes: string | undefined, otherwise: number): number => {
  const value = Number(bytes ?? '');
  return bytes === undefined || bytes === '' || !Number.isSafeInteger(value) ? otherwise : value;
};

/** A record as a line; null without a cursor, as that is no record. */
export const entryOf = (record: RawRecord, decode: Decode): JournalEntry | null => {
  const field = new Map<string, string>();
  // If a field occurs several times, the first wins, as in journalctl.
  for (let at = record.length - 2; at >= 0; at -= 2)
    field.set(record[at] ?? '', record[at + 1] ?? '');
  const cursor = field.get('__CURSOR');
  if (cursor === undefined) return null;
  const unitIn = (name: string): string | undefined => {
    const unit = field.get(name);
    return unit !== undefined && isUnitName(unit) ? unit : undefined;
  };
  // journald itself runs in no user unit.
  const isDrop = field.get('MESSAGE_ID') === messageIds.dropped && !field.has('_SYSTEMD_USER_UNIT');
  const spokenOf = unitIn('USER_UNIT');
  // In 262, the process that is about to become the program names only the run in what it reports.
  const isOfManager = spokenOf !== undefined || field.has('USER_INVOCATION_ID');
  const pid = numberOf(field.get('_PID'), 0);
  const priority = numberOf(field.get('PRIORITY'), 6);
  return {
    cursor,
    at: numberOf(field.get('__REALTIME_TIMESTAMP'), 0) / 1000,
    priority: priority >= 0 && priority <= 7 ? priority : 6,
    ...messageOf(field.get('MESSAGE'), decode),
    from: isDrop ? 'journald' : isOfManager ? 'manager' : 'service',
    identifier: identifierOf(field.get('SYSLOG_IDENTIFIER') ?? field.get('_COMM') ?? '', decode),
    pid: pid > 0 ? pid : null,
    unit: isDrop
      ? null
      : (spokenOf ??
        unitIn('COREDUMP_USER_UNIT') ??
        unitIn('OBJECT_SYSTEMD_USER_UNIT') ??
        field.get('_SYSTEMD_USER_UNIT') ??
        null),
    dropped: isDrop ? Math.max(0, numberOf(field.get('N_DROPPED'), 0)) : null,
  };
};

const speakers: readonly Speaker[] = ['service', 'manager', 'journald'];

/**
 * Many lines as one string: between Electron's two worlds, one string is copied ten times faster than thousands of
 * objects.
 */
export const packEntries = (entries: readonly JournalEntry[]): string =>
  JSON.stringify(
    entries.map((entry) => [
      entry.cursor,
      entry.at,
      entry.priority,
      entry.message,
      entry.size,
      (entry.whole ? 1 : 0) + (entry.isText ? 2 : 0),
      speakers.indexOf(entry.from),
      entry.identifier,
      entry.pid,
      entry.unit,
      entry.dropped,
    ]),
  );

type Packed = [
  cursor: string,
  at: number,
  priority: number,
  message: string,
  size: number,
  flags: number,
  from: number,
  identifier: string,
  pid: number | null,
  unit: string | null,
  dropped: number | null,
];

export const unpackEntries = (packed: string): JournalEntry[] =>
  (JSON.parse(packed) as Packed[]).map((line) => ({
    cursor: line[0],
    at: line[1],
    priority: line[2],
    message: line[3],
    size: line[4],
    whole: (line[5] & 1) !== 0,
    isText: (line[5] & 2) !== 0,
    from: speakers[line[6]] ?? 'service',
    identifier: line[7],
    pid: line[8],
    unit: line[9],
    dropped: line[10],
  }));
