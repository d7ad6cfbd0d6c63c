import { expect, test } from 'vitest';
import { shellLine } from '../../../electron/core/commands.ts';

test('quotes lines to copy for a shell', () => {
  expect(shellLine({ program: 'systemctl', args: ['--user', 'start', '--', "it's.service"] })).toBe(
    "systemctl --user start -- 'it'\\''s.service'",
  );
});
