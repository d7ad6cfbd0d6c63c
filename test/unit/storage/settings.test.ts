import { describe, expect, test } from 'vitest';
import { usualNotices } from '../../../electron/core/notices/notice-settings.ts';
import {
  noticesIn,
  pinsIn,
  withNotices,
  withPins,
} from '../../../electron/system/storage/settings.ts';

describe('a list in the settings is read back', () => {
  test.each([
    [
      'above a header with a comment behind it',
      '[window]\nzoom=110\n',
      '[list] ; mine\npins[]=old.service\n',
    ],
    ['above a header without an end', '[window]\nzoom=110\n', '[log\nlines=2000\n'],
    ['above a first line that ends the reading', '', '[list\npins[]=old.service'],
    ['behind a last line that is continued', '[window]\nzoom=110\\', ''],
    ['behind one with a line ending', '[window]\nzoom=110\\\n', ''],
    ['behind a header that is continued', '[list]\\', ''],
    ['behind one with a comment in it', '[window]\nzoom=110\\\n; mine', ''],
  ])('%s, and the rest stays', (_, read, unread) => {
    const [first, both] = [['a.service'], ['a.service', 'b.service']];
    const pinned = withPins(read + unread, first);
    expect(pinsIn(pinned)).toEqual(first);
    expect(pinned.startsWith(read) && pinned.endsWith(unread)).toBe(true);
    const again = withPins(pinned, both);
    expect(pinsIn(again)).toEqual(both);
    expect(again).toBe(pinned.replace('pins[]=a.service\n', '$&pins[]=b.service\n'));
    const muted = withNotices(read + unread, { ...usualNotices, muted: first });
    expect(noticesIn(muted).muted).toEqual(first);
    expect(muted.startsWith(read) && muted.endsWith(unread)).toBe(true);
  });
});
