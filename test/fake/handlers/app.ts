/** The app itself, on the fake. */
import { factLines } from '../../../electron/core/app/problem-report.ts';
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
  makeReport: ({ unit }) => ({
    id: `report-${unit ?? 'hearth'}`,
    files: [
      {
        name: 'about.txt',
        text: factLines({
          ...store.state().app.versions,
          systemd: '257',
          system: 'Debian GNU/Linux 13 (trixie)',
          session: 'wayland',
          tray: true,
        }),
      },
      ...(unit === null
        ? []
        : [
            {
              name: `unit/${unit}`,
              text: `# /home/alice/.config/systemd/user/${unit}\n[Service]\nEnvironment=API_TOKEN=•••\nExecStart=/usr/bin/${'work '.repeat(40)}\n`,
            },
            { name: 'status.txt', text: `× ${unit}\n     Active: failed\n` },
            { name: 'log.txt', text: 'Nov 22 work[42]: refused: $API_TOKEN\n'.repeat(200) },
          ]),
      { name: 'hearth.log', text: '' },
    ],
  }),
  saveReport: () => '/home/alice/hearth-report-2026-11-22.tar.gz',
  showReport: () => undefined,
  dismissCrash: () => {
    store.dispatch({ kind: 'crashed', crashed: null });
  },
  reportPageError: () => undefined,
  quit: () => undefined,
});
