/** A journal record as text or JSON, and its message as a line that prints the stored bytes. */
import { fieldOf, type Decode, type RawRecord } from './entry.ts';
import { localTime, two } from '../text/local-time.ts';
import { octalEscape } from '../text/visible.ts';

/** What utf8_is_printable() in systemd's utf8.c refuses: those bytes are written as numbers. */
const notPrintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

type JsonValue = string | number[];

const jsonValue = (bytes: string, decode: Decode): JsonValue => {
  const { text, exact } = decode(bytes);
  return exact && !notPrintable.test(text) ? text : Array.from(bytes, (byte) => byte.charCodeAt(0));
};

/** One line, with the values that `journalctl -o json --all` gives. */
export const recordJson = (record: RawRecord, decode: Decode): string => {
  const fields: Record<string, JsonValue | JsonValue[]> = {};
  const seen = new Map<string, JsonValue[]>();
  for (let at = 0; at < record.length; at += 2) {
    const name = record[at] ?? '';
    const values = seen.get(name) ?? [];
    values.push(jsonValue(record[at + 1] ?? '', decode));
    seen.set(name, values);
    fields[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return `${JSON.stringify(fields)}\n`;
};

/** `2026-11-22T22:06:26.123456+0100`, as in `-o short-iso-precise`: local time, with microseconds. */
const isoTime = (microseconds: number): string => {
  const ms = Math.floor(microseconds / 1000);
  const offset = -new Date(ms).getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  return `${localTime(ms, 'T')}.${String(microseconds % 1_000_000).padStart(6, '0')}${zone}`;
};

/** A line as `journalctl -o short-iso-precise` writes it; further lines of a message are aligned with its first. */
export const recordText = (record: RawRecord, decode: Decode): string => {
  const field = (name: string): string => decode(fieldOf(record, name) ?? '').text;
  const pid = field('_PID') || field('SYSLOG_PID');
  const who = field('SYSLOG_IDENTIFIER') || field('_COMM');
  const speaker = `${who}${pid === '' ? '' : `[${pid}]`}`;
  const before = `${isoTime(Number(field('__REALTIME_TIMESTAMP')))} ${field('_HOSTNAME')} ${speaker}: `;
  return `${before}${field('MESSAGE').replaceAll('\n', `\n${' '.repeat(before.length)}`)}\n`;
};

/** A shell line that prints exactly these bytes, whatever they are; a leading dash makes no option. */
export const printfLine = (bytes: string): string =>
  `printf '${bytes
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
    .replace(/^-|[^ -&(-~]/g, (byte) => octalEscape(byte.charCodeAt(0)))}'`;
