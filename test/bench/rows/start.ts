/** Process start → tray and first rows; and a window reopened from the tray. Hearth and hello-world take turns. */
import { setTimeout as pause } from 'node:timers/promises';
import { trayOf } from '../../e2e/driving/tray-bus.ts';
import { makeProfile, paintOf, startApp, type AppName } from '../apps.ts';
import { monitorBus, type Monitor } from '../bus-monitor.ts';
import { clearUnits, layUnits } from '../own-units.ts';
import { rowOf, type Group, type Row } from '../row.ts';

const rounds = 7;
/** An app still settles after its start; the next one must not pay for it. */
const settleMs = 1500;

const registrations =
  "type='method_call',interface='org.kde.StatusNotifierWatcher',member='RegisterStatusNotifierItem'";

interface Times {
  tray: number[];
  window: number[];
  reopen: number[];
  /** Starts that left the window empty for 20 s: about one in forty on a busy computer. Reported beside the figure. */
  unpainted: number;
}

/** More empty windows than this are no accident. */
const mostUnpainted = 3;

const reopened = async (app: ReturnType<typeof startApp>): Promise<number> => {
  const tray = await trayOf(app.pid);
  const click = await tray.prepareClick('Open');
  app.closeWindow();
  await pause(settleMs);
  const clicked = performance.now();
  await click();
  return (await paintOf(app, 1)) - clicked;
};

const round = async (name: AppName, profile: string, bus: Monitor, times: Times): Promise<void> => {
  bus.forget();
  const app = startApp(name, { profile });
  try {
    const registered = await bus.hears(`${name} in the tray`, () => true);
    const painted = await paintOf(app).catch(() => null);
    if (painted === null) {
      times.unpainted += 1;
      process.stderr.write(`${name} painted nothing in 20 s … `);
      if (times.unpainted > mostUnpainted) throw new Error(`${name} paints nothing`);
      return;
    }
    times.tray.push(registered.at - app.startedAt);
    times.window.push(painted - app.startedAt);
    await pause(settleMs);
    if (name === 'hearth') times.reopen.push(await reopened(app));
  } finally {
    await app.end();
  }
};

const rowsOf = (hearth: Times, hello: Times): Row[] => [
  rowOf({
    name: 'start.tray',
    measured:
      'process start → RegisterStatusNotifierItem heard on the bus, with its window opening',
    unit: 'ms',
    runs: hearth.tray,
    peer: { name: 'hello-world', runs: hello.tray },
    goal: { ratioAtMost: 1.25 },
  }),
  rowOf({
    name: 'start.window',
    measured: 'process start → first rows of the list painted; hello-world: its heading',
    unit: 'ms',
    runs: hearth.window,
    peer: { name: 'hello-world', runs: hello.window },
    goal: { ratioAtMost: 1.25 },
    details: { emptyWindows: { hearth: hearth.unpainted, hello: hello.unpainted } },
  }),
  rowOf({
    name: 'reopen.window',
    measured: '“Open Hearth” in the tray menu → first rows painted, after the window was closed',
    unit: 'ms',
    runs: hearth.reopen,
    peer: { name: 'start.window', runs: hearth.window },
    goal: { ratioAtMost: 0.6 },
  }),
];

export const start: Group = {
  names: ['start.tray', 'start.window', 'reopen.window'],
  measure: async (tell) => {
    const profiles = { hearth: await makeProfile(), hello: await makeProfile() };
    const empty = (): Times => ({ tray: [], window: [], reopen: [], unpainted: 0 });
    const times = { hearth: empty(), hello: empty() };
    await layUnits({ count: 20, running: 10 });
    const bus = await monitorBus(registrations);
    try {
      // The first start of each fills its profile and the page cache, so it does not count.
      for (let i = 0; i <= rounds; i += 1) {
        for (const name of ['hearth', 'hello'] as const)
          await round(name, profiles[name].folder, bus, i === 0 ? empty() : times[name]);
      }
    } finally {
      await bus.close();
      await clearUnits();
      await profiles.hearth.remove();
      await profiles.hello.remove();
    }
    tell(...rowsOf(times.hearth, times.hello));
  },
};
