/**
 * Explains incidents one at a time, a few and then, after each calm moment, a few more: starting a program holds the main
 * process for 20 ms and more while many units restart, and a window that a person clicks in waits for it.
 */
import type { Incident } from '../../core/incidents/incident.ts';
import { problemCodeOf } from '../../core/problems/problem.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Explain } from './explain.ts';

/** A loop may change its reason, but each look costs a program. */
const lookAgainMs = 15_000;
/** More than this fail for one reason; the page of each still explains it. */
const mostWaiting = 30;
const atOnce = 3;
/** When the next few are explained. */
const calm = { quietMs: 1000, maxMs: 3000 };

interface Deps {
  explain: Explain;
  /** Changes what is known of an incident; nothing if it is over. */
  amend(unit: string, change: (old: Incident) => Incident): void;
  bugs: Pick<Bugs, 'report'>;
  now(): number;
}

export const createExplanations = ({ explain, amend, bugs, now }: Deps) => {
  const waiting = new Set<string>();
  const explainedAt = new Map<string, number>();
  let isBusy = false;
  /** How many have been explained since the last calm moment. */
  let lately = 0;

  const explainOne = async (unit: string): Promise<void> => {
    try {
      const found = await explain(unit);
      amend(unit, (old) => ({
        ...old,
        // Between two tries of a loop, systemd knows less.
        short: found.short ?? old.short,
        sentence: found.sentence ?? old.sentence,
        lastLine: found.lastLine ?? old.lastLine,
        seen: old.seen || found.isKilledOnRequest,
      }));
    } catch (thrown) {
      // Deleted meanwhile, or the manager is gone: then nothing is left to explain.
      if (problemCodeOf(thrown) === null) bugs.report(thrown);
    }
  };
  const explainAll = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      for (const unit of waiting) {
        if (lately >= atOnce) break;
        lately += 1;
        waiting.delete(unit);
        explainedAt.set(unit, now());
        await explainOne(unit);
      }
    } finally {
      isBusy = false;
    }
    if (waiting.size > 0) later.call();
  };
  const later = coalesce(() => {
    lately = 0;
    void explainAll();
  }, calm);

  return {
    /** @param isNews explains it again, however recently it was explained. */
    want: (unit: string, isNews: boolean): void => {
      const isDue = isNews || (explainedAt.get(unit) ?? -Infinity) + lookAgainMs < now();
      if (!isDue || waiting.size >= mostWaiting) return;
      waiting.add(unit);
      // The state shows the incident first.
      setTimeout(() => void explainAll());
      later.call();
    },
    forget: (unit: string): void => {
      waiting.delete(unit);
      explainedAt.delete(unit);
    },
    close: (): void => {
      later.cancel();
      waiting.clear();
    },
  };
};
