/**
 * Performs an operation on a unit as Hearth does, to be killed meanwhile:
 *
 *     node driver.ts STATE-FOLDER OPERATION
 *
 * Prints `ready`, waits for a line, prints `begun`, runs the operation, prints `done`.
 */
import { once } from 'node:events';
import { operations, type OperationName } from './operations.ts';
import { createWorkbench } from './workbench.ts';

const [stateFolder = '', name = ''] = process.argv.slice(2);
const bench = createWorkbench(stateFolder);
while (bench.store.state().manager.kind !== 'running') {
  await new Promise((resolve) => setTimeout(resolve, 5));
}
// Exit when the test that started this is gone.
process.stdin.once('end', () => process.exit(1));
process.stdout.write('ready\n');
await once(process.stdin, 'data');
// Retry once: reading the list can fail while other units come and go.
await bench.inventory.refresh().catch(() => bench.inventory.refresh());
process.stdout.write('begun\n');
await operations[name as OperationName].run(bench);
process.stdout.write('done\n');
process.exit(0);
