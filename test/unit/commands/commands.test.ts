import { expect, test } from 'vitest';
import { shellLine } from '../../../electron/core/commands.ts';

test('lines to copy are quoted for a shell', () => {
  expect(shellLine({ program: 'systemctl', args: ['--user', 'start', '--', "it's.service"] })).toBe(
    "systemctl --user start -- 'it'\\''s.service'",
  );
});
