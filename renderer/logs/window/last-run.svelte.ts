/** Keeping to the last run of a unit: which one that is is asked again whenever the unit changes its state. */
import type { PageClient } from '../../client.svelte.ts';
import { isVisible } from '../../ui/visibility.svelte.ts';

interface Options {
  client: Pick<PageClient, 'hearth' | 'attempt'>;
  /** null where there are several. */
  unit: () => string | null;
  /** Another value with each change of the unit's state. */
  changedAt: () => number | null;
  /** No run is known, so that there is nothing to keep to. */
  onNone: () => void;
}

export const createLastRun = ({ client, unit, changedAt, onNone }: Options) => {
  const { hearth, attempt } = client;
  let wanted = $state(false);
  let id = $state.raw<string | null>(null);
  // Whoever asks hears of each change of anything; only these two count.
  const name = $derived(unit());
  const changed = $derived(changedAt());
  const question = $derived(wanted && name !== null && isVisible() ? { name, changed } : null);
  $effect(() => {
    if (question === null) return;
    let current = true;
    const asked = hearth.logRun({ unit: question.name }).then((found) => {
      if (!current) return;
      // A run that was known stays the last one where nobody knows it any more.
      id = found ?? id;
      if (id === null) onNone();
    });
    void attempt(asked).then(() => {
      if (current && id === null) wanted = false;
    });
    return () => {
      current = false;
    };
  });
  return {
    get wanted() {
      return wanted;
    },
    /** Its invocation ID; null while none is kept to. */
    get id() {
      return id;
    },
    want(to: boolean): void {
      wanted = to;
      id = null;
    },
  };
};

export type LastRun = ReturnType<typeof createLastRun>;
