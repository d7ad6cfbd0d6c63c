/** The app itself, on the fake. */
import { zoomAfter } from '../../../electron/core/app/zoom.ts';
import type { appMethods } from '../../../electron/ipc/contract/app.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { FakeStore } from '../units.ts';

export const appHandlers = (store: FakeStore): HandlersOf<typeof appMethods> => ({
  snapshot: () => store.state(),
  setAutostart: ({ enable }) => {
    store.dispatch({ kind: 'autostart', enabled: enable, problem: null });
    return null;
  },
  openWindow: () => undefined,
  lookAt: () => undefined,
  hidePanel: () => undefined,
  zoom: ({ step }) => {
    store.dispatch({ kind: 'zoom', percent: zoomAfter(store.state().app.zoom, step) });
  },
  setPreferences: (change) => {
    const { preferences } = store.state().app;
    store.dispatch({
      kind: 'preferences',
      preferences: { ...preferences, ...change },
      shortcutProblem: null,
    });
  },
  showLog: () => undefined,
  dismissCrash: () => {
    store.dispatch({ kind: 'crashed', crashed: null });
  },
  reportPageError: () => undefined,
  quit: () => undefined,
});
