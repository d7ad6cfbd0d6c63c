import { expect, test } from 'vitest';
import { entryOf, identifierLimit } from '../../../electron/core/logs/entry.ts';
import { decodeBytes } from '../../../electron/system/journal/record-reader.ts';

const entry = (fields: Record<string, string>) =>
  entryOf(Object.entries({ __CURSOR: 's=1', ...fields }).flat(), decodeBytes);

test('never mistakes a process that poses as journald or the manager for them', () => {
  const MESSAGE_ID = 'a596d6fe7bfa4994828e72309e95d61e';
  const own = { _SYSTEMD_USER_UNIT: 'a.service' };
  expect(entry({ MESSAGE_ID, ...own })).toMatchObject({ from: 'service', dropped: null });
  expect(entry({ MESSAGE_ID, N_DROPPED: '1e300' })?.dropped).toBe(0);
  expect(entry({ MESSAGE_ID, N_DROPPED: '-5' })?.dropped).toBe(0);
  for (const no of ['x'.repeat(60_000), 'a\nb.service', '\u202egood.service', ''])
    for (const name of ['USER_UNIT', 'COREDUMP_USER_UNIT', 'OBJECT_SYSTEMD_USER_UNIT'])
      expect(entry({ [name]: no, ...own })).toMatchObject({ from: 'service', unit: 'a.service' });
});

test('truncates the source of a line', () => {
  const speaker = (text: string) =>
    entry({ SYSLOG_IDENTIFIER: Buffer.from(text).toString('latin1') })?.identifier;
  expect(speaker('x'.repeat(60_000))).toBe('x'.repeat(identifierLimit));
  expect(speaker(`x${'ü'.repeat(60_000)}`)).toBe(`x${'ü'.repeat(31)}`);
  expect(speaker('one\n\ttwo')).toBe('one␊␉two');
});
