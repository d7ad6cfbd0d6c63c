import { describe, expect, test } from 'vitest';
import {
  entryOf,
  messageLimit,
  packEntries,
  unpackEntries,
  type JournalEntry,
  type RawRecord,
} from '../../../electron/core/logs/entry.ts';
import { printfLine, recordJson, recordText } from '../../../electron/core/logs/entry-format.ts';
import {
  followWords,
  isFiltered,
  patternOf,
  readWords,
  terminalLine,
  wholeLog,
  type JournalScope,
  type LogQuery,
} from '../../../electron/core/logs/query.ts';
import { emptyLog, type EmptyFacts } from '../../../electron/core/logs/empty-reason.ts';
import { decodeBytes, recordReader } from '../../../electron/system/journal/record-reader.ts';

const fields = (more: Record<string, string> = {}): RawRecord =>
  Object.entries({ __CURSOR: 's=1', __REALTIME_TIMESTAMP: '5000250', ...more }).flat();
const entry = (more: Record<string, string> = {}): JournalEntry => {
  const made = entryOf(fields(more), decodeBytes);
  if (made === null) throw new Error('no entry');
  return made;
};

describe('turning a record into a line', () => {
  test('reads level, source and time', () => {
    const line = entry({
      MESSAGE: 'hi',
      PRIORITY: '3',
      _PID: '7',
      _SYSTEMD_USER_UNIT: 'a.service',
    });
    expect(line).toMatchObject({ at: 5000.25, priority: 3, pid: 7, message: 'hi', size: 2 });
    expect(line).toMatchObject({ from: 'service', unit: 'a.service', whole: true, isText: true });
  });
  test('recognizes a line of the manager about a unit', () => {
    const line = entry({ MESSAGE: 'm', _SYSTEMD_USER_UNIT: 'init.scope', USER_UNIT: 'x.service' });
    expect(line).toMatchObject({ from: 'manager', unit: 'x.service' });
  });
  test('recognizes a line of systemd 262 about a program that couldn’t be run', () => {
    const MESSAGE = 'x.service: Failed to set up standard output: Permission denied';
    const line = entry({ MESSAGE, _SYSTEMD_USER_UNIT: 'x.service', USER_INVOCATION_ID: 'a' });
    expect(line).toMatchObject({ from: 'manager', unit: 'x.service' });
  });
  test('recognizes a line of journald about dropped lines', () => {
    const MESSAGE_ID = 'a596d6fe7bfa4994828e72309e95d61e';
    const line = entry({ MESSAGE_ID, N_DROPPED: '29676', OBJECT_SYSTEMD_USER_UNIT: 'init.scope' });
    expect(line).toMatchObject({ from: 'journald', dropped: 29676, unit: null });
  });
  test('accepts a record without a message, or with a missing or invalid level', () => {
    expect(entry()).toMatchObject({ message: '', size: -1, priority: 6 });
    expect(entry({ PRIORITY: '99' }).priority).toBe(6);
    expect(entry({ PRIORITY: 'x' }).priority).toBe(6);
  });
  test('skips a record without a cursor', () => {
    expect(entryOf(['MESSAGE', 'x'], decodeBytes)).toBeNull();
  });
  test('keeps only the beginning of a long message, never half a character', () => {
    const long = Buffer.from(`x${'ü'.repeat(messageLimit)}`).toString('latin1');
    const line = entry({ MESSAGE: long });
    expect(line).toMatchObject({ whole: false, isText: true, size: 1 + 2 * messageLimit });
    expect(line.message).toBe(`x${'ü'.repeat((messageLimit - 2) / 2)}`);
  });
  test('unpacks what it packed', () => {
    const lines = [
      entry({ MESSAGE: 'a\n"\u0000\u001b', _PID: '1', USER_UNIT: 'x.service' }),
      entry({ MESSAGE: 'caf\u00e9', N_DROPPED: '2' }),
      entry(),
    ];
    expect(unpackEntries(packEntries(lines))).toEqual(lines);
  });
});

