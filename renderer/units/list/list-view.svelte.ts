/** What the list shows, and how; kept while other pages are open. */
import { createContext } from 'svelte';
import { isUsual, usualView, type GroupId, type View } from './list-rows.ts';

export const createListView = () => {
  const view = $state<View>({ ...usualView });
  // People come for their own services.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced whole, never changed
  let closed = $state.raw<ReadonlySet<GroupId>>(new Set(['system']));
  let finding = $state(false);
  return {
    view,
    /** The search and the filters are shown: wanted, or in use. */
    isFinding: (): boolean => finding || !isUsual(view),
    find: (wanted: boolean): void => {
      finding = wanted;
    },
    closedGroups: (): ReadonlySet<GroupId> => closed,
    openGroup: (group: GroupId, open: boolean): void => {
      const others = [...closed].filter((id) => id !== group);
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced whole, never changed
      closed = new Set(open ? others : [...others, group]);
    },
  };
};

export const [useListView, provideListView] = createContext<ReturnType<typeof createListView>>();
