/** All jobs of some days, against the journal and systemd-analyze of the machine. */
import { expect, test } from 'vitest';
import type { AgendaJob } from '../../../electron/core/runs/agenda.ts';
import { readCalendarRuns } from '../../../electron/core/schedule/next-runs.ts';
import { afterwards, service, shell, temporaryFolder, until } from '../workbench/bench.ts';
import { sync, unique } from '../workbench/journal.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let made = 0;

const makeJob = async (timer: readonly string[], exec: string): Promise<string> => {
  const name = unique(`agenda-${String((made += 1))}`);
  const timerName = name.replace(/service$/, 'timer');
  const lines = ['[Unit]', 'StartLimitIntervalSec=0', '[Service]', 'Type=oneshot'];
  await service(name, [...lines, `ExecStart=${exec}`]);
  await service(timerName, ['[Timer]', ...timer]);
  afterwards(() => systemctl('stop', timerName));
  return timerName;
};

const openAgenda = async () => {
  const { handlers } = await openWorkbench(await temporaryFolder());
  return async (bounds: {
    from: number;
    to: number;
  }): Promise<(timer: string) => AgendaJob | undefined> => {
    await sync();
    const { jobs } = await handlers.agenda(bounds);
    return (timer) => jobs.find((job) => job.timer === timer);
  };
};

const countOf = (job: AgendaJob | undefined, outcome: string): number =>
  (job?.runs ?? [])
    .filter((run) => run.outcome === outcome)
    .reduce((sum, { count }) => sum + count, 0);

test('has the runs of the journal by their result, and those to come by the calendar', async () => {
  const firing = ['OnCalendar=*:*:*', 'OnCalendar=*-*-* 23:17:31', 'AccuracySec=1us'];
  const good = await makeJob(firing, '/bin/true');
  const bad = await makeJob(firing, '/bin/false');
  const agenda = await openAgenda();
  const began = Date.now();
  await systemctl('start', good, bad);
  const find = await until('four runs of each', async () => {
    const found = await agenda({ from: began - 1000, to: Date.now() });
    const isThere = countOf(found(good), 'success') >= 4 && countOf(found(bad), 'failed') >= 4;
    return isThere && found;
  });
  expect(countOf(find(good), 'failed')).toBe(0);
  expect(countOf(find(bad), 'success')).toBe(0);
  expect(find(good)).toMatchObject({ isOn: true, service: good.replace('.timer', '.service') });
  await systemctl('stop', good, bad);
  // Each second of an hour is more than is asked for.
  const coming = await agenda({ from: Date.now(), to: Date.now() + hourMs });
  expect(coming(good)).toMatchObject({ isOn: false, next: [] });
});

test('what comes is what systemd-analyze says, also several times a day', async () => {
  const expression = '*-*-* 00/2:35:10';
  const timer = await makeJob(
    [`OnCalendar=${expression}`, 'OnCalendar=Sun *-*-* 11:11:11'],
    '/bin/true',
  );
  const often = await makeJob(['OnCalendar=*:0/1'], '/bin/true');
  const counted = await makeJob(['OnActiveSec=1h', 'OnUnitActiveSec=2h'], '/bin/true');
  const agenda = await openAgenda();
  await systemctl('start', timer, often, counted);
  const now = Date.now();
  const to = now + 3 * dayMs;
  const find = await agenda({ from: now, to });
  const foretold = async (text: string): Promise<number[]> => {
    const printed = await shell('systemd-analyze', 'calendar', '--iterations=60', text);
    return [...(readCalendarRuns(printed)?.times ?? [])].filter((at) => at < to);
  };
  const wanted = [...(await foretold(expression)), ...(await foretold('Sun *-*-* 11:11:11'))].sort(
    (one, other) => one - other,
  );
  expect(find(timer)?.next).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(34);
  expect(find(often)).toMatchObject({ everyMs: 60_000 });
  expect(find(often)?.next).toHaveLength(200);
  expect(find(counted)).toMatchObject({ countsSpans: true, everyMs: null });
  expect(find(counted)?.next).toHaveLength(1);
  expect(Math.abs((find(counted)?.next[0] ?? 0) - now - hourMs)).toBeLessThan(90_000);
});