describe('the export format', () => {
  const text = Buffer.from('A=1\nB\n\x03\0\0\0\0\0\0\0x\ny\nC=\n\nA=2\nB=ü\n\nA=cut');
  const want = [
    ['A', '1', 'B', 'x\ny', 'C', ''],
    ['A', '2', 'B', Buffer.from('ü').toString('latin1')],
  ];
  test.each([1, 2, 3, 5, 7, 11, 1000])('reads the export format in chunks of %i bytes', (size) => {
    const records: RawRecord[] = [];
    const reader = recordReader((record) => records.push(record));
    for (let at = 0; at < text.length; at += size) reader.add(text.subarray(at, at + size));
    expect(records).toEqual(want);
  });
  test('tells text from raw bytes', () => {
    expect(decodeBytes('plain')).toEqual({ text: 'plain', exact: true });
    expect(decodeBytes('\u00c3\u00bc')).toEqual({ text: 'ü', exact: true });
    expect(decodeBytes('caf\u00e9')).toEqual({ text: 'caf\ufffd', exact: false });
  });
});

describe('writing a record to a file', () => {
  test('writes text, bytes and repeated fields as JSON', () => {
    const record = [
      ...fields({ MESSAGE: 'a\nb', X: 'caf\u00e9', Y: '\u001b' }),
      'Z',
      '1',
      'Z',
      '2',
    ];
    expect(JSON.parse(recordJson(record, decodeBytes))).toMatchObject({
      MESSAGE: 'a\nb',
      X: [99, 97, 102, 233],
      Y: [27],
      Z: ['1', '2'],
    });
  });
  test('aligns further lines of a message below its first line as text', () => {
    const record = fields({
      MESSAGE: 'one\ntwo',
      _HOSTNAME: 'h',
      SYSLOG_IDENTIFIER: 'me',
      _PID: '4',
    });
    const [first = '', second = ''] = recordText(record, decodeBytes).split('\n');
    expect(first).toMatch(/^1970-01-01T\d\d:\d\d:05\.000250[+-]\d{4} h me\[4\]: one$/);
    expect(second).toBe(`${' '.repeat(first.length - 3)}two`);
  });
  test('writes bytes as a shell line that prints them', () => {
    expect(printfLine("it's 100% \\\n\u00e9\0")).toBe(
      "printf 'it\\047s 100%% \\\\\\012\\351\\000'",
    );
  });
});

