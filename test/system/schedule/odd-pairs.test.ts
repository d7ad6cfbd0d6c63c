/** Timers whose service has another name, is gone or masked: what their page says. */
import { rm, symlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  afterwards,
  property,
  service,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { sync } from '../workbench/journal.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';

const timer = 'odd-pair.timer';
const own = 'odd-pair.service';
const other = 'odd-other.service';

test('shows the service that Unit= names, and reports when it is gone or masked', async () => {
  const file = await service(other, ['[Service]', 'Type=oneshot', 'ExecStart=/bin/true']);
  // Has the name of the timer, and nothing to do with it.
  await service(own, ['[Service]', 'Type=oneshot', 'ExecStart=/bin/false']);
  await service(timer, ['[Timer]', 'OnCalendar=*:*:0/2', 'AccuracySec=1us', `Unit=${other}`]);
  const { handlers } = await openWorkbench(await temporaryFolder());
  const faults = async (): Promise<string[]> =>
    (await handlers.timerReport({ unit: timer })).faults.map(
      ({ code, what }) => `${code}: ${what}`,
    );
  await systemctl('start', timer);
  afterwards(() => systemctl('stop', timer));
  expect(await faults()).toEqual([]);
  const looked = await until('two of its times', async () => {
    await sync();
    const missed = await handlers.missedRuns({ unit: timer });
    return missed.kind === 'looked' && missed.expected >= 2 && missed;
  });
  expect(looked.missed).toBe(0);
  expect((await handlers.runs({ unit: own, count: 5 })).runs).toEqual([]);

  await systemctl('stop', timer);
  await rm(file);
  await systemctl('daemon-reload');
  expect(await faults()).toEqual([expect.stringMatching(/^gone: .*odd-other\.service/)]);
  await symlink('/dev/null', file);
  await systemctl('daemon-reload');
  expect(await faults()).toEqual([expect.stringMatching(/^masked: .*odd-other\.service/)]);
  // A timer that is on fails at its next time; systemd doesn’t even start one.
  await shell('systemctl', '--user', 'start', timer).catch(() => '');
  expect((await property(timer, 'ActiveState')).trim()).not.toBe('active');
});
