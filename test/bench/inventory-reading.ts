/**
 * One reading of a person's services, in a process of its own as at a start: prints the milliseconds from the moment the
 * bus is connected to the moment the state says that it is complete, and what is then in it.
 */
import { writeSync } from 'node:fs';
import { initialState } from '../../electron/core/app/state.ts';
import { createStore } from '../../electron/core/app/store.ts';
import { keepManager } from '../../electron/system/manager/manager.ts';
import { readPerson } from '../../electron/host/account.ts';
import { keepInventory } from '../../electron/engine/units/inventory.ts';

const person = readPerson(process.env);
const store = createStore(initialState(person, { hearth: '', electron: '', systemd: '' }));
let connectedAt = 0;

store.subscribe((state) => {
  if (state.manager.kind !== 'running') return;
  const ms = performance.now() - connectedAt;
  const units = Object.values(state.units);
  const own = units.filter((unit) => unit.own).length;
  const active = units.filter((unit) => unit.own && unit.activeState === 'active').length;
  writeSync(1, JSON.stringify({ ms, own, active }));
  process.exit(0);
});

keepInventory({
  store,
  onFiles: () => undefined,
  keepManager: ({ runtimeFolder, events }) =>
    keepManager({
      runtimeFolder,
      events: {
        ...events,
        connected: (connection) => {
          connectedAt = performance.now();
          events.connected(connection);
        },
      },
    }),
  onBug: (bug) => {
    throw bug;
  },
});
