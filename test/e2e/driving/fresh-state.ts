/** Runs before each file: otherwise Hearth would offer to undo or restore what another file left. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { home } from './files.ts';

for (const kept of ['transactions', 'drafts', 'form'])
  await rm(path.join(home, '.local/state/hearth', kept), { recursive: true, force: true });
