/**
 * One reading of a person's services, in a fresh process as at a start: prints the milliseconds from the connection to
 * the bus until the state reports that it is complete, and what it then contains.
 */
import { writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localHost, openHearth } from '../../open-engine.ts';

const host = localHost();
let connectedAt = 0;
const { store } = openHearth(
  { stateFolder: path.join(tmpdir(), 'hearth-reading') },
  {},
  {
    ...host,
    bus: async (which) => {
      const stream = await host.bus(which);
      if (which === 'user') connectedAt = performance.now();
      return stream;
    },
  },
);

store.subscribe(({ account: { manager, units } }) => {
  if (manager.kind !== 'running') return;
  const ms = performance.now() - connectedAt;
  const own = Object.values(units).filter((unit) => unit.own);
  const active = own.filter((unit) => unit.activeState === 'active').length;
  writeSync(1, JSON.stringify({ ms, own: own.length, active }));
  process.exit(0);
});
