import { texts } from '../texts.ts';

/** The last lines of a run, on the page of its unit. */
export const logsRunTexts = texts({
  en: {
    title: 'Last lines',
    titleOfRun: 'Last lines of this run',
    reading: 'Reading the last lines',
    nothing: 'Nothing written in this run.',
    openLog: 'Open log',
  },
});
