/**
 * Kills Hearth at random moments of its operations: the unit file is always the old or the new version, whole, and the
 * next start finishes or undoes the rest.
 */
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { randomFrom } from '../../fuzz/random.ts';
import { afterwards, chooseSeed, person, temporaryFolder, until } from '../workbench/bench.ts';
import { removeCrontab } from './import-operations.ts';
import { autostartFolder, clear, scriptFolder } from './operation.ts';
import { operations, type OperationName } from './operations.ts';
import { bundleDriver, startDriver, type Moment } from './victim.ts';
import { createWorkbench } from './workbench.ts';
import { world } from './world.ts';

interface Counted {
  kills: number;
  /** Found unfinished by the next process. */
  interrupted: number;
  finished: number;
  undone: number;
}

/** Any moment, or while files move: writing takes only a hundredth of the time, yet matters most. */
const momentOf = (random: () => number, spanMs: number): Moment => {
  const moves = random() < 0.4 ? 1 + Math.floor(random() * 6) : 0;
  const ms = random() * (moves === 0 ? spanMs : 2);
  return { step: null, moves, ms, withChildren: random() < 0.5 };
};

/** In a step: as soon as it begins, or a little later. */
const momentIn = (random: () => number, step: string): Moment => ({
  step,
  moves: 0,
  ms: random() * 12,
  withChildren: random() < 0.5,
});

/** Kills one operation again and again, and recovers each time as the next start of Hearth does. */
const killAll = async (
  name: OperationName,
  driver: string,
  random: () => number,
): Promise<Counted> => {
  const { unit, others = [], kills, steps = [], prepare, activeMs } = operations[name];
  const look = () => world(unit, ...others);
  const stateFolder = path.join(await temporaryFolder(), 'hearth');
  const counted: Counted = { kills, interrupted: 0, finished: 0, undone: 0 };
  const file = path.join(person.unitFolder, unit);

  await prepare();
  const before = await look();
  const whole = await startDriver(driver, stateFolder, name);
  const tookMs = await whole.runToEnd();
  const after = await look();
  expect(after, name).not.toEqual(before);
  let now = after;
  const span = Math.min(tookMs, activeMs ?? tookMs) * 1.05;
  const journals = () => readdir(path.join(stateFolder, 'transactions')).catch(() => []);

  const bench = createWorkbench(stateFolder);
  await until('the manager', () => bench.store.state().manager.kind === 'running');
  const offered = () => bench.store.state().transactions;
  const dismissUndoable = async (): Promise<void> => {
    const { undoable } = offered();
    if (undoable !== null) await bench.recovery.dismiss(undoable.id);
  };

  const heal = async (wanted: 'finish' | 'undo', at: string): Promise<void> => {
    await bench.recovery.look();
    const { interrupted, undoable } = offered();
    expect(interrupted.length + (undoable === null ? 0 : 1), at).toBeLessThan(2);
    const found = interrupted[0]?.id ?? undoable?.id;
    // Killed before it started, or after it was done.
    if (found === undefined) return;
    if (interrupted.length > 0) counted.interrupted += 1;
    if (wanted === 'undo') await bench.recovery.undo(found);
    else if (interrupted.length > 0) await bench.recovery.finish(found);
    counted[wanted === 'undo' ? 'undone' : 'finished'] += 1;
    expect(offered().problem, at).toBe(null);
    expect(offered().interrupted, at).toEqual([]);
    now = await look();
    expect(now, at).toEqual(wanted === 'undo' ? before : after);
    await dismissUndoable();
  };

  await bench.recovery.look();
  await dismissUndoable();
  let next = startDriver(driver, stateFolder, name);
  for (let round = 0; round < kills; round += 1) {
    if (JSON.stringify(now) !== JSON.stringify(before)) {
      await prepare();
    }
    const victim = await next;
    const step = round < kills / 2 ? steps[round % steps.length] : undefined;
    const moment = step === undefined ? momentOf(random, span) : momentIn(random, step);
    const wanted = random() < 0.5 ? 'undo' : 'finish';
    const at = `${name}, round ${String(round)}: killed at ${JSON.stringify(moment)}, then ${wanted}`;
    await victim.kill(moment);
    next = startDriver(driver, stateFolder, name);
    now = await look();
    expect([before[file], after[file]], at).toContain(now[file]);
    await heal(wanted, at);
    expect(await journals(), at).toEqual([]);
    expect([JSON.stringify(before), JSON.stringify(after)], at).toContain(JSON.stringify(now));
  }
  await (await next).end();
  for (const one of [unit, ...others]) await clear(one);
  bench.dispose();
  return counted;
};

test('the next start finds the unit whole and recovers the rest after 314 random kills', async () => {
  for (const folder of [person.unitFolder, scriptFolder, autostartFolder])
    await mkdir(folder, { recursive: true });
  afterwards(removeCrontab);
  const random = randomFrom(chooseSeed('random moments'));
  const driver = await bundleDriver(await temporaryFolder());
  const counted: (Counted & { name: string })[] = [];
  for (const name of Object.keys(operations) as OperationName[]) {
    const began = performance.now();
    const one = await killAll(name, driver, random);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    counted.push(Object.assign({ name, seconds }, one));
  }
  console.table(counted);
  const sum = (key: keyof Counted): number => counted.reduce((all, one) => all + one[key], 0);
  expect(sum('kills')).toBe(314);
  // Otherwise the test would prove nothing.
  expect(sum('interrupted')).toBeGreaterThan(100);
}, 1_200_000);
