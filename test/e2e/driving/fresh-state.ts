/** Before each file: what another left to be undone or unsaved would be offered in its windows. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { home } from './files.ts';

for (const kept of ['transactions', 'drafts', 'form'])
  await rm(path.join(home, '.local/state/hearth', kept), { recursive: true, force: true });
