/** Which files hold something that is not saved. Apart from the editor itself, which is loaded only where it is needed. */
import { SvelteMap } from 'svelte/reactivity';
import { fileKey, type Draft } from '../../electron/core/files/draft.ts';
import type { PageClient } from '../client.svelte.ts';

export const createUnsaved = (hearth: PageClient['hearth']) => {
  /** The unit of each, by the key of the file. */
  const units = new SvelteMap<string, string>();
  /** Kept from before, and not opened since. */
  const drafts = new Map<string, Draft>();
  let loading: Promise<void> | null = null;

  /** Asks once for what was not saved. */
  const load = (): Promise<void> => {
    loading ??= (async () => {
      for (const draft of await hearth.drafts()) {
        drafts.set(fileKey(draft), draft);
        units.set(fileKey(draft), draft.unit);
      }
    })().catch((thrown: unknown) => {
      loading = null;
      throw thrown;
    });
    return loading;
  };

  const waiting = (): Draft[] => [...drafts.values()];

  /** Hands a draft over to the editor. */
  const take = (key: string): Draft | undefined => {
    const draft = drafts.get(key);
    drafts.delete(key);
    return draft;
  };

  const mark = (key: string, unit: string, unsaved: boolean): void => {
    if (unsaved) units.set(key, unit);
    else units.delete(key);
  };

  const unsavedUnits = (): ReadonlySet<string> => new Set(units.values());

  return { load, waiting, take, mark, units: unsavedUnits };
};

export type Unsaved = ReturnType<typeof createUnsaved>;
