/** What the list shows, and how; kept while other pages are open. */
import { createContext } from 'svelte';
import type { GroupId, View } from './list-rows.ts';

export const usualView: View = { query: '', type: 'service', state: 'any', sorting: 'name' };

export const createListView = () => {
  const view = $state<View>({ ...usualView });
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced whole, never changed
  let closed = $state.raw<ReadonlySet<GroupId>>(new Set());
  return {
    view,
    closedGroups: (): ReadonlySet<GroupId> => closed,
    openGroup: (group: GroupId, open: boolean): void => {
      const others = [...closed].filter((id) => id !== group);
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced whole, never changed
      closed = new Set(open ? others : [...others, group]);
    },
  };
};

export const [useListView, provideListView] = createContext<ReturnType<typeof createListView>>();
