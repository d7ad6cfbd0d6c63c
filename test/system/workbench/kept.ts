/** Keeps an inventory during a test, and compares it with what systemctl reports. */
import { expect } from 'vitest';
import type { Unit } from '../../../electron/core/units/unit.ts';
import { openHearth } from '../../open-engine.ts';
import { afterwards, temporaryFolder, until } from './bench.ts';
import { hearthSays, systemctlSays, type Units } from './systemctl-says.ts';

/** Opens an inventory over alice's manager, waits until it is complete, and keeps it until the test ends. */
export const keep = async () => {
  const bugs: unknown[] = [];
  const engine = openHearth(
    { stateFolder: await temporaryFolder() },
    { report: (bug) => bugs.push(bug) },
  );
  const { inventory } = engine;
  const store = engine.store.account;
  const events: { changed: Unit[]; removed: string[] }[] = [];
  engine.store.subscribe((_, event) => {
    if (event.kind === 'units') events.push(event);
  });
  afterwards(() => {
    engine.dispose();
    expect(bugs).toEqual([]);
  });
  const isRunning = () => store.state().manager.kind === 'running';
  await until('the inventory is complete', isRunning);
  const units = () => store.state().units;
  return { units, events, inventory, isRunning, unit: (name: string) => units()[name] };
};

/** Fails unless the kept state matches systemctl within a few seconds, for every unit file and loaded unit. */
export const expectTrue = async (units: () => Units): Promise<number> => {
  const said = await systemctlSays();
  const kept = () => hearthSays(units(), said);
  await until(
    'the kept state matches systemctl',
    () => JSON.stringify(kept()) === JSON.stringify(said),
    4000,
  ).catch(() => undefined);
  expect(kept()).toEqual(said);
  return Object.keys(said.files).length + Object.keys(said.memory).length;
};
