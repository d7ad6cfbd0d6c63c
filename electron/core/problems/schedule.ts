/** Errors of schedules, and how each is reported. */
import { calendarRuns, shellLine, timeSpan } from '../commands.ts';
import { problemsScheduleTexts } from '../texts/problems/schedule.ts';
import type { ProblemText } from './problem-text.ts';

export interface ScheduleProblemFacts {
  'calendar-refused': { text: string };
  'span-refused': { text: string };
}

/** A text may be as long as a line of a file. */
const shownMax = 60;

const shortened = (text: string): string =>
  text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;

export const scheduleProblems: {
  [Code in keyof ScheduleProblemFacts]: (facts: ScheduleProblemFacts[Code]) => ProblemText;
} = {
  'calendar-refused': ({ text }) => ({
    ...problemsScheduleTexts['calendar-refused'](shortened(text)),
    command: shellLine(calendarRuns([text], 1)),
  }),
  'span-refused': ({ text }) => ({
    ...problemsScheduleTexts['span-refused'](shortened(text)),
    command: shellLine(timeSpan(text)),
  }),
};
