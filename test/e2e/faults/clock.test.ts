/**
 * The clock is set while Hearth runs, as its main process and its page see it: the machine has no clock of its own, so that
 * setting it would set the host's. And Hearth is frozen for a while, as by a suspend.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quietFor } from '../../quiet.ts';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { becomes, said, saidToRoot } from '../driving/outside.ts';
import { expectSameState } from './same-state.ts';

const units = ['clock-a.service', 'clock-b.service', 'clock-timer.timer', 'clock-timer.service'];
const [unit = ''] = units;

let hearth: Hearth;

beforeEach(async () => {
  await layDown(unit, sleeper());
  await layDown('clock-b.service', sleeper());
  await layDown('clock-timer.service', '[Service]\nType=oneshot\nExecStart=/bin/true\n');
  await layDown('clock-timer.timer', '[Timer]\nOnCalendar=*:*:0/10\n');
  await said('systemctl', '--user', 'start', 'clock-timer.timer');
  hearth = await startHearth();
});
afterEach(async () => {
  await hearth.close();
  await clearAway(...units);
});

/** The same in each process; the clock moves on from there. */
const shiftClock = (_: unknown, ms: number): void => {
  globalThis.Date = new Proxy(Date, {
    construct: (real, words: [number?]) => new real(words[0] ?? real.now() + ms),
    get: (real, name) =>
      name === 'now' ? () => real.now() + ms : (Reflect.get(real, name) as unknown),
  });
};

test.each([-72, 72])('the clock is set by %i hours', async (hours) => {
  const page = await hearth.window();
  const row = page.getByRole('treeitem', { name: /^clock-a/ });
  await row.click();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await press('Start');
  await becomes(unit, 'ActiveState', 'active');
  const ms = hours * 3_600_000;
  await hearth.app.evaluate(shiftClock, ms);
  await page.evaluate(`(${shiftClock.toString()})(null, ${String(ms)})`);
  await press('Restart');
  await page.getByRole('tab', { name: /^Log/ }).click();
  await page
    .getByRole('tabpanel')
    .getByText(/Stopped|Stopping/)
    .first()
    .waitFor();
  await press('Stop');
  await becomes(unit, 'ActiveState', 'inactive');
  await expectSameState(page);
  for (const place of ['Home', 'Calendar', 'Logs']) {
    await press(place);
    await page.getByRole('main').getByText(/\w/).first().waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(
      /NaN|Invalid Date|(^|\s)[-−]\d+ (s|min|h|d)/,
    );
  }
});

test('frozen for a while, it takes everything that happened meanwhile', async () => {
  const page = await hearth.window();
  await page.getByRole('treeitem', { name: /^clock-a/ }).click();
  await saidToRoot('kill', '-STOP', String(hearth.pid));
  await said('systemctl', '--user', 'start', '--', unit);
  await layDown('clock-b.service', sleeper('Changed while it was frozen'));
  for (let times = 0; times < 4; times += 1)
    await said('systemctl', '--user', 'restart', 'clock-b.service');
  await quietFor(3000, 'a suspend takes a while');
  await saidToRoot('kill', '-CONT', String(hearth.pid));
  await page.getByRole('treeitem', { name: /^clock-a.*running/ }).waitFor();
  await page.getByRole('treeitem', { name: /^clock-b.*running/ }).waitFor();
  await expectSameState(page);
});
