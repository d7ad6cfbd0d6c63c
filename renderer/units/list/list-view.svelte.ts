/** What the list shows, and how; kept while other pages are open. */
import { createContext } from 'svelte';
import { isUsual, usualView, type View } from './list-rows.ts';

export const createListView = () => {
  const view = $state<View>({ ...usualView });
  /** What was opened or closed, by the id of the group or the name of the template. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced whole, never changed
  let chosen = $state.raw<ReadonlyMap<string, boolean>>(new Map());
  let finding = $state(false);
  return {
    view,
    /** The search and the filters are shown: wanted, or in use. */
    isFinding: (): boolean => finding || !isUsual(view),
    find: (wanted: boolean): void => {
      finding = wanted;
    },
    chosenOpen: (): ReadonlyMap<string, boolean> => chosen,
    setOpen: (id: string, open: boolean): void => {
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced whole, never changed
      chosen = new Map([...chosen, [id, open]]);
    },
  };
};

export const [useListView, provideListView] = createContext<ReturnType<typeof createListView>>();
