/** Keeps the ages of proofs up to date while the window is visible: writes aren’t followed one by one. */
import type { PageClient } from '../client.svelte.ts';
import { isVisible } from '../ui/visibility.svelte.ts';

const refreshMs = 10_000;

/**
 * To be called from a component.
 * @param ready the list is painted: only then is there time for more.
 */
export const keepProofAges = (
  { app, attempt, hearth }: Pick<PageClient, 'app' | 'attempt' | 'hearth'>,
  ready: () => boolean,
): void => {
  const isWanted = $derived(
    ready() && isVisible() && Object.keys(app.account?.proofs ?? {}).length > 0,
  );
  $effect(() => {
    if (!isWanted) return;
    const refresh = (): void => void attempt(hearth.refreshProofs());
    refresh();
    const timer = setInterval(refresh, refreshMs);
    return () => {
      clearInterval(timer);
    };
  });
};
