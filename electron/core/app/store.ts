/** Holds the single state and passes each event that changed it to its listeners. */
import {
  reduce,
  type AccountEvent,
  type AccountState,
  type AppEvent,
  type AppPart,
  type AppPartEvent,
  type AppState,
} from './state.ts';

/** One part of the state, for code that needs no other. */
interface Part<State, Event> {
  state(): State;
  dispatch(event: Event): void;
}
export type AppStore = Part<AppPart, AppPartEvent>;
export type AccountStore = Part<AccountState, AccountEvent>;

export const createStore = (initial: AppState) => {
  let state = initial;
  const listeners = new Set<(state: AppState, event: AppEvent) => void>();
  const dispatch = (event: AppEvent): void => {
    state = reduce(state, event);
    for (const listener of listeners) listener(state, event);
  };
  const app: AppStore = { state: () => state.app, dispatch };
  const account: AccountStore = { state: () => state.account, dispatch };
  return {
    state: (): AppState => state,
    app,
    account,
    dispatch,
    /** The listener gets the state after the event. Returns how to unsubscribe. */
    subscribe: (listener: (state: AppState, event: AppEvent) => void): (() => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};

export type Store = ReturnType<typeof createStore>;
