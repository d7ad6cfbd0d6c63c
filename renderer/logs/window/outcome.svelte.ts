import type { LogModel } from './log-window.svelte.ts';

/** How long the bar shows an outcome before it shows the state of the log again. */
const outcomeMs = 5000;

/** The outcome of the last action, shown while the same view is open. */
export const showOutcome = (model: Pick<LogModel, 'era'>) => {
  let outcome = $state.raw({ words: '', era: 0 });
  const tell = (words: string): void => {
    outcome = { words, era: model.era };
  };
  $effect(() => {
    if (outcome.words === '') return;
    const timer = setTimeout(tell, outcomeMs, '');
    return () => {
      clearTimeout(timer);
    };
  });
  return {
    tell,
    /** '' for none. */
    get words() {
      return outcome.era === model.era ? outcome.words : '';
    },
  };
};
