/** The time, to show ages: ticks once a second, only while read and only while visible. */
import { createSubscriber } from 'svelte/reactivity';
import { isVisible } from './visibility.svelte.ts';

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => {
    clearInterval(timer);
  };
});

/** Milliseconds since the epoch. */
export const now = (): number => {
  if (isVisible()) subscribe();
  return Date.now();
};
