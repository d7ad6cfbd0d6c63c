/** The units that need the person, for the list and for Home. */
import { createContext } from 'svelte';
import type { AccountState } from '../../../electron/core/app/state.ts';
import { needsAttentionIn } from '../../../electron/core/app/unit-fact.ts';
import { sameList } from '../../ui/same-list.svelte.ts';

/** Their names. */
export const createNeeding = (account: () => AccountState | null) =>
  sameList(() => {
    const now = account();
    if (now === null) return [];
    const needing = Object.values(now.units).filter((unit) => needsAttentionIn(now, unit));
    return needing.map(({ name }) => name);
  });

export const [useNeeding, provideNeeding] = createContext<ReturnType<typeof createNeeding>>();
