/** The items of a field while they are typed: what can't be written yet stays, too. */
import { untrack } from 'svelte';

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at]);

interface Options {
  /** As they are in the form. */
  items: () => readonly string[];
  /** @throws RangeError with why not. */
  onset: (items: string[]) => void;
}

/** To be called from a component. */
export const typeItems = ({ items, onset }: Options) => {
  let rows = $state.raw<readonly string[]>(untrack(items));
  let fault = $state<string | null>(null);
  let left = $state(untrack(items).length > 0);
  let known = untrack(items);

  $effect(() => {
    const now = items();
    untrack(() => {
      // Otherwise undone, or changed elsewhere: what was typed no longer matches.
      if (same(now, known)) return;
      known = now;
      rows = now;
      fault = null;
    });
  });

  return {
    get rows(): readonly string[] {
      return rows;
    },
    /** Why the form doesn't have what was typed. */
    get fault(): string | null {
      return fault;
    },
    get left(): boolean {
      return left;
    },
    set(next: readonly string[]): void {
      rows = next;
      fault = null;
      try {
        onset([...next]);
        known = items();
      } catch (thrown) {
        if (!(thrown instanceof RangeError)) throw thrown;
        fault = thrown.message;
      }
    },
    leave(): void {
      left = true;
    },
  };
};
