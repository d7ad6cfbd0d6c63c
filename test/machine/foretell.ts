/** Prints what the badges of the named units say, as JSON. Bundled, and run in the machine as alice. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openHearth } from '../open-engine.ts';

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};

const engine = openHearth({ stateFolder: await mkdtemp(path.join(tmpdir(), 'hearth-foretell-')) });
const { account } = engine.store;
engine.settle();
await until(
  () => account.state().manager.kind === 'running' && account.state().linger.current !== null,
);
await engine.inventory.refresh();
const answers = await Promise.all(
  process.argv
    .slice(2)
    .map(async (unit) => [unit, await engine.handlers.survival({ unit })] as const),
);
console.log(JSON.stringify(Object.fromEntries(answers)));
engine.dispose();
process.exit(0);
