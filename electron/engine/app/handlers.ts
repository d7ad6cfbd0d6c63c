import type { Store } from '../../core/app/store.ts';
import type { appMethods } from '../../ipc/contract/app.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { PageInView } from '../incidents/page-in-view.ts';
import type { Bugs } from './bugs.ts';
import type { Ports } from './ports.ts';
import type { AutostartSwitch } from './autostart.ts';
import type { PreferenceChoices } from './preferences.ts';
import type { ProblemReports } from './problem-report.ts';
import type { Zoom } from './zoom.ts';

interface Deps {
  store: Store;
  autostart: AutostartSwitch;
  zoom: Zoom;
  preferences: PreferenceChoices;
  ports: Pick<Ports, 'openWindow' | 'hidePanel' | 'quit'>;
  looking: Pick<PageInView, 'show'>;
  reports: ProblemReports;
  showLog(): void;
  bugs: Pick<Bugs, 'report'>;
}

export const appHandlers = (deps: Deps): HandlersOf<typeof appMethods> => ({
  snapshot: () => deps.store.state(),
  setAutostart: ({ enable }) => deps.autostart.set(enable),
  openWindow: (page) => {
    deps.ports.openWindow(page);
  },
  lookAt: (page) => {
    deps.looking.show(page);
  },
  hidePanel: () => {
    deps.ports.hidePanel();
  },
  zoom: ({ step }) => deps.zoom.step(step),
  setPreferences: (change) => deps.preferences.set(change),
  showLog: () => {
    deps.showLog();
  },
  makeReport: ({ unit }) => deps.reports.make(unit),
  saveReport: ({ id, without }) => deps.reports.save(id, without),
  showReport: () => {
    deps.reports.show();
  },
  dismissCrash: () => {
    deps.store.app.dispatch({ kind: 'crashed', crashed: null });
  },
  reportPageError: ({ message, stack }) => {
    const error = new Error(message);
    error.name = 'PageError';
    // Its place in the page's code; the place in this file says nothing.
    error.stack = stack;
    deps.bugs.report(error);
  },
  quit: () => {
    deps.ports.quit();
  },
});
