/** Whether anyone can see the window: expensive reads happen only then. */
import { createSubscriber } from 'svelte/reactivity';

const subscribe = createSubscriber((update) => {
  document.addEventListener('visibilitychange', update);
  return () => {
    document.removeEventListener('visibilitychange', update);
  };
});

export const isVisible = (): boolean => {
  subscribe();
  return document.visibilityState === 'visible';
};
