/**
 * Does one thing to one unit as Hearth does it, to be killed in the middle of it:
 *
 *     node driver.ts STATE-FOLDER OPERATION
 *
 * Says `ready`, waits for a line, says `begun`, does it, says `done`.
 */
import { once } from 'node:events';
import { operations, type OperationName } from './operations.ts';
import { createWorkbench } from './workbench.ts';

const [stateFolder = '', name = ''] = process.argv.slice(2);
const bench = createWorkbench(stateFolder);
while (bench.store.state().manager.kind !== 'running') {
  await new Promise((resolve) => setTimeout(resolve, 5));
}
// Whoever wanted it may be gone.
process.stdin.once('end', () => process.exit(1));
process.stdout.write('ready\n');
await once(process.stdin, 'data');
// While other units come and go, it may have to be asked again.
await bench.inventory.refresh().catch(() => bench.inventory.refresh());
process.stdout.write('begun\n');
await operations[name as OperationName].run(bench);
process.stdout.write('done\n');
process.exit(0);
