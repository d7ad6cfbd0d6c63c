/** What a chart and a table of jobs show: past runs, and those to come. */
import type { AgendaJob, AgendaRun } from '../../electron/core/runs/agenda.ts';
import { runsTexts } from '../../electron/core/texts/runs.ts';
import { scheduleCalendarTexts } from '../../electron/core/texts/schedule/calendar.ts';
import { lengthText, span } from '../ui/words/format.ts';

export interface Mark {
  timer: string;
  /** Milliseconds since the epoch; the same for a moment. */
  from: number;
  to: number;
  what: AgendaRun['outcome'] | 'coming';
  words: string;
  /** It stands for several. */
  several: boolean;
}

const runWords = ({ from, to, outcome, count }: AgendaRun): string => {
  const what = runsTexts.outcomes[outcome];
  if (count > 1) return scheduleCalendarTexts.mark({ what, count });
  return to > from && outcome !== 'running'
    ? scheduleCalendarTexts.took({ what, time: lengthText(to - from) })
    : what;
};

/** In the order of time. @param to the end of the span. */
export const marksOf = (job: AgendaJob, to: number): Mark[] => {
  const { timer, runs, next, everyMs, countsSpans } = job;
  const last = next.at(-1);
  return [
    ...runs.map((run): Mark => ({
      timer,
      from: run.from,
      to: run.to,
      what: run.outcome,
      several: run.count > 1,
      words: runWords(run),
    })),
    ...next.map((at): Mark => {
      const goesOn = everyMs !== null && at === last;
      const words = goesOn
        ? scheduleCalendarTexts.goesOn(span(everyMs / 1000))
        : scheduleCalendarTexts.coming;
      return {
        timer,
        from: at,
        to: goesOn ? to : at,
        what: 'coming',
        several: false,
        words: countsSpans && at === last ? `${words}. ${scheduleCalendarTexts.spanRuns}` : words,
      };
    }),
  ];
};
