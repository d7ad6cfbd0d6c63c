/** The log of one unit as it grows: entries once each, oldest first, bounded. */
import { toProblem, type Problem } from '../../electron/core/errors.ts';
import type { JournalEntry } from '../../electron/core/journal-entry.ts';
import { hearth } from '../state.svelte.ts';

/** Older lines are let go: the journal keeps them. */
const kept = 2000;

export interface Log {
  /** null until the journal has answered. */
  readonly entries: readonly JournalEntry[] | null;
  readonly problem: Problem | null;
  /** True when older lines were let go. */
  readonly cut: boolean;
  /** Follows a unit. Answers how to stop. */
  follow(unit: string): () => void;
}

export const createLog = (): Log => {
  let entries = $state.raw<readonly JournalEntry[] | null>(null);
  let problem = $state.raw<Problem | null>(null);
  let cut = $state(false);

  const add = (more: readonly JournalEntry[]): void => {
    // Following anew sends the last lines again; they are among the newest.
    const newest = (entries ?? []).slice(-100);
    const fresh = more.filter(({ cursor }) => !newest.some((entry) => entry.cursor === cursor));
    const all = [...(entries ?? []), ...fresh];
    cut ||= all.length > kept;
    entries = all.slice(-kept);
  };

  return {
    get entries() {
      return entries;
    },
    get problem() {
      return problem;
    },
    get cut() {
      return cut;
    },
    follow(unit) {
      const stop = hearth.on('log', (sent) => {
        if (sent.unit !== unit) return;
        problem = sent.problem;
        add(sent.entries);
      });
      hearth.followLog({ unit }).then(
        // journalctl is asked now; what is there comes within a moment.
        () => setTimeout(() => (entries ??= []), 400),
        (thrown: unknown) => (problem = toProblem(thrown)),
      );
      return () => {
        stop();
        // Stopping what is no longer followed has nothing to tell.
        hearth.unfollowLog().catch(() => undefined);
      };
    },
  };
};
