/** Limits a log to the unit's last run, which is looked up again whenever the unit changes its state. */
import type { PageClient } from '../../client.svelte.ts';
import { isVisible } from '../../ui/visibility.svelte.ts';

interface Options {
  client: Pick<PageClient, 'hearth' | 'attempt'>;
  /** null for several. */
  unit: () => string | null;
  /** Changes with each change of the unit's state. */
  changedAt: () => number | null;
  /** No run is known, so there is nothing to limit the log to. */
  onNone: () => void;
}

export const createLastRun = ({ client, unit, changedAt, onNone }: Options) => {
  const { hearth, attempt } = client;
  let wanted = $state(false);
  let id = $state.raw<string | null>(null);
  // These functions read state that changes often; derive the only two values that matter.
  const name = $derived(unit());
  const changed = $derived(changedAt());
  const question = $derived(wanted && name !== null && isVisible() ? { name, changed } : null);
  $effect(() => {
    if (question === null) return;
    let current = true;
    const asked = hearth.logRun({ unit: question.name }).then((found) => {
      if (!current) return;
      // A known run stays the last one even if systemd no longer knows it.
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
    /** Its invocation ID; null while the log is not limited. */
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
