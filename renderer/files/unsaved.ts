/** Which files hold something that is not saved. Apart from the editor itself, which is loaded only where it is needed. */
import { SvelteMap } from 'svelte/reactivity';
import { fileKey, type Draft } from '../../electron/core/files/draft.ts';
import { hearth } from '../client.svelte.ts';

/** The unit of each, by the key of the file. */
const units = new SvelteMap<string, string>();
/** Kept from before, and not opened since. */
const waiting = new Map<string, Draft>();
let loading: Promise<void> | null = null;

/** Asks once for what was not saved. */
export const loadDrafts = (): Promise<void> => {
  loading ??= (async () => {
    for (const draft of await hearth.drafts()) {
      waiting.set(fileKey(draft), draft);
      units.set(fileKey(draft), draft.unit);
    }
  })().catch((thrown: unknown) => {
    loading = null;
    throw thrown;
  });
  return loading;
};

export const waitingDrafts = (): Draft[] => [...waiting.values()];

/** Hands a draft over to the editor. */
export const takeDraft = (key: string): Draft | undefined => {
  const draft = waiting.get(key);
  waiting.delete(key);
  return draft;
};

export const markUnsaved = (key: string, unit: string, unsaved: boolean): void => {
  if (unsaved) units.set(key, unit);
  else units.delete(key);
};

export const unsavedUnits = (): ReadonlySet<string> => new Set(units.values());
