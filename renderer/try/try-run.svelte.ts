/** A try on the page: what came of it so far. */
import { toProblem, type Problem } from '../../electron/core/problems/problem.ts';
import {
  lastThatFit,
  type TryEnd,
  type TryLine,
  type TryNews,
  type TryStart,
} from '../../electron/core/try/try-report.ts';
import type { PageClient } from '../client.svelte.ts';

export const createTryRun = ({ hearth }: Pick<PageClient, 'hearth'>) => {
  let started = $state.raw<TryStart | null>(null);
  let phase = $state.raw<TryNews['phase'] | 'idle'>('idle');
  let end = $state.raw<TryEnd | null>(null);
  let lines = $state.raw<readonly TryLine[]>([]);
  let omitted = $state.raw(0);
  let problem = $state.raw<Problem | null>(null);
  /** When the present phase began, in milliseconds since the epoch. */
  let since = $state.raw(0);

  const isUnderWay = (): boolean => phase !== 'idle' && phase !== 'ended';

  const take = (news: TryNews): void => {
    // The first news may come before the answer; there is one try at a time.
    if (!isUnderWay() || (started !== null && started.id !== news.id)) return;
    const fit = lastThatFit([...lines, ...news.lines]);
    lines = fit.lines;
    omitted += news.omitted + fit.omitted;
    if (news.phase !== phase) since = Date.now();
    phase = news.phase;
    end = news.end;
  };

  return {
    get started() {
      return started;
    },
    get phase() {
      return phase;
    },
    get end() {
      return end;
    },
    get lines() {
      return lines;
    },
    get omitted() {
      return omitted;
    },
    get problem() {
      return problem;
    },
    get since() {
      return since;
    },
    get isUnderWay() {
      return isUnderWay();
    },
    /** Follows the events while it lasts; to be called in an effect. */
    follow: (): (() => void) => hearth.on('tried', take),
    begin: async (start: Promise<TryStart>): Promise<void> => {
      [started, end, problem] = [null, null, null];
      [lines, omitted, phase, since] = [[], 0, 'starting', Date.now()];
      try {
        started = await start;
      } catch (thrown) {
        problem = toProblem(thrown);
        phase = 'idle';
      }
    },
    stop: async (): Promise<void> => {
      phase = 'stopping';
      try {
        await hearth.stopTry();
      } catch (thrown) {
        problem = toProblem(thrown);
      }
    },
  };
};
