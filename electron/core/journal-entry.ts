/** A journal record ↔ a line of the log. Source: journalctl -o json; systemd.journal-fields(7). */

export interface JournalEntry {
  cursor: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** syslog levels: 0 emergency … 7 debug. */
  priority: number;
  message: string;
  /** The manager speaks about the unit, or the unit's own process speaks. */
  from: 'manager' | 'service';
  identifier: string;
  pid: number | null;
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

/** The fields asked of journalctl; cursor and time stamps come by themselves. */
export const journalFields = [
  'MESSAGE',
  'PRIORITY',
  'SYSLOG_IDENTIFIER',
  '_PID',
  '_SYSTEMD_USER_UNIT',
  'USER_UNIT',
] as const;

/** MESSAGE is text, null when it is too long for the export, or an array of bytes. */
const messageText = (value: unknown, decode: (bytes: number[]) => string): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    // A field that occurs several times is an array of texts.
    if (value.every((part) => typeof part === 'string')) return value.join('\n');
    return decode(value.filter((byte): byte is number => typeof byte === 'number'));
  }
  return '';
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One line of `journalctl -o json`, or null when it is none. `decode` turns bytes into text. */
export const parseJournalLine = (
  line: string,
  decode: (bytes: number[]) => string,
): JournalEntry | null => {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
  const cursor = text(record['__CURSOR']);
  if (cursor === '') return null;
  const pid = Number(text(record['_PID']));
  const priority = Number(text(record['PRIORITY']) || '6');
  return {
    cursor,
    at: Math.floor(Number(text(record['__REALTIME_TIMESTAMP'])) / 1000),
    priority: priority >= 0 && priority <= 7 ? priority : 6,
    message: messageText(record['MESSAGE'], decode),
    from: text(record['USER_UNIT']) === '' ? 'service' : 'manager',
    identifier: text(record['SYSLOG_IDENTIFIER']),
    pid: pid > 0 ? pid : null,
  };
};
