/** The next runs of a schedule while it is typed, as the systemd at hand says. */
import type { Schedule } from '../../electron/core/schedule/schedule.ts';
import type { NextRunsAnswer } from '../../electron/ipc/contract/schedule.ts';
import type { PageClient } from '../client.svelte.ts';
import { roughly } from '../ui/clock.svelte.ts';

/** Long enough not to start a program at every keystroke. */
const pause = 200;

/** @param wanted null while the schedule has errors. To be called from a component. */
export const askNextRuns = (
  { hearth, attempt }: Pick<PageClient, 'hearth' | 'attempt'>,
  wanted: () => Schedule | null,
) => {
  let answer = $state.raw<NextRunsAnswer | null>(null);
  let questions = 0;

  const ask = async (asked: Schedule): Promise<void> => {
    questions += 1;
    const question = questions;
    const found = await hearth.nextRuns($state.snapshot(asked));
    if (question === questions && found.kind !== 'overtaken') answer = found;
  };

  /** The first of the known runs is over. */
  const isOver = $derived.by((): boolean => {
    const first = answer?.kind === 'runs' ? answer.runs.times[0] : undefined;
    return first !== undefined && first <= roughly();
  });

  $effect(() => {
    const asked = wanted();
    if (asked === null) {
      questions += 1;
      answer = null;
      return undefined;
    }
    const timer = setTimeout(() => void attempt(ask(asked)), isOver ? 0 : pause);
    return () => {
      clearTimeout(timer);
    };
  });

  return {
    get answer(): NextRunsAnswer | null {
      return answer;
    },
  };
};
