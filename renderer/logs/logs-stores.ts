/** What the log views share, created once per page. */
import { createContext } from 'svelte';
import type { PageClient } from '../client.svelte.ts';
import { followExport } from './window/export.svelte.ts';
import { createJournalClient } from './window/journal-client.ts';

export const createLogs = ({ hearth }: Pick<PageClient, 'hearth'>) => ({
  journal: createJournalClient(hearth),
  currentExport: followExport(hearth),
});

export const [useLogs, provideLogs] = createContext<ReturnType<typeof createLogs>>();
