import { expect, test } from 'vitest';
import { usualNotices } from '../../../electron/core/notices/notice-settings.ts';
import { noticesIn, withNotices } from '../../../electron/system/storage/settings.ts';

const changed = {
  kinds: { ...usualNotices.kinds, recovered: false },
  system: true,
  quiet: true,
  hours: { from: 60, to: 400 },
  muted: ['a.service', 'b@c.timer'],
};

test('reads back what it wrote', () => {
  expect(noticesIn(withNotices('', changed))).toEqual(changed);
  expect(noticesIn(withNotices(withNotices('', changed), usualNotices))).toEqual(usualNotices);
});

test('takes the usual where a text says nothing, or nonsense', () => {
  expect(noticesIn('')).toEqual(usualNotices);
  expect(
    noticesIn('[notices]\nfailed=perhaps\nquiet=\nquiet-hours=25:00-x\nmuted[]=../etc\n'),
  ).toEqual(usualNotices);
});

test('changes nothing else in the file, and nothing that is already so', () => {
  const text = '; mine\n[list]\npins[]=a.service\n\n[notices]\n# at night\nquiet=yes ; sleep\n';
  const quiet = { ...usualNotices, quiet: true };
  expect(noticesIn(text)).toEqual(quiet);
  expect(withNotices(text, quiet)).toBe(text);
  const muted = withNotices(text, { ...quiet, muted: ['a.service'] });
  expect(muted).toContain('muted[]=a.service\n');
  expect(withNotices(muted, quiet)).toBe(text);
});
