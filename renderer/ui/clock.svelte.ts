/** The time, for whoever shows an age: it ticks once a second, only while read and only while visible. */
import { createSubscriber } from 'svelte/reactivity';

const subscribe = createSubscriber((update) => {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') update();
  }, 1000);
  document.addEventListener('visibilitychange', update);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', update);
  };
});

/** Milliseconds since the epoch. */
export const now = (): number => {
  subscribe();
  return Date.now();
};
