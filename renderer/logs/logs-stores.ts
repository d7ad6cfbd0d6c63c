/** What the log views share, created once per page. */
import { createContext } from 'svelte';
import type { JournalBoot } from '../../electron/core/logs/query.ts';
import type { PageClient } from '../client.svelte.ts';
import { followExport } from './window/export.svelte.ts';
import { createJournalClient } from './window/journal-client.ts';

export const createLogs = ({ hearth }: Pick<PageClient, 'hearth'>) => {
  let boots: Promise<JournalBoot[]> | null = null;
  return {
    journal: createJournalClient(hearth),
    currentExport: followExport(hearth),
    /** Oldest first. Read once: while this page lives, no boot is added. */
    boots: (): Promise<JournalBoot[]> =>
      (boots ??= hearth.logBoots().catch((thrown: unknown) => {
        boots = null;
        throw thrown;
      })),
  };
};

export const [useLogs, provideLogs] = createContext<ReturnType<typeof createLogs>>();
