/** Which files have unsaved changes. Separate from the editor, which is loaded only when needed. */
import { SvelteMap } from 'svelte/reactivity';
import { fileKey, type Draft } from '../../electron/core/files/draft.ts';
import type { PageClient } from '../client.svelte.ts';

export const createUnsaved = (hearth: PageClient['hearth']) => {
  /** The unit of each file, by file key. */
  const units = new SvelteMap<string, string>();
  /** Kept from an earlier run, and not opened since. */
  const drafts = new Map<string, Draft>();
  let loading: Promise<void> | null = null;

  /** Asks once for unsaved changes. */
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

  /** Hands a draft to the editor. */
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
