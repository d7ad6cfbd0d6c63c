/** A program that fails → its cause in the window, beside a bare subscriber that hears of the failure. */
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { unitNameOfPath } from '../../../electron/core/names/unit-name.ts';
import { monitorBus, type Message, type Monitor } from '../bus-monitor.ts';
import { openHearth, type HearthWindow } from '../hearth-window.ts';
import { clearUnits, layUnits, unitName } from '../own-units.ts';
import { clockOf, watchText } from '../page-clock.ts';
import { rowOf, type Group } from '../row.ts';
import { p95 } from '../statistics.ts';

const rounds = 20;
/** Until everything that a failure triggers is over: the page asks no more often than four times in four seconds. */
const quietMs = 1500;

const unit = unitName(1);
const shownName = unit.replace(/\.service$/, '');
/** The cause on the page. */
const card = 'section[aria-label=Cause]';
const match =
  "type='signal',interface='org.freedesktop.DBus.Properties',path_namespace='/org/freedesktop/systemd1/unit'";

const isFailed = ({ path, body }: Message): boolean =>
  unitNameOfPath(path) === unit &&
  (body[1] as Record<string, unknown> | undefined)?.['ActiveState'] === 'failed';

const systemctl = (...words: string[]) => execa('systemctl', ['--user', ...words, '--', unit]);

/** Says why and exits with an error when it gets SIGUSR1, as a crash would; nobody asked systemd for it. */
const fails = `/bin/sh -c 'trap "echo fatal: the disk is gone >&2; exit 3" USR1; while :; do sleep 0.01; done'`;
const word = 'fatal: the disk is gone';

interface Delays {
  window: number;
  bare: number;
}

const failOnce = async ({ page }: HearthWindow, bus: Monitor, clock: number): Promise<Delays> => {
  await systemctl('start');
  await page.locator(card).waitFor({ state: 'detached' });
  const { stdout: pid } = await systemctl('show', '--property=MainPID', '--value');
  await pause(quietMs);
  const painted = await watchText(page, clock, card, word);
  bus.forget();
  const began = performance.now();
  process.kill(Number(pid), 'SIGUSR1');
  const heard = await bus.hears(`${unit} fails`, isFailed);
  const paintedAt = await painted();
  await pause(quietMs);
  // Also forgets how often it was started, which has a limit.
  await systemctl('reset-failed');
  return { window: paintedAt - began, bare: heard.at - began };
};

const measure = async () => {
  const delays: Delays[] = [];
  await layUnits({
    count: 300,
    running: 0,
    exec: (index) => (index === 1 ? fails : '/bin/sleep infinity'),
  });
  const bus = await monitorBus(match);
  const hearth = await openHearth();
  try {
    await hearth.page.getByRole('treeitem', { name: shownName }).first().click();
    const clock = await clockOf(hearth.page);
    for (let i = 0; i <= rounds; i += 1) delays.push(await failOnce(hearth, bus, clock));
  } finally {
    await hearth.close();
    await bus.close();
    await clearUnits();
  }
  // The first is slower on both sides, and not typical.
  delays.shift();
  return rowOf({
    name: 'diagnosis',
    measured:
      'the peer hears that a service failed → its cause painted on its page, 300 services, p95; the peer counts from the signal that ends its program',
    unit: 'ms',
    runs: delays.map(({ window, bare }) => window - bare),
    peer: { name: 'busctl monitor hearing the failure', runs: delays.map(({ bare }) => bare) },
    by: p95,
    goal: { atMost: 150 },
  });
};

export const diagnosis: Group = {
  names: ['diagnosis'],
  measure: async (tell) => {
    tell(await measure());
  },
};
