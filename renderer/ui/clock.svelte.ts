/** The time, to show ages: ticks once a second, only while read and only while visible. */
import { createSubscriber } from 'svelte/reactivity';
import { isVisible } from './visibility.svelte.ts';

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => {
    clearInterval(timer);
  };
});

const subscribeRoughly = createSubscriber((update) => {
  const timer = setInterval(update, 10_000);
  return () => {
    clearInterval(timer);
  };
});

/** The time, for lists: ticks every ten seconds, so that a window at rest paints seldom. */
export const roughly = (): number => {
  if (isVisible()) subscribeRoughly();
  return Date.now();
};

/** Milliseconds since the epoch. */
export const now = (): number => {
  if (isVisible()) subscribe();
  return Date.now();
};