describe('arguments for journalctl', () => {
  const scope: JournalScope = { uid: 7, system: false, grep: true };
  const unit = { ...wholeLog, units: ['a.service'] };
  const end = { kind: 'end' } as const;
  const words = (query: LogQuery = unit, over: Partial<JournalScope> = {}): string =>
    readWords(query, { ...scope, ...over }, end, 'older').join(' ');
  test('selects a unit like -u', () => {
    expect(words()).toBe(
      '--user --reverse _SYSTEMD_USER_UNIT=a.service _UID=7 + USER_UNIT=a.service _UID=7 + COREDUMP_USER_UNIT=a.service _UID=7 + OBJECT_SYSTEMD_USER_UNIT=a.service _UID=0',
    );
  });
  test('leaves out the manager, and selects a run and a boot', () => {
    expect(words({ ...unit, manager: false, invocation: 'i', boot: 'b' })).toBe(
      '--user --reverse _SYSTEMD_USER_UNIT=a.service _UID=7 _SYSTEMD_INVOCATION_ID=i _BOOT_ID=b',
    );
    expect(words({ ...unit, invocation: 'i' })).toContain(
      'USER_UNIT=a.service _UID=7 USER_INVOCATION_ID=i',
    );
  });
  test('selects a slice with its units, but not for a single run', () => {
    const slice = { ...wholeLog, units: ['a.slice'] };
    expect(words(slice)).toContain(' + _SYSTEMD_USER_SLICE=a.slice _UID=7 + USER_UNIT=');
    expect(words({ ...slice, manager: false })).toBe(
      '--user --reverse _SYSTEMD_USER_UNIT=a.slice _UID=7 + _SYSTEMD_USER_SLICE=a.slice _UID=7',
    );
    expect(words({ ...slice, invocation: 'i' })).not.toContain('SLICE');
    expect(words()).not.toContain('SLICE');
  });
  test('includes dropped lines from the system’s journal where it is readable', () => {
    expect(words(unit, { system: true })).toMatch(
      /^--reverse .*OBJECT_SYSTEMD_UNIT=user@7\.service$/,
    );
    expect(words(wholeLog)).toBe('--user --reverse');
    expect(words(wholeLog, { system: true })).toMatch(/^--reverse _UID=7 \+ MESSAGE_ID=/);
  });
  test('never lets a search text become an option', () => {
    expect(words({ ...unit, text: '--file=/etc/x' })).toContain('--grep=\\-\\-file\\=\\/etc\\/x ');
    expect(words({ ...unit, text: 'a' }, { grep: false })).not.toContain('grep');
  });
  test('never combines --since with --cursor', () => {
    const cursor = { kind: 'cursor', cursor: 's=1' } as const;
    const query = { ...unit, since: 5, until: 9000.5 };
    expect(readWords(query, scope, cursor, 'older')).not.toContain('--since=@0.005000');
    expect(readWords(query, scope, cursor, 'newer')).toContain('--until=@9.000500');
    const line = { ...cursor, kind: 'line' } as const;
    expect(readWords(query, scope, line, 'newer')).toEqual(
      readWords(query, scope, cursor, 'newer'),
    );
    expect(readWords(query, scope, { kind: 'start' }, 'newer')).toContain('--since=@0.005000');
    expect(followWords(query, scope, 's=1').join(' ')).not.toContain('--since');
    expect(followWords(unit, scope, null)).toContain('--no-tail');
  });
  test('counts a line at the given time among the newer lines', () => {
    const time = { kind: 'time', at: 1000 } as const;
    expect(readWords(unit, scope, time, 'newer')).toContain('--since=@1.000000');
    expect(readWords(unit, scope, time, 'older')).toContain('--until=@0.999999');
  });
  test('shows the command as people would type it', () => {
    expect(terminalLine(unit)).toBe('journalctl --user -u a.service -n 20');
    expect(terminalLine({ ...unit, priority: 3, text: 'a b' })).toContain("-p 3 '--grep=a b'");
    expect(terminalLine({ ...unit, manager: false })).toContain(' _SYSTEMD_USER_UNIT=a.service ');
    expect(terminalLine({ ...wholeLog, units: ['a.slice'], manager: false })).toContain(
      ' _SYSTEMD_USER_UNIT=a.slice + _SYSTEMD_USER_SLICE=a.slice ',
    );
  });
  test('shows no command when none has the same result', () => {
    expect(terminalLine(wholeLog)).toBe('journalctl --user -n 20');
    for (const units of [[], ['-.slice']])
      expect(terminalLine({ ...wholeLog, units, manager: false })).toBeNull();
  });
  test('escapes a text so that it finds itself as a pattern', () => {
    const text = 'a.b*(c)[d]{e}^$|\\+?/-#=<>"\'ü ';
    expect(new RegExp(`^${patternOf({ text, regex: false })}$`).test(text)).toBe(true);
  });
  test('doesn’t count a unit alone as a filter', () => {
    expect(isFiltered(unit)).toBe(false);
    expect(isFiltered({ ...unit, priority: 3 })).toBe(true);
  });
});

describe('the reason for an empty log', () => {
  const facts: EmptyFacts = { access: 'readable', unfiltered: false, ranAt: null, oldest: null };
  const unit = { ...wholeLog, units: ['a.service'] };
  const reason = (over: Partial<EmptyFacts>, query = unit) =>
    emptyLog(query, { ...facts, ...over }).reason;
  test.each([
    [{ access: 'volatile' }, 'no-access'],
    [{ access: 'denied' }, 'no-access'],
    [{ access: 'no-journal' }, 'no-journal'],
    [{}, 'never-ran'],
    [{ ranAt: 5, oldest: 9 }, 'rotated'],
    [{ ranAt: 5, oldest: null }, 'rotated'],
    [{ ranAt: 5, oldest: 2 }, 'nothing-logged'],
  ] as const)('explains an empty log with %j as %s', (over, expected) => {
    expect(reason(over)).toBe(expected);
  });
  test('blames filters only when there would be lines without them', () => {
    const filtered = { ...unit, priority: 3 };
    expect(reason({ unfiltered: true }, filtered)).toBe('filter');
    expect(reason({ ranAt: 5, oldest: 2 }, filtered)).toBe('nothing-logged');
  });
});
