/** A stop in a terminal → the row in the window and the menu in the tray, beside a bare subscriber that hears it. */
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { until } from '../../e2e/driving/outside.ts';
import { trayOf } from '../../e2e/driving/tray-bus.ts';
import { unitNameOfPath } from '../../../electron/core/names/unit-name.ts';
import { monitorBus, type Message, type Monitor } from '../bus-monitor.ts';
import { openHearth, type HearthWindow } from '../hearth-window.ts';
import { clearUnits, layUnits, unitName } from '../own-units.ts';
import { clockOf, watchRow } from '../page-clock.ts';
import { rowOf, type Group } from '../row.ts';
import { p95 } from '../statistics.ts';

const rounds = 40;
/** Until everything that a start triggers is over. */
const quietMs = 250;

const unit = unitName(1);
const shownName = unit.replace(/\.service$/, '');

const matches = [
  "type='signal',interface='org.freedesktop.DBus.Properties',path_namespace='/org/freedesktop/systemd1/unit'",
  "type='signal',interface='com.canonical.dbusmenu'",
];

/** The signal that reports the unit as stopped: its ActiveState, and no earlier state. */
const isStopped = ({ path, body }: Message): boolean =>
  unitNameOfPath(path) === unit &&
  (body[1] as Record<string, unknown> | undefined)?.['ActiveState'] === 'inactive';

const isMenu = ({ interface: name }: Message): boolean => name === 'com.canonical.dbusmenu';

const systemctl = (verb: string) => execa('systemctl', ['--user', verb, '--', unit]);

type Tray = Awaited<ReturnType<typeof trayOf>>;

interface Delays {
  window: number;
  tray: number;
  bare: number;
}

const stopOnce = async (
  hearth: HearthWindow,
  tray: Tray,
  bus: Monitor,
  clock: number,
): Promise<Delays> => {
  await systemctl('start');
  await (
    await watchRow(hearth.page, clock, shownName, 'running')
  )();
  await until('the tray to show the start', () => tray.find(`${shownName} (running)`));
  await pause(quietMs);
  const painted = await watchRow(hearth.page, clock, shownName, 'stopped');
  bus.forget();
  const began = performance.now();
  const stopping = systemctl('stop');
  const heard = await bus.hears(`${unit} stops`, isStopped);
  const paintedAt = await painted();
  await stopping;
  // The menu has no room for it any more: 299 others run.
  await until(
    'the tray to show the stop',
    async () => (await tray.find(`${shownName} (running)`)) === null,
  );
  await pause(quietMs);
  // The last signal produced the current menu; an earlier one reported an earlier state.
  const menu = bus.heard.findLast(isMenu);
  if (menu === undefined) throw new Error('the tray menu changed without a signal');
  return { window: paintedAt - began, tray: menu.at - began, bare: heard.at - began };
};

const measure = async () => {
  const delays: Delays[] = [];
  await layUnits({ count: 1000, running: 300 });
  const bus = await monitorBus(...matches);
  const hearth = await openHearth();
  try {
    await hearth.page.getByRole('treeitem', { name: shownName }).first().waitFor();
    const clock = await clockOf(hearth.page);
    const tray = await trayOf(hearth.app.pid);
    for (let i = 0; i <= rounds; i += 1) delays.push(await stopOnce(hearth, tray, bus, clock));
  } finally {
    await hearth.close();
    await bus.close();
    await clearUnits();
  }
  // The first is slower on both sides, and not typical.
  delays.shift();
  const runs = (kind: keyof Delays): number[] => delays.map((delay) => delay[kind]);
  const peer = { name: 'busctl monitor hearing it', runs: runs('bare') };
  const common = { unit: 'ms', peer, by: p95, goal: { ratioAtMost: 3 } } as const;
  return [
    rowOf({
      ...common,
      name: 'change.window',
      measured:
        'systemctl --user stop begins → the row painted as stopped, 1,000 services, p95; the peer hears ActiveState=inactive',
      runs: runs('window'),
    }),
    rowOf({
      ...common,
      name: 'change.tray',
      measured: 'the same → the last signal that the menu has changed, p95',
      runs: runs('tray'),
    }),
  ];
};

export const change: Group = {
  names: ['change.window', 'change.tray'],
  measure: async (tell) => {
    tell(...(await measure()));
  },
};
