/** Holds the one state and tells who listens of each event that changed it. */
import { reduce, type AppEvent, type AppState } from './state.ts';

export interface Store {
  state(): AppState;
  dispatch(event: AppEvent): void;
  /** The listener gets the state after the event. Answers how to stop. */
  subscribe(listener: (state: AppState, event: AppEvent) => void): () => void;
}

export const createStore = (initial: AppState): Store => {
  let state = initial;
  const listeners = new Set<(state: AppState, event: AppEvent) => void>();
  return {
    state: () => state,
    dispatch: (event) => {
      state = reduce(state, event);
      for (const listener of listeners) listener(state, event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
