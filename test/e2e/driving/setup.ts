/** Runs before each file. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect } from 'vitest';
import { home } from './files.ts';
import { takePageErrors } from './hearth.ts';

// Otherwise Hearth would offer to undo or restore what another file left, or tell what failed there.
for (const kept of ['transactions', 'drafts', 'form', 'incidents'])
  await rm(path.join(home, '.local/state/hearth', kept), { recursive: true, force: true });

afterEach(() => {
  expect(takePageErrors(), 'uncaught errors of the page').toEqual([]);
});
