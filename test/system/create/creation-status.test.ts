/** How a creation reports a service that exits right away. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyForm, type ServiceForm } from '../../../electron/core/create/service-form.ts';
import { afterwards, temporaryFolder } from '../workbench/bench.ts';
import { clear } from '../kill/operation.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';

const cases: [program: string, restart: ServiceForm['restart'], code: string][] = [
  ['/bin/true', 'on-failure', 'ended-at-once'],
  ['/bin/true', 'always', 'ended-at-once'],
  ['/bin/false', 'always', 'start-failed'],
];

test.each(cases)('%s with Restart=%s is reported as %s', async (program, restart, code) => {
  const unit = 'brief.service';
  await clear(unit);
  afterwards(() => clear(unit));
  const bench = await openWorkbench(path.join(await temporaryFolder(), 'hearth'));
  await bench.creation.create({ ...emptyForm(), name: 'brief', command: program, restart });
  expect(bench.store.state().creation?.problem?.code).toBe(code);
  await bench.creation.undo();
});
